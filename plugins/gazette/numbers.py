"""发文字号, 期号 and 总期号 as value types: `parse` reads what people write, `str` writes what the rules want, and
`key` sorts as an archivist would. (索引号 is in `index_numbers`.)

发文字号: 机关代字〔年份〕序号号 — hexagonal brackets, a four-digit year, no leading zero, no 第 (GB/T 9704-2012,
7.2.5); so do 函 and 明电 (国办发明电〔2020〕1号). 令 and 公告 carry 第N号, with or without a year. Bodies that issue a
document together each give it their number, or agree on one.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import total_ordering

from .numerals import chinese_number

YEARLY = re.compile(
    r"""^(?P<office>[^\d〔〕\[\]()（）【】「」\s第]{1,30}?)   # 机关代字
        \s*[〔\[(（【「［]\s*(?P<year>[12][0-9]{3}|[0-9]{2})\s*年?\s*[〕\])）】」］]\s*
        第?\s*0*(?P<serial>[1-9][0-9]{0,5})\s*号?$""",
    re.VERBOSE,
)
DECREE = re.compile(
    r"""^(?P<office>[一-鿿、()\s]{1,60}?(?:令|公告|通告)(?:〔[一-鿿]{1,6}届〕)?)
        \s*(?:[〔(\[]?(?P<year>[12][0-9]{3})[〕)\]]?年?\s*(?=第))?
        (?P<open>[(〔]?)第?\s*(?P<serial>[0-9〇零一二三四五六七八九十百千]+)\s*号(?(open)[)〕]?)$""",
    re.VERBOSE,
)
STATE = "中华人民共和国"
TOTAL = re.compile(r"^总?\s*第?\s*(?P<first>\d{1,5})(?:\s*[-、,，/－~～]\s*(?P<last>\d{1,5}))?\s*期?$")
SEPARATORS = re.compile(r"[、，,；;\s]+")
ISSUE = re.compile(
    r"""^(?=.)                                                    # 第6期, 第5、6期, 增刊, 增刊第1期, 第6期增刊
        (?:第?\s*(?P<first>\d{1,3})(?:\s*[-、,，/－~～]\s*(?P<last>\d{1,3}))?\s*期?(?:\s*[（(]?合刊[）)]?)?)?
        \s*(?P<extra>增刊\s*(?:第?\s*(?P<serial>\d{1,2})\s*期?)?)?$""",
    re.VERBOSE,
)


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
        return self._written(self.office, self.serial)

    def _written(self, office: str, serial: int | str) -> str:
        if self.ordinal or self.year is None:
            return f"{office}{f'{self.year}年' if self.year else ''}第{serial}号"
        return f"{office}〔{self.year}〕{serial}号"

    def __reduce__(self) -> tuple[type[DocumentNumber], tuple[object, ...]]:
        """Pickled as one call, like the documents that hold it: thousands are read at every check."""
        return DocumentNumber, (self.office, self.year, self.serial, self.ordinal)

    @property
    def _value(self) -> int:
        return self.serial if isinstance(self.serial, int) else chinese_number(self.serial)

    @property
    def key(self) -> tuple[str, int, int]:
        return (self.office, self.year or 0, self._value)

    @property
    def canonical(self) -> str:
        """The same for all writings of one number: 国务院令第711号 for 中华人民共和国国务院令第七百一十一号."""
        return self._written("".join(self.office.split()).removeprefix(STATE), self._value)


def several(text: str) -> tuple[str, ...]:
    """The 发文字号 that stand in one text, as written: those of several issuers parted by 、 or a blank; one that is no
    number stays whole."""
    parts = tuple(part for part in SEPARATORS.split(text.strip()) if part)
    if len(parts) > 1 and DocumentNumber.parse(text) is None and all(map(DocumentNumber.parse, parts)):
        return parts
    return (text.strip(),) if text.strip() else ()


def _century(digits: str) -> int:
    """Two-digit years stand for 19xx or 20xx; the boundary is the founding of the republic."""
    year = int(digits)
    if len(digits) == 4:
        return year
    return 1900 + year if year >= 49 else 2000 + year


@total_ordering
@dataclass(frozen=True, slots=True)
class IssueNumber:
    """A 期号: the year and one issue, or two for a double issue (第5、6期).

    `supplement` is None for a regular issue, the number of a 增刊, or 0 for one without a number; a supplement belongs to
    an issue (第6期增刊) or to the year (增刊第1期, with 0 for `first` and `last`).
    """

    year: int
    first: int
    last: int
    supplement: int | None = None

    @classmethod
    def parse(cls, year: int, text: str) -> IssueNumber | None:
        match = ISSUE.match(unicodedata.normalize("NFKC", text).strip())
        if not match:
            return None
        supplement = int(match["serial"] or 0) if match["extra"] else None
        if match["first"] is None:
            return cls(year, 0, 0, supplement)
        first, last = int(match["first"]), int(match["last"] or match["first"])
        return cls(year, first, last, supplement) if last >= first >= 1 else None

    @classmethod
    def read(cls, text: str) -> IssueNumber | None:
        """A 期号 with its year: 2016年第6期."""
        year, _, rest = text.strip().partition("年")
        is_year = len(year) == 4 and year.isascii() and year.isdigit()
        return cls.parse(int(year), rest) if is_year and rest else None

    def __str__(self) -> str:
        return f"{self.year}年{self._issues}{self._extra}"

    def __lt__(self, other: IssueNumber) -> bool:
        return self.key < other.key

    @property
    def key(self) -> tuple[int, float, int, int]:
        """In the order of the shelf: a supplement after its issue, those of the year after all issues."""
        extra = -1 if self.supplement is None else self.supplement
        return (self.year, self.last or math.inf, self.first, extra)

    @property
    def short(self) -> str:
        """Within the year, as catalogues of journals write it: 6, 5-6, 6增刊, 增刊1."""
        issues = str(self.first) if self.first == self.last else f"{self.first}-{self.last}"
        extra = "" if self.supplement is None else f"增刊{self.supplement or ''}"
        return f"{issues if self.first else ''}{extra}"

    @property
    def is_double(self) -> bool:
        return self.first != self.last

    @property
    def _issues(self) -> str:
        if not self.first:
            return ""
        return f"第{self.first}、{self.last}期" if self.is_double else f"第{self.first}期"

    @property
    def _extra(self) -> str:
        if self.supplement is None:
            return ""
        return f"增刊第{self.supplement}期" if self.supplement else "增刊"


@dataclass(frozen=True, slots=True, order=True)
class TotalIssue:
    """A 总期号: how many issues have appeared since the first, this one included; two for a double issue that counts
    twice (some count it once)."""

    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> TotalIssue | None:
        match = TOTAL.match(unicodedata.normalize("NFKC", text).strip())
        if not match:
            return None
        first, last = int(match["first"]), int(match["last"] or match["first"])
        return cls(first, last) if last >= first >= 1 else None

    def __str__(self) -> str:
        return f"总第{self.first}期" if self.first == self.last else f"总第{self.first}、{self.last}期"
