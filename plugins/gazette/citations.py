"""Which documents does a text cite, and which clause of them: 《title》, with or without （文号）, 第X条.

Finding is a matter of the text alone, and there is one recogniser: `scan` reads the source for the checks and the
rendered text for the page. What a citation means is resolved against the corpus, on the day of the citing document
(`Corpus.cited`). What can't be resolved is listed, never guessed: 前款, 该法 and 同条 are not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .numbers import DocumentNumber
from .numerals import NUMERAL, chinese_number
from .prose import Prose
from .roles import role

OPEN, CLOSE = r"[〔\[（(【［]", r"[〕\]）)】］]"
# What may begin a citation; the first character is rare, so a long text is passed over quickly.
MARK = re.compile(
    rf"""[《〔\[（(【［令第](?:
        (?<=《)(?P<title>(?:[^《》\n]|《[^《》\n]{{1,60}}》){{2,100}})》
        |(?<={OPEN})(?P<year>\d{{4}}){CLOSE}[ ]?\d{{1,5}}号
        |(?<=令)第\d{{1,4}}号
        |(?<=第)(?P<clause>{NUMERAL})条
    )""",
    re.VERBOSE,
)
NOTE = re.compile(r"[（(](?P<words>(?:[^（）()\n]|[（(]\d{4}[）)]){2,80})[）)]")
FORM = re.compile(r"(?:证|执照|证书|通知书|证明书|花名册|登记表|审批表|申请表)(?:[（(][^（）()]{1,20}[）)])?$")  # no document
TRIAL = re.compile(r"[（(](?:试行|暂行)[）)]")  # also written after the closing 》
ALIAS = re.compile(r"(?:以下|下)(?:统|简|并)?(?:简|合)?称(?:为)?[:：]?[“\"《「]?(?P<name>[^“”\"《》「」（）()\n，,；;]{2,20})")
PLACE = re.compile(
    rf"(?:第(?P<article>{NUMERAL})条(?:之(?P<sub>{NUMERAL}))?)?(?:第(?P<kuan>{NUMERAL})款)?"
    rf"(?:第[（(]?(?P<xiang>{NUMERAL})[）)]?项)?(?:第[（(]?(?P<mu>{NUMERAL})[）)]?目)?"
)
FIRST = re.compile(rf"(?:中|中的|的)?(?=第{NUMERAL}条)")
MORE = re.compile(rf"(?:、|和|与|以及|及|或者?|至|到)(?=第(?:{NUMERAL}[条款项]|[（(]{NUMERAL}[）)]项))")
OWN = re.compile(
    r"本(?:实施)?(?:法|法典|条例|办法|规定|细则|规则|规程|规范|准则|守则|意见|方案|预案|决定|制度|章程|标准|解释|通知|公告)$"
)
WORDS = r"根据|依据|依照|按照|遵照|参照|执行|落实|贯彻|废止|修改|印发|转发|以及|(?<!共)和(?!政)|及|与|或|的|见|号|日"
OFFICE = re.compile(rf"(?:[一-鿿]*(?:{WORDS}))?(?P<office>[一-鿿]{{2,20}})$")
# An act named without 《》 (依照刑法第三条): a word that ends as names of acts do, after a sign or one of these verbs.
LAW = re.compile(
    rf"(?:.*(?:[^一-鿿]|适用|违反|触犯|采取|行使|除|在|将|{WORDS})|^)(?P<law>[一-鿿]{{1,14}}(?:(?<![办方做该同此])法|法典|(?<![该同此])条例))$"
)
CODE = re.compile(r"[发函规字办文通电复]$")  # how a 机关代字 ends; asked of numbers in other brackets than 〔〕
BEFORE_ALIAS = re.compile(r"(?:^|[^一-鿿]|[照据反用和与及或按由是对合在行有为于定除将])$")  # “办法” is no part of 管理办法
LONG = 4  # characters of a short name that is no part of another


class Mention(NamedTuple):
    """A citation within a text: `title` without 《》 and `number` as written, both empty where a text cites itself
    (本办法第三条); `anchor` the clause (``tiao-12``), empty for the whole document."""

    title: str
    number: str
    anchor: str
    start: int
    end: int

    @property
    def is_own(self) -> bool:
        return not self.title and not self.number


class Citation(NamedTuple):
    """A mention in a source file: `text` are its words, `line` and `column` their place, `role` what its sentence says
    of the document (see `roles`)."""

    title: str
    number: str
    anchor: str
    text: str
    line: int
    column: int
    role: str = ""

    @property
    def is_own(self) -> bool:
        return not self.title and not self.number


class _Head(NamedTuple):
    """What is cited, before its clauses: the title's words or number, with the part of the text they take."""

    title: str
    number: str
    start: int
    end: int


Aliases = dict[str, tuple[str, str]]


def find(prose: Prose) -> tuple[Citation, ...]:
    """The citations of a body, in their order; what stands within code is not looked at."""
    if not any(sign in prose.body for sign in "《〔[令条"):
        return ()
    text = prose.without_code
    return tuple(_placed(prose, text, mention) for mention in scan(text))


def _placed(prose: Prose, text: str, mention: Mention) -> Citation:
    title, number, anchor, start, end = mention
    said = "" if mention.is_own else role(text, start, end)
    return Citation(title, number, anchor, text[start:end], *prose.place(start), said)


def scan(text: str) -> Iterator[Mention]:
    """The mentions in a text of one paragraph a line, in their order; none goes beyond its line."""
    aliases: Aliases = {}
    at = 0
    while match := MARK.search(text, at):
        at = match.end()
        head = _head(text, match, aliases)
        if head is None:
            continue
        places = list(_places(text, head.end))
        if match["clause"] and not places:
            continue
        start = head.start
        for anchor, end in places or [("", head.end)]:
            yield Mention(head.title, head.number, anchor, start, end)
            start = end + _joint(text, end)
            at = max(at, end)
        at = max(at, head.end)


def _joint(text: str, end: int) -> int:
    """The length of the 、 or 和 between two clauses, which belongs to neither."""
    joint = MORE.match(text, end)
    return len(joint[0]) if joint else 0


def _head(text: str, match: re.Match[str], aliases: Aliases) -> _Head | None:
    if match["title"]:
        return None if FORM.search(match["title"]) else _titled(text, match, aliases)
    if match["clause"]:
        return _owner(text, match.start(), aliases)
    return _numbered(text, match)


def _titled(text: str, match: re.Match[str], aliases: Aliases) -> _Head:
    """《title》 with the brackets after it that give its 文号, or the name by which it is called from here on."""
    title, end, number, name = match["title"], match.end(), "", ""
    if trial := TRIAL.match(text, end):
        title, end = title + trial[0], trial.end()
    while note := NOTE.match(text, end):
        alias = ALIAS.search(note["words"])
        numbers = _numbers(note["words"])
        if not alias and not numbers:
            break
        end = note.end()
        name = name or (alias["name"] if alias else "")
        number = number or (numbers[0] if len(numbers) == 1 else "")  # of several it is not said whose each is
    title, number = aliases.get(title, (title, number))
    if name:
        aliases.setdefault(name, (title, number))
    return _Head(title, number, match.start(), end)


def _numbers(note: str) -> list[str]:
    if "号" not in note:
        return []
    parts = re.split(r"[，,、；;。\s]|以下|下称", note)
    return [part for part in parts if part.endswith("号") and DocumentNumber.parse(part)]


def _numbered(text: str, match: re.Match[str]) -> _Head | None:
    """A 文号 alone: 西政发〔2016〕1号, 国务院令第711号. The office is what stands before it, without verbs."""
    start = match.start() + (0 if match["year"] else 1)  # 令 belongs to the office
    found = OFFICE.search(text, max(0, start - 20), start)
    if found is None or (match["year"] and match[0][0] != "〔" and not CODE.search(found["office"])):
        return None
    return _Head("", text[found.start("office") : match.end()], found.start("office"), match.end())


def _owner(text: str, at: int, aliases: Aliases) -> _Head | None:
    """Whose clause stands at `at`: the text's own (本办法第三条), or that of a document by its short name."""
    before = text[max(0, at - 24) : at]
    if before[-1:] in "\n　 ":
        return None  # a clause begins, none is cited
    if "本" in before and (own := OWN.search(before)):
        return _Head("", "", at - len(own[0]), at)
    bare = before.rstrip("”」")
    for name, (title, number) in aliases.items():
        if bare.endswith(name) and (
            BEFORE_ALIAS.search(lead := bare.removesuffix(name)) or len(name) >= LONG
        ):
            quoted = bare != before and lead.endswith(("“", "「"))
            return _Head(title, number, at - len(before) + len(lead) - quoted, at)
    law = LAW.search(before) if before.endswith(("法", "法典", "条例")) else None
    return _Head(law["law"], "", at - len(before) + law.start("law"), at) if law else None


def _places(text: str, at: int) -> Iterator[tuple[str, int]]:
    """The clauses named right after a title: 第三条第二款、第三款和第五条, each as the anchor of `units`, and its end."""
    lead = FIRST.match(text, at)
    held = dict[str, str]()
    while lead and (found := PLACE.match(text, lead.end())) and found[0]:
        held = _carried(held, {name: words for name, words in found.groupdict().items() if words})
        yield anchor(held), found.end()
        lead = MORE.match(text, found.end())


def _carried(held: dict[str, str], named: dict[str, str]) -> dict[str, str]:
    """The parts of a clause in full: 第三条第一款、第二款 names the 条 once."""
    order = ("article", "sub", "kuan", "xiang", "mu")
    first = min(order.index(name) for name in named)
    return {name: words for name, words in held.items() if order.index(name) < first} | named


def anchor(clause: dict[str, str]) -> str:
    """第十二条第二款第（三）项 as the anchor of `units`; the first 款 is the 条 itself."""
    parts = [f"tiao-{chinese_number(clause['article'])}"]
    if "sub" in clause:
        parts.append(str(chinese_number(clause["sub"])))
    if "kuan" in clause and chinese_number(clause["kuan"]) > 1:
        parts.append(f"kuan-{chinese_number(clause['kuan'])}")
    parts += [f"{name}-{chinese_number(clause[name])}" for name in ("xiang", "mu") if name in clause]
    return "-".join(parts)
