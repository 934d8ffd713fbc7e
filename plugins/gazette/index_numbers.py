"""索引号 as value types: what is written is read by one of the configured patterns, or kept whole.

There is no national pattern. `PATTERNS` holds those seen on government sites whose parts are known; a content tree
names its own in `vocabularies/index-numbers.yaml`, of which `invoke number` assigns by the first. A pattern is the
number's own text with its parts in braces, `{organisation}-{year}{month}-{serial:6}`:

- organisation  九位组织机构代码, whose last character is a check character (GB 11714)
- credit        十八位统一社会信用代码, with its own (GB 32100); the organisation code stands in places 9 to 17
- year, month, day
- serial:6      流水号 of this many digits; 5-6 for five or six
- any other name, with its width: letters and digits that are only kept ({region:6}, {class:2})
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

PART = re.compile(r"\{(?P<name>[a-z]+)(?::(?P<least>\d{1,2})(?:-(?P<most>\d{1,2}))?)?\}")
KNOWN = {"organisation": "[0-9]{8}[0-9X]", "credit": "[0-9A-HJ-NPQRTUWXY]{18}", "year": "[12][0-9]{3}",
         "month": "[0-9]{2}", "day": "[0-9]{2}"}  # fmt: skip
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


@dataclass(frozen=True)
class IndexPattern:
    """One form of 索引号. Raises ValueError (Chinese) when `template` is none."""

    template: str
    _compiled: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        names = [match["name"] for match in PART.finditer(self.template)]
        if "serial" not in names or len(names) != len(set(names)):
            raise ValueError(f"索引号的格式“{self.template}”应有且只有一个流水号 {{serial:位数}}，其余部分各不相同")
        object.__setattr__(self, "_compiled", re.compile("".join(self._expressions())))

    def _expressions(self) -> Iterator[str]:
        at = 0
        for match in PART.finditer(self.template):
            yield re.escape(self.template[at : match.start()])
            yield f"(?P<{match['name']}>{self._expression(match)})"
            at = match.end()
        if "{" in self.template[at:]:
            raise ValueError(f"索引号的格式“{self.template}”中花括号不成对")
        yield re.escape(self.template[at:])

    def _expression(self, match: re.Match[str]) -> str:
        name, least, most = match["name"], match["least"], match["most"] or match["least"]
        if name in KNOWN:
            return KNOWN[name]
        if not least or int(least) < 1 or int(most) < int(least):
            raise ValueError(f"索引号的格式“{self.template}”中 {name} 要写位数，如 {{{name}:6}}")
        return f"{'[0-9]' if name == 'serial' else '[0-9A-Z]'}{{{least},{most}}}"

    def parse(self, text: str) -> IndexNumber | None:
        match = self._compiled.fullmatch(text)
        return IndexNumber(text, tuple(match.groupdict().items())) if match else None

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._compiled.groupindex)

    @cached_property
    def serial_digits(self) -> int:
        """How many digits a serial has at most."""
        match = next(match for match in PART.finditer(self.template) if match["name"] == "serial")
        return int(match["most"] or match["least"])

    def number(self, organisation: str, day: date, serial: int) -> IndexNumber:
        """The number with these parts. Raises ValueError when the pattern asks for others, or the serial is too long."""
        parts = {"organisation": organisation, "credit": organisation, "year": f"{day:%Y}", "month": f"{day:%m}",
                 "day": f"{day:%d}", "serial": f"{serial:0{self.serial_digits}}"}  # fmt: skip
        if missing := sorted(self.names - parts.keys()):
            raise ValueError(f"索引号的格式“{self.template}”中的 {missing[0]} 不能自动编定")
        found = self.parse(PART.sub(lambda match: parts[match["name"]], self.template))
        if found is None:
            raise ValueError(f"代码“{organisation}”、流水号 {serial} 不合索引号的格式“{self.template}”")
        return found


@dataclass(frozen=True, slots=True)
class IndexNumber:
    """`text` is the number as it is written, `parts` what its pattern tells apart."""

    text: str
    parts: tuple[tuple[str, str], ...]

    @classmethod
    def parse(cls, text: str, patterns: Sequence[IndexPattern] = ()) -> IndexNumber | None:
        """Read by the first pattern that fits (`PATTERNS` when none are given); None when it is of another form."""
        bare = text.strip()
        return next((found for pattern in patterns or PATTERNS if (found := pattern.parse(bare))), None)

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[type[IndexNumber], tuple[object, ...]]:
        """Pickled as one call, like the documents that hold it."""
        return IndexNumber, (self.text, self.parts)

    def _part(self, name: str) -> str:
        return next((value for known, value in self.parts if known == name), "")

    @property
    def organisation(self) -> str:
        """The organisation code; of a credit code its places 9 to 17; empty when the number has neither."""
        return self._part("organisation") or self._part("credit")[8:17]

    @property
    def period(self) -> str:
        """Year, month and day as far as the number has them: ``2016``, ``201612``."""
        return self._part("year") + self._part("month") + self._part("day")

    @property
    def serial(self) -> int:
        return int(self._part("serial"))

    @property
    def series(self) -> str:
        """Within which the serials are counted: the number without period and serial."""
        return " ".join(value for name, value in self.parts if name not in ("year", "month", "day", "serial"))

    @property
    def key(self) -> tuple[str, int]:
        return (self.period, self.serial)

    @property
    def check_digit_holds(self) -> bool:
        """Whether the check characters of its organisation or credit code are the computed ones."""
        organisation, credit = self.organisation, self._part("credit")
        whole = not credit or credit_check_character(credit[:17]) == credit[17]
        return whole and _holds(organisation)


def _holds(organisation: str) -> bool:
    """An organisation code may also begin with letters, of which GB 11714 is only half known here: those are let be."""
    return not organisation[:8].isdigit() or organisation_check_character(organisation[:8]) == organisation[8]


def organisation_check_character(eight: str) -> str:
    """The ninth character of an organisation code, from its first eight digits (GB 11714)."""
    total = sum(int(digit) * weight for digit, weight in zip(eight, ORGANISATION_WEIGHTS, strict=True))
    return {10: "X", 11: "0"}.get(11 - total % 11, str(11 - total % 11))


def credit_check_character(seventeen: str) -> str:
    """The last character of a 统一社会信用代码, from the seventeen before it (GB 32100)."""
    values = (CREDIT_ALPHABET.index(char) for char in seventeen)
    total = sum(value * weight for value, weight in zip(values, CREDIT_WEIGHTS, strict=True))
    return CREDIT_ALPHABET[(31 - total % 31) % 31]


PATTERNS = tuple(map(IndexPattern, (
    "{organisation}-{year}{month}-{serial:6}",  # this district
    "{organisation}-{year}-{serial:5-6}",  # prefectures of Yunnan
    "{organisation}/{year}-{serial:5}",  # the State Council
    "{credit}/{year}-{serial:5}",  # cities of Guangdong, counties of Gansu
)))  # fmt: skip
