"""Which personal data stand in a text: identity and bank card numbers, mobile numbers, home addresses, accounts.

政府信息公开条例 Article 15 and 个人信息保护法 Articles 25, 28: none of it is published without consent. There is no
national form of masking; the one offered here keeps what identifies nobody: the region and the last four signs of an
identity number, the ends of a telephone number, the last four digits of a card.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .homes import homes
from .identities import Hit, identities, showing_birth
from .text_tables import line_of, with_head

__all__ = ["Hit", "find"]

THIN = "".join(map(chr, range(0x2000, 0x200B))) + "\u202f"  # blanks of all widths
BETWEEN = r" －　\u00a0\u2000-\u2013\u202f*\\-"
FOLD = str.maketrans(
    "０１２３４５６７８９Ｘｘ－\\　\u00a0\u2010\u2011\u2012\u2013" + THIN, "0123456789Xx-   ----" + " " * len(THIN)
)
DIGITS = re.compile(rf"[0-9](?:[0-9０-９{BETWEEN}]{{9,}})[0-9０-９XxＸｘ]")
WIDE_DIGITS = re.compile(rf"[0-9０-９](?:[0-9０-９{BETWEEN}]{{9,}})[0-9０-９XxＸｘ]")
MOBILE = re.compile(
    r"(?<![0-9A-Za-z.])(?:(?:\+|00)?86[ -]?|0)?(?P<head>1[3-9]\d)"
    r"(?:[ -]{0,2}\d{4}[ -]{0,2}(?P<tail>\d{4})|[ -]\d{3}[ -]\d(?P<tail2>\d{4})|\d[ -]\d{3}[ -]?(?P<tail3>\d{4}))"
    r"(?![0-9A-Za-z]|\.\d|\s*[元万亿吨人户件株辆平立千公%％])"
)
WHOLE_MOBILE = re.compile(r"1[3-9]\d{9}")
DOTTED_MOBILE = re.compile(
    r"1[3-9]\d(?:[.·—]\d{4}[.·—]\d{4}(?![\d.])(?<![\d.]\d{3}.\d{4}.\d{4})|[)）][ -]?\d{4}[ -]?\d{4}(?!\d))"
)
CARD = re.compile(
    r"(?<![0-9A-Za-z-])(?:62|60|4\d|5[1-5]|35|9558)\d{2,4}?(?:[ -]?\d{4}){2}(?:[ -]?\d{4}(?:[ -]?\d{1,3})?)(?![0-9A-Za-z])"
)
ACCOUNT = re.compile(
    r"(?:护照|通行证)(?:号码?)?[:：为是\s]{0,3}(?P<paper>[A-Za-z]{1,2}\d{7,10})(?![0-9A-Za-z])"
    r"|(?:军官证|士兵证|微信(?<!公众微信)|QQ)(?:(?:号码?|账号)[:：为是\s]{0,3}|[:：]\s?)"
    r"(?P<number>[一-鿿]{1,2}字第\d{5,8}号|[A-Za-z0-9][A-Za-z0-9_-]{4,19}(?![A-Za-z0-9]))"
)
ACCOUNTS = tuple(map(re.compile, ("照(?<=护照)", "证(?<=通行证|军官证|士兵证)", "微信", "Q(?=Q)")))
OFFICE = re.compile(r"咨询|办公|值班|热线|投诉|举报|服务电话|联系电话|监督")
PUBLIC_ACCOUNT = re.compile(r"公众号|群|官方")
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


def find(text: str) -> list[Hit]:
    """All personal data of a text in the order of their places; masked ones (530112********123X) are none."""
    found = [*_numbers(text), *_dotted(text), *showing_birth(text), *homes(text), *_accounts(text)]
    return _each_once(sorted(found, key=lambda hit: (hit.start, not hit.certain)))


def _each_once(hits: Iterable[Hit]) -> list[Hit]:
    """Of hits of one kind that lie over each other the certain one, else the first."""
    kept, last = list[Hit](), dict[str, int]()
    for hit in hits:
        before = last.get(hit.kind)
        if before is None or kept[before].end <= hit.start:
            last[hit.kind] = len(kept)
            kept.append(hit)
        elif hit.certain and not kept[before].certain:
            kept[before] = hit
    return kept


def _dotted(text: str) -> Iterator[Hit]:
    for match in DOTTED_MOBILE.finditer(text):
        yield Hit("mobile", match.start(), match.end(), f"{match[0][:3]}****{match[0][-4:]}")


def _numbers(text: str) -> Iterator[Hit]:
    wide = any(digit in text for digit in "０１２３４５６７８９")
    for run in (WIDE_DIGITS if wide else DIGITS).finditer(text):
        taken: list[tuple[int, int]] = []
        start = max(run.start() - 4, 0)
        window = text[start : run.end() + 3].translate(FOLD)
        said = with_head(text, run.start())
        inner = (run.start() - start, run.end() - start)
        for hit in (*identities(window, inner, said), *_cards(window, inner, said), *_mobiles(window, inner, said)):
            if not any(hit.start < end and begin < hit.end for begin, end in taken):
                taken.append((hit.start, hit.end))
                if not SERIAL.search(text, max(start + hit.start - 16, 0), start + hit.start) or hit.kind == "identity":
                    yield hit._replace(start=hit.start + start, end=hit.end + start)


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


def _mobiles(window: str, inner: tuple[int, int], said: str) -> Iterator[Hit]:
    office = bool(OFFICE.search(said)) and not PERSON.search(said)
    for match in MOBILE.finditer(window):
        tail = match["tail"] or match["tail2"] or match["tail3"]
        yield Hit("mobile", match.start(), match.end(), f"{match['head']}****{tail}", not office)
    written = window[inner[0] : inner[1]]
    digits = written.replace("*", "") if "**" in written else ""  # parts of it are set in bold
    if WHOLE_MOBILE.fullmatch(digits):
        yield Hit("mobile", *inner, f"{digits[:3]}****{digits[-4:]}", not office)


def _accounts(text: str) -> Iterator[Hit]:
    """Passports and the like, and accounts in social media, by what they are called."""
    for match in ACCOUNT.finditer(text) if any(word.search(text) for word in ACCOUNTS) else ():
        line = line_of(text, match.start())
        if not OFFICE.search(line) and not PUBLIC_ACCOUNT.search(line):
            number, start = match[match.lastgroup or 0], match.start(match.lastgroup or 0)
            yield Hit("account", start, start + len(number), f"{number[:2]}****{number[-2:]}", certain=False)


def luhn_holds(digits: str) -> bool:
    """Whether a card number's last digit is its check digit (ISO/IEC 7812)."""
    doubled = (int(digit) * 2 for digit in digits[-2::-2])
    total = sum(int(digit) for digit in digits[-1::-2]) + sum(value - 9 if value > 9 else value for value in doubled)
    return total % 10 == 0 and len(set(digits)) > 1
