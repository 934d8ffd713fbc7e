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

from . import rosters

FOLD = str.maketrans("０１２３４５６７８９Ｘｘ－　\u00a0\u2010\u2011\u2012\u2013", "0123456789Xx- " + " ----")
DIGITS = re.compile(r"[0-9０-９][0-9０-９ －　\u00a0\u2010-\u2013-]{9,}[0-9０-９XxＸｘ]")
IDENTITY = re.compile(
    r"(?<![0-9A-Za-z])([1-9]\d{5})[ -]?((?:18|19|20)\d{2})[ -]?(\d{2})[ -]?(\d{2})[ -]?(\d{3}[\dXx])(?![0-9A-Za-z])"
)
OLD_IDENTITY = re.compile(r"(?<![0-9A-Za-z])([1-9]\d{5})[ -]?(\d{2})(\d{2})(\d{2})[ -]?(\d{3})(?![0-9A-Za-z])")
MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?:(?:\+|00)?86[ -]?)?(?P<head>1[3-9]\d)"
    r"(?:[ -]?\d{4}[ -]?(?P<tail>\d{4})|[ -]\d{3}[ -]\d(?P<tail2>\d{4})|\d[ -]\d{3}[ -]?(?P<tail3>\d{4}))"
    r"(?![0-9A-Za-z]|\.\d|\s*[元万亿吨人户件株辆平立千公%％])"
)
DOTTED_MOBILE = re.compile(r"1[3-9]\d[.·—]\d{4}[.·—]\d{4}(?![\d.])(?<![\d.]\d{3}.\d{4}.\d{4})")
CARD = re.compile(
    r"(?<![0-9A-Za-z-])(?:62|60|4\d|5[1-5]|35|9558)\d{2,4}?(?:[ -]?\d{4}){2}(?:[ -]?\d{4}(?:[ -]?\d{1,3})?)(?![0-9A-Za-z])"
)
ROOM = re.compile(r"(?:室|单元|户|房)(?:(?<=\d.)|(?<=\d..))")
HOME = re.compile(
    r"[一-鿿]{2,12}(?:路|街|巷|道|村|小区|花园|家园|苑|里|弄|社区)[一-鿿]{0,6}\d+(?:号|栋|幢|座|组)"
    r"(?:[一-鿿\d\-—]{0,10}?\d+(?:室|单元|户|房))+"
)
PUBLIC = re.compile(r"办公|企业|经营|注册|政府|中心|窗口|大楼|大厦|公司|地点|学校|医院|法院|派出所|局|委员会|项目|会议")
LABELLED = re.compile(
    r"(?:住址|(?:家庭|户籍|居住|现住|常住)(?:地址|所在地|住所)|户籍地|家住|现住|租住|居住[在于])[:：为在于是\s]{0,4}"
    r"(?P<where>[^，。；,;|\n\t]{4,60})"
)
DETAIL = re.compile(r"(?:\d+|[０-９]+|[一二三四五六七八九十百]+)\s*(?:号|栋|幢|座|组|单元|室|户|社|弄|队|楼)|\d+[-—]\d+")
AREA = re.compile(r"[省市区县镇乡街路村巷道里苑园寨]|小区|社区")
HIDDEN = re.compile(r"[*＊某×]")
OFFICE = re.compile(r"咨询|办公|值班|热线|投诉|举报|服务电话|联系电话|监督")
PERSON = re.compile(r"申请人|本人|家长|监护|户主|当事人|受益人|受助|学生|村民|患者|手机|个人")
SERIAL = re.compile(
    r"(?:编号|代码|单号|流水号|合同号|案号|文号|索引号|金额|ISBN|许可证号?|备案号?|登记号)[:：为是\s|]*$", re.IGNORECASE
)
CODES = re.compile(r"编号|代码|单号|流水|合同|许可|备案|登记|索引号|ISBN|证书", re.IGNORECASE)
BANK = re.compile(r"卡|[账帐][户号]|银行|信用社|开户")
CORPORATE = re.compile(
    r"对公|专户|收款单位|单位[账帐]户|(?:户名|收款人|开户名)[^，。；\n]{0,30}(?:局|公司|中心|委员会|政府|学校|协会|财政)"
)
SIXTEEN = ("4", "51", "52", "53", "54", "55", "60", "35")  # other schemes than UnionPay's
IDENTITY_WORDS = re.compile(r"身份证|证件号|公民身份|身份号码")
NEAR, FAR = 200, 50_000  # characters: of a line that is looked at, of a table above a number
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
    found += (Hit("mobile", m.start(), m.end(), f"{m[0][:3]}****{m[0][-4:]}") for m in DOTTED_MOBILE.finditer(text))
    if "住" in text or "户籍" in text or ROOM.search(text):
        found += _addresses(text)
    return sorted(found, key=lambda hit: hit.start)


