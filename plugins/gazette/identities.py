"""Which resident identity numbers (GB 11643) stand in a run of digits: whole, mistyped, or masked so that they show a birth?

A number whose check character is right is certain, wherever it stands. One that is called an identity number and tells
a day of birth is most likely a true one with a slip of the pen, or one that a spreadsheet has rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})[ -]?((?:18|19|20)\d{2})[ -]?(\d{2})[ -]?(\d{2})[ -]?(\d{3}[\dXx])(?![0-9A-Za-z])"
)
OLD = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5})[ -]?(\d{2})(\d{2})(\d{2})[ -]?(\d{3})(?![0-9A-Za-z])")
LIKELY = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5})[ -]?((?:18|19|20)\d{6})[ -]?(\d{3}[\dXx]?)(?:\d\d)?(?![0-9A-Za-z])")
CALLED = re.compile(r"身份证|证件号|公民身份|身份号码|残疾人?证")
BORN_SHOWN = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})(?:19|20)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?\d{0,3}[*＊×]{2,14}([0-9Xx]{0,4})(?![0-9A-Za-z*＊×])"
)
STARS = "*＊×"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
REGIONS = frozenset({*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66),
                     71, 81, 82, 83})  # fmt: skip


class Hit(NamedTuple):
    """`kind` is identity, card, mobile, address or account; `start` and `end` its place in the text; `masked` how it may
    stand.

    `certain` is False where only a person can tell: an office's mobile, an address without a name to it.
    """

    kind: str
    start: int
    end: int
    masked: str
    certain: bool = True


def identities(window: str, inner: tuple[int, int], said: str) -> Iterator[Hit]:
    """Those of a window, whose run of digits is `inner`; `said` are the words beside it."""
    for match in IDENTITY.finditer(window):
        digits = "".join(match.groups()).upper()
        if is_identity(digits):
            yield Hit("identity", match.start(), match.end(), masked(digits))
    whole = re.sub(r"[ *-]", "", window[inner[0] : inner[1]]).upper()
    following = window[inner[1] : inner[1] + 1]
    if len(whole) == 18 and is_identity(whole) and not (following.isascii() and following.isalnum()):  # however parted
        yield Hit("identity", *inner, masked(whole))
    if CALLED.search(said):
        yield from _called(window)


def _called(window: str) -> Iterator[Hit]:
    for match in OLD.finditer(window):
        if _is_day(1900 + int(match[2]), int(match[3]), int(match[4])) and _is_region(match[1]):
            yield Hit("identity", match.start(), match.end(), f"{match[1]}******{match[5]}")
    for match in LIKELY.finditer(window):
        born = match[2]
        if _is_region(match[1]) and _is_day(int(born[:4]), int(born[4:6]), int(born[6:])):
            yield Hit("identity", match.start(), match.end(), f"{match[1]}********{match[3].upper()}", certain=False)


def showing_birth(text: str) -> Iterator[Hit]:
    """Numbers of which the last digits are masked, and the day, month or year of birth is not."""
    for match in BORN_SHOWN.finditer(text) if any(star in text and star * 2 in text for star in STARS) else ():
        if 14 <= len(match[0]) <= 20 and _is_region(match[1]):
            yield Hit("identity", match.start(), match.end(), f"{match[1]}********{match[2].rjust(4, '*')}", certain=False)


def masked(digits: str) -> str:
    return f"{digits[:6]}********{digits[-4:]}"


def is_identity(digits: str) -> bool:
    born = _is_day(int(digits[6:10]), int(digits[10:12]), int(digits[12:14])) if digits[:17].isdigit() else False
    return born and _is_region(digits) and identity_holds(digits)


def identity_holds(digits: str) -> bool:
    """Whether the eighteenth sign is the check character of the seventeen before it (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == digits[17]


def _is_region(digits: str) -> bool:
    return int(digits[:2]) in REGIONS


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).year >= 1850
    except ValueError:
        return False
