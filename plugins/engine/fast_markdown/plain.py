"""Which paragraphs and headings of a text does nothing act on, and what is their HTML?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import zip_longest

from .plan import Plan
from .triggers import found

HEADING = re.compile(r"^(#{1,6})([^#\\\n]*)$", re.MULTILINE)


@dataclass(slots=True)
class Parted:
    """Blocks that the parser must see, and the HTML of the plain ones among them: some of each in turn, from blocks on."""

    blocks: list[list[str]] = field(default_factory=lambda: [[]])
    plain: list[list[str]] = field(default_factory=list)

    @property
    def is_plain(self) -> bool:
        return not self.blocks[0] and len(self.blocks) == 1

    @property
    def _ends_plain(self) -> bool:
        return len(self.plain) == len(self.blocks)

    def add(self, block: str) -> None:
        if self._ends_plain:
            self.blocks.append([])
        self.blocks[-1].append(block)

    def add_blank(self, block: str) -> None:
        """They part what stands before and behind: lines of code, a note and what follows."""
        if self.blocks[-1] and not self._ends_plain:
            self.blocks[-1].append(block)

    def add_plain(self, html: str) -> None:
        if not self._ends_plain:
            self.plain.append([])
        self.plain[-1].append(html)


def part(text: str, plan: Plan) -> Parted:
    parting = Parting(text, plan)
    parting.blocks(text.split("\n\n"))
    return parting.parted


class Parting:
    """Takes one text apart."""

    def __init__(self, text: str, plan: Plan) -> None:
        self.parted = Parted()
        self._plan = plan
        self._strings = found(plan.strings, text)
        self._block_strings = found(plan.block_strings, text) if self._strings else []
        self._watched = [*self._strings, *([">"] if ">" in text else [])]

    def blocks(self, blocks: list[str]) -> None:
        self._each(blocks, [*self._watched, "\n"], self._block)

    def _each(self, texts: list[str], watched: list[str], read: Callable[[str], None]) -> None:
        """Most are plain paragraphs as they stand; the others are read one by one."""
        start = 0
        for place in self._places(texts, watched):
            self._add_paragraphs(texts[start:place])
            read(texts[place])
            start = place + 1
        self._add_paragraphs(texts[start:])

    def _places(self, texts: list[str], watched: Iterable[str]) -> list[int]:
        """Of those that hold something watched for, or begin with a character that may mean something."""
        may_act = self._plan.beginnings
        found = {place for place, text in enumerate(texts) if may_act[text[:1]]}
        for string in watched:
            found.update([place for place, text in enumerate(texts) if string in text])
        return sorted(found)

    def _add_paragraphs(self, texts: list[str]) -> None:
        if texts:
            self.parted.add_plain("<p>" + "</p>\n<p>".join(texts) + "</p>")

    def _block(self, block: str) -> None:
        if block[:1] == "\n":
            self.parted.add_blank("\n")
            block = block[1:]
            if not block:
                return
        if "\n" in block:
            self._lines(block)
        elif block and self._plan.first_line.match(block):
            self._heading(block, HEADING.match(block) if self._plan.has_headings else None)
        elif self._is_held(block):
            self.parted.add(block)
        else:
            self._paragraph(block)

    def _lines(self, block: str) -> None:
        """A block of several lines; its paragraphs and headings stand each on its own where nothing acts on their beginnings."""
        headings = list(HEADING.finditer(block)) if self._plan.has_headings and "#" in block else []
        ends, starts = [one.start() - 1 for one in headings], [one.end() + 1 for one in headings]
        texts = [block[start : max(start, end)] for start, end in zip([0, *starts], [*ends, len(block)], strict=True)]
        if any(map(self._acts, texts)) or any(string in block for string in self._block_strings):
            self.parted.add(block)
            return
        for text, heading in zip_longest(texts, headings):
            if text:
                self._each(text.split(self._plan.separator), self._watched, self._paragraph)
            if heading:
                self._heading(heading[0], heading)

    def _acts(self, lines: str) -> bool:
        plan = self._plan
        return bool(lines) and bool(plan.first_line.match(lines) or plan.next_lines.search(lines))

    def _paragraph(self, text: str) -> None:
        if self._is_held(text):
            self.parted.add(text.lstrip(" "))  # behind a line break they were no sign of code
        elif words := text.lstrip():
            self.parted.add_plain(f"<p>{words.replace('>', '&gt;')}</p>")
        else:
            self.parted.add_blank(text)

    def _heading(self, line: str, heading: re.Match[str] | None) -> None:
        if heading is None or self._is_held(line):
            self.parted.add(line)
        else:
            level, words = len(heading[1]), heading[2].strip()
            self.parted.add_plain(f"<h{level}>{words.replace('>', '&gt;')}</h{level}>")

    def _is_held(self, text: str) -> bool:
        return any(string in text for string in self._strings)
