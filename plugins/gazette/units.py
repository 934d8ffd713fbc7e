"""The one recogniser of 编/章/节/条/款/项/目 and of the 一、（一）1.（1）numbering of official documents.

It works on a sequence of text blocks, so the checks can feed it source paragraphs and the outputs rendered
ones. Anchors are made of the number that stands in the text (第十二条 → ``tiao-12``), never of a position:
they hold still when text before them changes.

Sources: 立法法 on 编章节条款项目 (Article 65 of the 2023 text); GB/T 9704-2012, 7.3.3 on 一、（一）1.（1）.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .numerals import NUMERAL, chinese_number

PARTS = {"编": "bian", "分编": "fenbian", "章": "zhang", "节": "jie"}
RANK = {"bian": 1, "fenbian": 2, "zhang": 3, "jie": 4}

HEADING = re.compile(rf"^第({NUMERAL})(分编|编|章|节)(?:之({NUMERAL}))?(?=[\s　]|$)")
# A heading says by itself that it is one: 第五章“上海文化”品牌建设.
UNSPACED_HEADING = re.compile(rf"^第({NUMERAL})(分编|编|章|节)(?:之({NUMERAL}))?(?![第款项至和与的、，。；])")
ARTICLE = re.compile(rf"^第({NUMERAL})条(?:之({NUMERAL}))?(?=[\s　]|$)")
# Without a space after it a number counts only where it is the next one: “第三条规定的…” may begin a 款.
UNSPACED = re.compile(rf"^第({NUMERAL})条(?![第款项至和、，。；])")
LEVELS = (
    re.compile(r"^([一二三四五六七八九十百]+)、"),
    re.compile(r"^[（(]([一二三四五六七八九十百]+)[）)]"),
    re.compile(r"^(\d{1,3})(?:[.．](?!\d)|、)"),
    re.compile(r"^[（(](\d{1,3})[）)]"),
)
HIGH_LEVELS, LOW_LEVELS = LEVELS[:2], LEVELS[2:]
STARTS = frozenset("第附（(一二三四五六七八九十百0123456789〇零两千")
ANNEX = re.compile(rf"^附(?P<what>件|录)[ 　]*(?P<number>{NUMERAL})?[ 　]*[:：]?$")
SENTENCE_END = re.compile(r"[。；：，,;:！？!?]")
OTHER = re.compile(r"\||>|!\[[^\]]*\]\([^)]*\)$|\[\^[^\]]+\]:|[-*+] |-{3,}$")  # lines that are no paragraph on the page
TITLE_LENGTH = 50
HEADING_MARK, NAME_LENGTH = "h-", 60
INLINE = re.compile(r"!?\[(?P<label>[^\]]*)\]\([^)]*\)|\\(?=[^\w\s])|[*`]+|</?[a-zA-Z][^>]*>")


class TextBlock(NamedTuple):
    """A heading (`level` ≥ 1) or a paragraph (`level` 0) and its plain text."""

    text: str
    level: int = 0


class Unit(NamedTuple):
    """What a block is in the document's own numbering.

    `kind`: bian fenbian zhang jie tiao kuan xiang mu, or sec1–sec4 for 一、（一）1.（1）; `number` as in the text,
    ``(12, 1)`` for 第十二条之一; `label` the words that carry it (empty for a 款); `title` what follows when
    the block is a heading of its own, or the run-in title of a section.
    """

    kind: str
    number: tuple[int, ...]
    anchor: str
    label: str = ""
    title: str = ""
    stands_alone: bool = False


def of_source(body: str, without_code: str) -> tuple[tuple[tuple[int, Unit], ...], tuple[str, ...]]:
    """The numbered units of a Markdown body, as its page will have them, each with its row (from 0); and the anchors of
    the headings that have no number. `without_code` is the body with blanks in place of code."""
    found, headings, seen, state = list[tuple[int, Unit]](), list[str](), Counter[str](), _State()
    written = body.split("\n")
    for row, text, level in source_lines(without_code):
        if unit := state.next(text, level):
            found.append((row, unit))
        elif level and text:
            headings.append(heading_anchor(_plain(written[row]), seen))
    return tuple(found), tuple(headings)


def heading_anchor(text: str, seen: Counter[str]) -> str:
    """The anchor of a heading without a number is made of its words (``h-附件``, for a second one ``h-附件--2``)."""
    name = HEADING_MARK + re.sub(r"\s+", "-", text.strip())[:NAME_LENGTH]
    seen[name] += 1
    return name if seen[name] == 1 else f"{name}--{seen[name]}"


def _plain(heading: str) -> str:
    """The words of a heading without the signs of Markdown."""
    return INLINE.sub(lambda match: match["label"] or "", heading.strip().strip("#").strip())


def source_lines(body: str) -> Iterator[tuple[int, str, int]]:
    """The blocks of a Markdown body as far as numbering is concerned: the row (from 0), text and level of each. Every line
    is a paragraph or a heading, but for tables, lists, quotations, notes and pictures."""
    for row, line in enumerate(body.split("\n")):
        text = line.strip()
        if text.startswith("#"):
            bare = text.lstrip("#")
            yield row, bare.strip(), len(text) - len(bare)
        elif text and not (text[0] in "|>![-*+" and OTHER.match(text)):
            yield row, text, 0


def recognise(blocks: Iterable[TextBlock]) -> Iterator[Unit | None]:
    """The unit of each block, in order; None for a block with no number of its own."""
    state = _State()
    return (state.next(block.text.strip(), block.level) for block in blocks)


class _State:
    """Where in the numbering the last block stood."""

    def __init__(self) -> None:
        self.parts: dict[str, str] = {}
        self.sections: list[int] = []
        self.article = ""
        self.last_article = 0
        self.paragraph = 0
        self.item = ""
        self.annex = ""
        self.seen: dict[str, int] = {}

    def next(self, text: str, level: int) -> Unit | None:
        """The unit of the next block, with an anchor that no other has.

        An annexed text numbers its 条 anew: its anchors begin with the annex's own (``fujian-1-tiao-3``). Where there
        is no such heading the repetition is marked."""
        unit = self._read(text, level)
        if unit is None:
            return None
        name = self.annex + unit.anchor
        count = self.seen[name] = self.seen.get(name, 0) + 1
        if count == 1 and not self.annex:
            return unit
        mark = f"--{count}" if count > 1 else ""
        if mark and unit.kind == "tiao":
            self.article = unit.anchor + mark
        return unit._replace(anchor=name + mark)

    def _read(self, text: str, level: int) -> Unit | None:
        if text[:1] not in STARTS:
            return self._unnumbered(level)
        if text.startswith("第") and (unit := self._part_or_article(text, level)):
            return unit
        if text.startswith("附") and (match := ANNEX.match(text)):
            self._annexed(match)
            return None
        if level and not any(pattern.match(text) for pattern in LEVELS):
            return self._unnumbered(level)
        return self._within_article(text) if self.article and not level else self._section(text)

    def _part_or_article(self, text: str, level: int) -> Unit | None:
        if match := ARTICLE.match(text) or self._next_article(text):
            return self._article(match, text)
        match = UNSPACED_HEADING.match(text) if level else HEADING.match(text)
        return self._part(match, text) if match and (level or _is_title(text)) else None

    def _unnumbered(self, level: int) -> Unit | None:
        """A block that begins with no sign of a number: a heading ends the article, a paragraph is its next 款."""
        if level:
            self.article, self.sections, self.last_article = "", [], 0
            return None
        return self._next_paragraph() if self.article else None

    def _next_paragraph(self) -> Unit:
        self.paragraph += 1
        self.item = ""
        return Unit("kuan", (self.paragraph,), f"{self.article}-kuan-{self.paragraph}")

    def _annexed(self, match: re.Match[str]) -> None:
        number = f"-{chinese_number(match['number'])}" if match["number"] else ""
        self.annex = f"{'fujian' if match['what'] == '件' else 'fulu'}{number}-"
        self.parts, self.sections, self.article, self.last_article, self.item = {}, [], "", 0, ""

    def _part(self, match: re.Match[str], text: str) -> Unit:
        kind = PARTS[match[2]]
        self.article, self.sections = "", []
        self.parts = {k: v for k, v in self.parts.items() if RANK[k] < RANK[kind]}
        number = _numbers(match[1], match[3])
        self.parts[kind] = f"{kind}-{_joined(number)}"
        anchor = "-".join(self.parts.values())
        return Unit(kind, number, anchor, match[0], text[match.end() :].strip(), True)

    def _next_article(self, text: str) -> re.Match[str] | None:
        match = UNSPACED.match(text)
        return match if match and chinese_number(match[1]) == self.last_article + 1 else None

    def _article(self, match: re.Match[str], text: str) -> Unit:
        number = _numbers(match[1], match[2] if match.re is ARTICLE else None)
        self.last_article, self.paragraph, self.item = number[0], 1, ""
        self.article = f"tiao-{number[0]}" if len(number) == 1 else f"tiao-{number[0]}-{number[1]}"
        return Unit("tiao", number, self.article, match[0], "", text == match[0])

    def _within_article(self, text: str) -> Unit:
        base = self.article if self.paragraph == 1 else f"{self.article}-kuan-{self.paragraph}"
        for pattern in HIGH_LEVELS:
            if match := pattern.match(text):
                number = (chinese_number(match[1]),)
                self.item = f"{base}-xiang-{number[0]}"
                return Unit("xiang", number, self.item, match[0])
        for pattern in LOW_LEVELS:
            if match := pattern.match(text):
                number = (int(match[1]),)
                return Unit("mu", number, f"{self.item or base}-mu-{number[0]}", match[0])
        return self._next_paragraph()

    def _section(self, text: str) -> Unit | None:
        for depth, pattern in enumerate(LEVELS):
            if match := pattern.match(text):
                number = chinese_number(match[1])
                self.sections = [*self.sections[:depth], *[0] * (depth - len(self.sections)), number]
                alone = _is_title(text)
                title = text[match.end() :].strip() if alone else _run_in(text[match.end() :])
                anchor = "sec-" + "-".join(map(str, self.sections))
                return Unit(f"sec{depth + 1}", tuple(self.sections), anchor, match[0], title, alone)
        return None


def _numbers(main: str, sub: str | None) -> tuple[int, ...]:
    return (chinese_number(main), chinese_number(sub)) if sub else (chinese_number(main),)


def _joined(number: tuple[int, ...]) -> str:
    return "-".join(map(str, number))


def _is_title(text: str) -> bool:
    """A line of its own that names what follows, rather than saying something."""
    return len(text) <= TITLE_LENGTH and not SENTENCE_END.search(text)


def _run_in(text: str) -> str:
    """The first sentence of a numbered paragraph when it is short enough to be a title."""
    head = text.split("。", 1)[0].strip()
    return head if len(head) <= 30 and not SENTENCE_END.search(head) else ""
