"""Which personal data stand in a text: identity and bank card numbers, mobile numbers, home addresses.

政府信息公开条例 Article 15 and 个人信息保护法 Articles 25, 28: none of it is published without consent. There is no
national form of masking; the one offered here keeps what identifies nobody: the region and the last four signs of an
identity number, the ends of a telephone number, the last four digits of a card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

FOLD = str.maketrans("０１２３４５６７８９Ｘｘ－　", "0123456789Xx- ")
DIGITS = re.compile(r"[0-9０-９][0-9０-９ －　-]{9,}[0-9０-９XxＸ]")
ROOM = re.compile(r"(?:室|单元|户|房)(?:(?<=\d.)|(?<=\d..))")
IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})[ -]?((?:18|19|20)\d{2})[ -]?(\d{2})[ -]?(\d{2})[ -]?(\d{3}[\dXx])(?![0-9A-Za-z])"
)
OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5})(\d{2})(\d{2})(\d{2})(\d{3})(?![0-9A-Za-z])")
MOBILE = re.compile(r"(?<![0-9A-Za-z.])(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?![0-9A-Za-z])")
CARD = re.compile(
    r"(?<![0-9A-Za-z-])(?:62|60|4\d|5[1-5]|3[57])\d{2}(?:[ -]?\d{4}){2}(?:[ -]?\d{4}(?:[ -]?\d{1,3})?)(?![0-9A-Za-z])"
)
DWELLING = re.compile(
    r"[一-鿿]{2,12}(?:路|街|巷|道|村|小区|花园|家园|苑|里|弄|社区)[一-鿿]{0,6}\d+(?:号|栋|幢|座|组)"
    r"(?:[一-鿿\d\-—]{0,10}?\d+(?:室|单元|户|房))+"
)
LABELLED = re.compile(
    r"(?:家庭|户籍|现|常住|居住|经常居住)(?:住址|地址|住所)[:：为\s|]{1,4}(?P<where>[^，。；,;|\n]{4,60}?\d+[^，。；,;|\n]{0,20})"
    r"|住址[:：]\s*(?P<bare>[^，。；,;|\n]{4,60}?\d+[^，。；,;|\n]{0,20})"
)
OFFICE = re.compile(r"咨询|办公|值班|热线|投诉|举报|服务电话|联系电话|监督")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
REGIONS = frozenset({*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66),
                     71, 81, 82, 83})  # fmt: skip


class Hit(NamedTuple):
    """`kind` is identity, card, mobile or address; `start` and `end` its place in the text; `masked` how it may stand.

    `certain` is False where only a person can tell: an office's mobile, an address without a name to it.
    """

    kind: str
    start: int
    end: int
    masked: str
    certain: bool = True


def find(text: str) -> list[Hit]:
    """All personal data of a text in the order of their places; masked ones (530112********123X) are none."""
    found = list(_numbers(text))
    if "住址" in text or "地址" in text or "住所" in text or ROOM.search(text):
        found += _addresses(text)
    return sorted(found, key=lambda hit: hit.start)


def _numbers(text: str) -> Iterator[Hit]:
    for run in DIGITS.finditer(text):
        taken: list[tuple[int, int]] = []
        start = max(run.start() - 4, 0)
        window = text[start : run.end() + 1].translate(FOLD)
        for hit in (*_identities(window, text, start), *_cards(window), *_mobiles(window, text, start)):
            if not any(hit.start < end and begin < hit.end for begin, end in taken):
                taken.append((hit.start, hit.end))
                yield hit._replace(start=hit.start + start, end=hit.end + start)


def _identities(window: str, text: str, start: int) -> Iterator[Hit]:
    for match in IDENTITY.finditer(window):
        digits = "".join(match.groups()).upper()
        if _is_region(digits) and _is_day(int(match[2]), int(match[3]), int(match[4])) and identity_holds(digits):
            yield Hit("identity", match.start(), match.end(), f"{digits[:6]}********{digits[-4:]}")
    for match in OLD_IDENTITY.finditer(window):
        born = _is_day(1900 + int(match[2]), int(match[3]), int(match[4]))
        if born and _is_region(match[1]) and "身份证" in _line(text, start + match.start()):
            yield Hit("identity", match.start(), match.end(), f"{match[1]}******{match[5]}")


def _cards(window: str) -> Iterator[Hit]:
    for match in CARD.finditer(window):
        digits = re.sub(r"\D", "", match[0])
        if 16 <= len(digits) <= 19 and luhn_holds(digits):
            yield Hit("card", match.start(), match.end(), f"{'*' * (len(digits) - 4)}{digits[-4:]}")


def _mobiles(window: str, text: str, start: int) -> Iterator[Hit]:
    for match in MOBILE.finditer(window):
        office = bool(OFFICE.search(_line(text, start + match.start())))
        yield Hit("mobile", match.start(), match.end(), f"{match[1]}****{match[3]}", not office)


def _addresses(text: str) -> Iterator[Hit]:
    ends = 0
    for match in LABELLED.finditer(text):
        group = "where" if match["where"] else "bare"
        if "*" not in match[group] and "某" not in match[group]:
            ends = match.end()
            yield Hit("address", match.start(group), match.end(group), _masked_address(match[group]))
    for room in ROOM.finditer(text):
        start = max(room.start() - 60, text.rfind("\n", 0, room.start()) + 1, ends)
        dwelling = DWELLING.search(text, start, room.end() + 12)
        if dwelling is not None:
            ends = dwelling.end()
            yield Hit("address", dwelling.start(), ends, _masked_address(dwelling[0]), False)


def _masked_address(address: str) -> str:
    return re.sub(r"\d+", "**", address)


def _line(text: str, at: int) -> str:
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[start : end if end >= 0 else len(text)][:400]


def _is_region(digits: str) -> bool:
    return int(digits[:2]) in REGIONS


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        return date(year, month, day).year >= 1850
    except ValueError:
        return False


def identity_holds(digits: str) -> bool:
    """Whether the eighteenth sign is the check character of the seventeen before it (GB 11643)."""
    total = sum(int(digit) * weight for digit, weight in zip(digits[:17], WEIGHTS, strict=True))
    return "10X98765432"[total % 11] == digits[17]


def luhn_holds(digits: str) -> bool:
    """Whether a card number's last digit is its check digit (ISO/IEC 7812)."""
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    total = sum(int(digit) for digit in digits[-1::-2]) + sum(value - 9 if value > 9 else value for value in doubled)
    return total % 10 == 0 and len(set(digits)) > 2
