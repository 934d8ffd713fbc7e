"""Which documents does a text cite, and which clause of them: 《title》, with or without （文号）, 第X条.

Finding is a matter of the text alone; what a citation means is resolved against the corpus, on the day of the
citing document (`Corpus.cited`). What can't be resolved is listed, never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from .prose import Prose
from .units import NUMERAL, chinese_number

CLAUSE = (
    rf"第(?P<article>{NUMERAL})条(?:之(?P<sub>{NUMERAL}))?(?:第(?P<kuan>{NUMERAL})款)?"
    rf"(?:第[（(]?(?P<xiang>{NUMERAL})[）)]?项)?"
)
TITLED = re.compile(
    r"《(?P<title>(?:[^《》\n]|《[^《》\n]{1,40}》){2,80})》"
    r"(?P<number>[（(][^（）()\n]{3,40}?号[）)])?"
    r"(?P<alias>[（(]以下(?:统)?(?:简)?称(?:为)?[“《]?(?P<name>[^”》）)\n]{2,20})[”》]?[）)])?"
)
NUMBERED = re.compile(r"(?P<number>〔\d{4}〕\d{1,5}号)")
OFFICE = re.compile(r"[一-鿿]{2,12}$")
OWN = re.compile(r"本(?:法|条例|办法|规定|细则|规则|意见|方案|决定|制度)(?=第)")
NEXT = re.compile(CLAUSE)
MORE = re.compile(rf"(?:、|和|及|或者?|至)(?=第{NUMERAL}条)")
BRACKETED = TITLED.pattern.replace("?P<number>", "?P<brackets>")
ANY = re.compile(f"(?P<titled>{BRACKETED})|{NUMBERED.pattern}|(?P<own>{OWN.pattern})")
STATE = "中华人民共和国"


class Citation(NamedTuple):
    """`title` without 《》 and `number` as written, both empty where a text cites itself (本办法第三条); `anchor` the
    clause (``tiao-12``), empty for the whole document. `text` are the words, `line` and `column` their place."""

    title: str
    number: str
    anchor: str
    text: str
    line: int
    column: int

    @property
    def is_own(self) -> bool:
        return not self.title and not self.number


def find(prose: Prose) -> tuple[Citation, ...]:
    """The citations of a body, in their order; what stands within code is not looked at."""
    if "《" not in prose.body and "〔" not in prose.body and "条" not in prose.body:
        return ()
    return tuple(_find(prose, prose.without_code))


def _find(prose: Prose, text: str) -> Iterator[Citation]:
    aliases: dict[str, str] = {}
    for match in ANY.finditer(text):
        title = match["title"] or ""
        if match["alias"] and match["name"] not in aliases:
            aliases[match["name"]] = title
        title = aliases.get(title, title)
        number, start = (match["brackets"] or "").strip("（）()"), match.start()
        if match["number"]:
            office = OFFICE.search(text[max(0, start - 12) : start])
            if office is None:
                continue
            number, start = office[0] + match["number"], start - len(office[0])
        clauses = list(_clauses(text, match.end()))
        if match["own"] and not clauses:
            continue
        for anchor, end in clauses or [("", match.end())]:
            yield Citation(title, number, anchor, text[start:end], *prose.place(start))


def _clauses(text: str, at: int) -> Iterator[tuple[str, int]]:
    """The clauses named right after a title: 第三条、第五条."""
    while found := NEXT.match(text, at):
        yield anchor(found), found.end()
        more = MORE.match(text, found.end())
        if more is None:
            return
        at = more.end()


def anchor(clause: re.Match[str]) -> str:
    """第十二条第二款第（三）项 as the anchor of `units`; the first 款 is the 条 itself."""
    name = f"tiao-{chinese_number(clause['article'])}"
    if clause["sub"]:
        name += f"-{chinese_number(clause['sub'])}"
    if clause["kuan"] and chinese_number(clause["kuan"]) > 1:
        name += f"-kuan-{chinese_number(clause['kuan'])}"
    if clause["xiang"]:
        name += f"-xiang-{chinese_number(clause['xiang'])}"
    return name


def title_key(title: str) -> str:
    """A title as it is compared: with or without the state's name, in any width, without blanks."""
    folded = unicodedata.normalize("NFKC", title).translate(BRACKETS)
    return "".join(folded.split()).removeprefix(STATE)


BRACKETS = str.maketrans("〈〉《》", "<><>")
