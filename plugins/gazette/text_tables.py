"""Which tables does a text hold, and where does each cell stand?

Tables of Markdown, of HTML, and of lines whose cells are parted by tabs, as attachments give them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

RULE_LINE = re.compile(r"^[ \t|:\-]+$")
HTML_ROW = re.compile(r"<tr\b[^>]*>(.*?)(?=</?tr\b|</table|\Z)", re.IGNORECASE | re.DOTALL)
HTML_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)(?=</?t[hd]\b|</?tr\b|\Z)", re.IGNORECASE | re.DOTALL)
MARKUP = re.compile(r"<[^>]*>")
NEAR, FAR = 200, 50_000  # characters: of a line that is looked at, of a table above a number
HEAD_ROWS = 3  # a sheet may begin with its title
HTML_TABLE = re.compile(r"<table\b.*?(?=</table|<table|\Z)", re.IGNORECASE | re.DOTALL)


class Cell(NamedTuple):
    start: int
    words: str


class Table(NamedTuple):
    """`about` is what announces it: the line before and the heading above."""

    about: tuple[str, ...]
    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def column(self, named: re.Pattern[str]) -> int:
        """The place of the first column whose head is of this form; -1 when there is none."""
        return next((place for place, cell in enumerate(self.head) if named.search(cell.words)), -1)

    def cells(self, place: int) -> Iterator[Cell]:
        return (row[place] for row in self.rows if 0 <= place < len(row) and row[place].words)


def has_tables(text: str) -> bool:
    return "|" in text or "\t" in text or "<t" in text


def tables(text: str) -> Iterator[Table]:
    """The tables of a text that have a head, in the order of their kinds."""
    if "|" in text or "\t" in text:
        yield from _line_tables(text)
    if "<t" in text:
        yield from _html_tables(text)


def _line_tables(text: str) -> Iterator[Table]:
    rows, above, heading, offset = list[tuple[Cell, ...]](), "", "", 0
    for line in (*text.split("\n"), ""):
        if "|" in line or "\t" in line:
            if not RULE_LINE.match(line):
                rows.append(tuple(_cells(line, offset)))
        else:
            if len(rows) > 1:
                yield Table((above, heading), rows[0], tuple(rows[1:]))
            if rows or line.strip():
                rows, above = [], line
            heading = line if line.startswith("#") else heading
        offset += len(line) + 1


def _cells(line: str, offset: int) -> Iterator[Cell]:
    sign, start = "\t" if "\t" in line and "|" not in line else "|", 0
    parts = line.split(sign)
    if sign == "|" and not parts[0].strip(" >"):
        start, parts = len(parts[0]) + 1, parts[1:]
    for part in parts:
        yield Cell(offset + start + len(part) - len(part.lstrip()), part.strip())
        start += len(part) + 1


def _html_tables(text: str) -> Iterator[Table]:
    for part in HTML_TABLE.finditer(text):
        rows = [tuple(_html_cells(row, text)) for row in HTML_ROW.finditer(text, part.start(), part.end())]
        before = text[max(part.start() - 200, 0) : part.start()].strip().rpartition("\n")[2]
        caption = MARKUP.sub("", part[0].partition("<tr")[0])
        if len(rows) > 1:
            yield Table((before, caption), rows[0], tuple(rows[1:]))


def _html_cells(row: re.Match[str], text: str) -> Iterator[Cell]:
    for cell in HTML_CELL.finditer(text, row.start(1), row.end(1)):
        words = MARKUP.sub("", cell[1]).strip()
        at = text.find(words, cell.start(1), cell.end(1)) if words else -1
        yield Cell(at if at >= 0 else cell.start(1), words)


def with_head(text: str, at: int) -> str:
    """The line in which something stands; in a table with the head of the table."""
    line = line_of(text, at)
    if "|" in line or "\t" in line:
        above = max(at - FAR, 0)
        head = text.rfind("\n\n", above, at)
        begin = head + 2 if head >= 0 else above
        return "\n".join((*text[begin : min(begin + NEAR * HEAD_ROWS, at)].split("\n", HEAD_ROWS)[:HEAD_ROWS], line))
    return line


def line_of(text: str, at: int) -> str:
    """The line in which something stands, as far as it is near."""
    start, end = max(at - NEAR, 0), min(at + NEAR, len(text))
    line_end = text.find("\n", at, end)
    return text[max(text.rfind("\n", start, at) + 1, start) : line_end if line_end >= 0 else end]