def _numbers(text: str) -> Iterator[Hit]:
    for run in DIGITS.finditer(text):
        taken: list[tuple[int, int]] = []
        start = max(run.start() - 4, 0)
        window = text[start : run.end() + 3].translate(FOLD)
        said = _said(text, run.start())
        inner = (run.start() - start, run.end() - start)
        for hit in (*_identities(window, inner, said), *_cards(window, inner, said), *_mobiles(window, said)):
            if not any(hit.start < end and begin < hit.end for begin, end in taken):
                taken.append((hit.start, hit.end))
                if not SERIAL.search(text, max(start + hit.start - 16, 0), start + hit.start) or hit.kind == "identity":
                    yield hit._replace(start=hit.start + start, end=hit.end + start)


def _identities(window: str, inner: tuple[int, int], said: str) -> Iterator[Hit]:
    for match in IDENTITY.finditer(window):
        digits = "".join(match.groups()).upper()
        if _is_identity(digits):
            yield Hit("identity", match.start(), match.end(), f"{digits[:6]}********{digits[-4:]}")
    whole = re.sub(r"[ -]", "", window[inner[0] : inner[1]]).upper()
    following = window[inner[1] : inner[1] + 1]
    if len(whole) == 18 and _is_identity(whole) and not (following.isascii() and following.isalnum()):  # however parted
        yield Hit("identity", *inner, f"{whole[:6]}********{whole[-4:]}")
    for match in OLD_IDENTITY.finditer(window) if IDENTITY_WORDS.search(said) else ():
        if _is_day(1900 + int(match[2]), int(match[3]), int(match[4])) and _is_region(match[1]):
            yield Hit("identity", match.start(), match.end(), f"{match[1]}******{match[5]}")


def _is_identity(digits: str) -> bool:
    born = _is_day(int(digits[6:10]), int(digits[10:12]), int(digits[12:14])) if digits[:17].isdigit() else False
    return born and _is_region(digits) and identity_holds(digits)


def _cards(window: str, inner: tuple[int, int], said: str) -> Iterator[Hit]:
    whole = (window[inner[0] : inner[1]], *inner)
    for written, start, end in (*((m[0], m.start(), m.end()) for m in CARD.finditer(window)), whole):
        digits = re.sub(r"\D", "", written)
        if _is_card(digits) and (BANK.search(said) or not CODES.search(said)):
            yield Hit("card", start, end, f"{'*' * (len(digits) - 4)}{digits[-4:]}", not CORPORATE.search(said))


def _is_card(digits: str) -> bool:
    """UnionPay's 62 has sixteen to nineteen digits, the old Peony card nineteen, those of other schemes sixteen."""
    known = digits.startswith(("62", "9558")) or (len(digits) == 16 and digits.startswith(SIXTEEN))
    return known and 16 <= len(digits) <= 19 and luhn_holds(digits)


def _mobiles(window: str, said: str) -> Iterator[Hit]:
    office = bool(OFFICE.search(said)) and not PERSON.search(said)
    for match in MOBILE.finditer(window):
        tail = match["tail"] or match["tail2"] or match["tail3"]
        yield Hit("mobile", match.start(), match.end(), f"{match['head']}****{tail}", not office)


def _addresses(text: str) -> Iterator[Hit]:
    ends = 0
    for match in LABELLED.finditer(text):
        where = match["where"].rstrip()
        if is_dwelling(where):
            ends = match.end()
            yield Hit("address", match.start("where"), match.start("where") + len(where), _masked_address(where))
    for cell in rosters.dwellings(text) if rosters.DWELLING.search(text) else ():
        if is_dwelling(cell.words) and cell.start >= ends:
            yield Hit("address", cell.start, cell.start + len(cell.words), _masked_address(cell.words))
    for room in ROOM.finditer(text):
        start = max(room.start() - 60, 0)
        start = max(start, text.rfind("\n", start, room.start()) + 1, ends)
        home = HOME.search(text, start, room.end() + 12)
        if home is not None:
            ends = home.end()
            if not PUBLIC.search(_line(text, home.start())):
                yield Hit("address", home.start(), ends, _masked_address(home[0]), False)


def is_dwelling(words: str) -> bool:
    """Whether words that stand where a home is asked for tell one to the house."""
    return bool(DETAIL.search(words) and AREA.search(words)) and not HIDDEN.search(words)


def _masked_address(address: str) -> str:
    return re.sub(r"\d+", "**", address)


def _said(text: str, at: int) -> str:
    """The line in which a number stands; in a table with the head of the table."""
    line = _line(text, at)
    if "|" in line or "\t" in line:
        above = max(at - FAR, 0)
        head = text.rfind("\n\n", above, at)
        return f"{_line(text, head + 2 if head >= 0 else above)}\n{line}"
    return line


def _line(text: str, at: int) -> str:
    start, end = max(at - NEAR, 0), min(at + NEAR, len(text))
    line_end = text.find("\n", at, end)
    return text[max(text.rfind("\n", start, at) + 1, start) : line_end if line_end >= 0 else end]


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
    return total % 10 == 0 and len(set(digits)) > 1
