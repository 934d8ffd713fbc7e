"""Which characters of a Markdown body are text, which are code, and in which line and column each stands.

Follows the Markdown of the portal: fences of three or more ` or ~ at the start of a line, closed by the same
fence; code spans between equal runs of backticks within one paragraph; no code by indentation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

FENCE = re.compile(r"^(?P<fence>`{3,}|~{3,})(?P<info>[^\n]*)$", re.MULTILINE)
TICKS_OR_BREAK = re.compile(r"(?<![\\`])(?P<ticks>`+)|\n[ \t]*\n")
NOT_NEWLINE = re.compile(r"[^\n]")
BLANKS = "\n\t\u3000\u00a0"  # no signs, but ordinary in a text


def is_printable(text: str) -> bool:
    """Whether a text holds ordinary characters and blanks only; said without looking at each in Python."""
    for blank in BLANKS:
        text = text.replace(blank, "")
    return text.isprintable() and "\ufffd" not in text


@dataclass(frozen=True)
class Prose:
    """A body and the line of its file on which it starts."""

    body: str
    first_line: int

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer("\n", self.body))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of the character at `offset` of the body."""
        row = bisect_right(self._starts, offset) - 1
        return self.first_line + row, offset - self._starts[row] + 1

    @cached_property
    def is_printable(self) -> bool:
        return is_printable(self.body)

    @cached_property
    def without_code(self) -> str:
        """The body with blanks in place of code: same length, same lines."""
        if "`" not in self.body and "~~~" not in self.body:
            return self.body
        text = _blank(self.body, _fenced(self.body))
        return _blank(text, _spans(text)) if "`" in text else text


def _blank(text: str, spans: Iterator[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in spans:
        parts += [text[last:start], NOT_NEWLINE.sub(" ", text[start:end])]
        last = end
    return "".join((*parts, text[last:]))


def _fenced(text: str) -> Iterator[tuple[int, int]]:
    """Fenced blocks in order; a fence that nothing closes opens none."""
    fences = list(FENCE.finditer(text))
    closers = defaultdict[str, list[int]](list)
    for fence in fences:
        if not fence["info"].strip(" "):
            closers[fence["fence"]].append(fence.end())
    end = -1
    for fence in fences:
        ends = closers[fence["fence"]]
        following = bisect_right(ends, fence.end())
        if fence.start() > end and following < len(ends):
            end = ends[following]
            yield fence.start(), end


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Code spans in order; a run of backticks that its paragraph does not close is text."""
    paragraph: list[re.Match[str]] = []
    for match in TICKS_OR_BREAK.finditer(text):
        if match["ticks"]:
            paragraph.append(match)
        else:
            yield from _pairs(paragraph)
            paragraph = []
    yield from _pairs(paragraph)


def _pairs(runs: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    places = defaultdict[int, list[int]](list)
    for index, run in enumerate(runs):
        places[len(run["ticks"])].append(index)
    index = 0
    while index < len(runs):
        same = places[len(runs[index]["ticks"])]
        following = bisect_right(same, index)
        if following == len(same):
            index += 1
            continue
        yield runs[index].start(), runs[same[following]].end()
        index = same[following] + 1
