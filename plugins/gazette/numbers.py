"""The official numbers as value types: 发文字号, 索引号 and 期号. `parse` reads what people write, `str` writes
what the rules want, and `key` sorts as an archivist would.

发文字号: 机关代字〔年份〕序号号 — hexagonal brackets, a four-digit year, no leading zero, no 第 (GB/T 9704-2012,
7.2.5). 令 and 公告 carry 第N号 without a year. 索引号 has no single national pattern: it is kept as given, and
the one this district uses (organisation code – year and month – serial) can be taken apart.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

YEARLY = re.compile(
    r"""^(?P<office>[^\d〔〕\[\]()（）【】「」\s第]{1,30}?)   # 机关代字
        \s*[〔\[(（【「［]\s*(?P<year>\d{4}|\d{2})\s*年?\s*[〕\])）】」］]\s*
        第?\s*0*(?P<serial>\d{1,6})\s*号?$""",
    re.VERBOSE,
)
DECREE = re.compile(
    r"""^(?P<office>[一-鿿、()\s]{2,60}?(?:令|公告|通告))
        \s*(?:[〔(\[]?(?P<year>\d{4})[〕)\]]?年?\s*(?=第))?
        第?\s*(?P<serial>[\d〇零一二三四五六七八九十百千]+)\s*号$""",
    re.VERBOSE,
)
INDEX = re.compile(r"^(?P<organisation>[0-9]{8}[0-9X])-(?P<period>\d{4}(?:\d{2})?)-(?P<serial>\d{5,6})$")
ISSUE = re.compile(r"^(?P<first>\d{1,3})(?:\s*[-、,，/－~～]\s*(?P<last>\d{1,3}))?$")
WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A 发文字号. `year` is None for decrees, which are numbered through (国务院令第711号).

    `ordinal` marks the numbers that carry 第: decrees, and announcements of a year (公告2021年第5号).
    """

    office: str
    year: int | None
    serial: int | str
    ordinal: bool = False

    @classmethod
    def parse(cls, text: str) -> DocumentNumber | None:
        """Read any habitual writing of a number; None when it is not one."""
        folded = unicodedata.normalize("NFKC", text).strip() if text else ""
        # NFKC turns full-width brackets and digits into plain ones; 〔〕 stay as they are.
        if match := YEARLY.match(folded):
            return cls(match["office"].strip(), _century(match["year"]), int(match["serial"]))
        if match := DECREE.match(folded):
            serial = match["serial"]
            year = int(match["year"]) if match["year"] else None
            return cls(match["office"], year, int(serial) if serial.isdigit() else serial, ordinal=True)
        return None

    def __str__(self) -> str:
        if self.ordinal or self.year is None:
            return f"{self.office}{f'{self.year}年' if self.year else ''}第{self.serial}号"
        return f"{self.office}〔{self.year}〕{self.serial}号"

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.office, self.year or 0, self.serial if isinstance(self.serial, int) else 0)


def _century(digits: str) -> int:
    """Two-digit years stand for 19xx or 20xx; the boundary is the founding of the republic."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 1900 + year if year >= 49 else 2000 + year


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """An 索引号 of this district's form: organisation code (GB 11714), year or year and month, serial."""

    organisation: str
    period: str
    serial: str

    @classmethod
    def parse(cls, text: str) -> IndexNumber | None:
        match = INDEX.match(text.strip())
        return cls(match["organisation"], match["period"], match["serial"]) if match else None

    def __str__(self) -> str:
        return f"{self.organisation}-{self.period}-{self.serial}"

    @property
    def key(self) -> tuple[str, str]:
        return (self.period, self.serial)

    @property
    def check_digit_holds(self) -> bool:
        """Whether the organisation code's last character is the one GB 11714 computes."""
        return organisation_check_character(self.organisation[:8]) == self.organisation[8]


def organisation_check_character(eight: str) -> str:
    """The ninth character of an organisation code, from its first eight digits (GB 11714)."""
    total = sum(int(digit) * weight for digit, weight in zip(eight, WEIGHTS, strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


@dataclass(frozen=True, slots=True, order=True)
class IssueNumber:
    """A 期号: the year and one issue, or two for a double issue (第5、6期)."""

    year: int
    first: int
    last: int

    @classmethod
    def parse(cls, year: int, text: str) -> IssueNumber | None:
        match = ISSUE.match(text.strip().removeprefix("第").removesuffix("期").strip())
        if not match:
            return None
        first, last = int(match["first"]), int(match["last"] or match["first"])
        return cls(year, first, last) if last >= first >= 1 else None

    def __str__(self) -> str:
        issues = str(self.first) if self.first == self.last else f"{self.first}、{self.last}"
        return f"{self.year}年第{issues}期"
