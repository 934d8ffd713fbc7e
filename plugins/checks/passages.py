"""Which words of a file are read as prose, and where does each of them stand?

The text outside code, and the fields of the head that hold words for readers: title, summary, signature … What a field
holds is taken from its source lines, so that line and column are those of the file, quotation marks and folded lines or
not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from plugins.gazette.fields import Field
from plugins.gazette.front_matter import FrontMatter
from plugins.gazette.prose import Prose
from plugins.gazette.values import Entry, Value

WORDED = frozenset({"text", "texts", "joined"})
BARE = re.compile(r"(?:[a-z]+://|www\.)[^\s一-鿿（）《》，。；、]*\Z", re.IGNORECASE)
ENCLOSED = re.compile(
    r"(?:\]\((?:[^()\n]|\([^()\n]*\))*|^ {0,3}\[(?!\^)[^\]\n]*\]:[^\n]*|<[a-z/][^<>\n]*)\Z",
    re.IGNORECASE | re.MULTILINE,
)
LONGEST_ADDRESS = 400
NOT_PROSE = frozenset({"来源网址", "附件", "slug", "电子邮箱", "征求意见稿", "发布机构", "历次修订", "status"})


class Passage(NamedTuple):
    """`text` has the length of the source in `prose`; a paragraph of it is a line."""

    text: str
    prose: Prose

    def place(self, offset: int) -> tuple[int, int]:
        return self.prose.place(offset)

    def has(self, marks: str) -> bool:
        """Whether it holds any of these characters: asked in no time, and most rules then need not read it."""
        return any(map(self.text.__contains__, marks))  # without a generator, which costs more than what it asks

    def is_address(self, offset: int) -> bool:
        """Whether the character belongs to a bare address, the address or title of a link, or an HTML tag."""
        start = max(self.text.rfind("\n", 0, offset) + 1, offset - LONGEST_ADDRESS)
        goes_on = "!" <= self.text[offset + 1 : offset + 2] <= "~"
        return bool(ENCLOSED.search(self.text, start, offset) or (goes_on and BARE.search(self.text, start, offset)))

    def matches(self, pattern: re.Pattern[str], marks: str) -> Iterator[re.Match[str]]:
        """The matches of a pattern that has one of these characters in each of them."""
        return pattern.finditer(self.text) if self.has(marks) else iter(())


def passages(head: FrontMatter, body: Prose, fields: Mapping[str, Field]) -> tuple[Passage, ...]:
    """The prose of a file, from the top: each paragraph of a passage is a line of its text."""
    rows: dict[int, str] = {}
    folded = list[Passage]()
    source = head.head.split("\n")
    for number, entry in enumerate(head.entries):
        if _is_worded(entry, fields):
            after = head.entries[number + 1].line if number + 1 < len(head.entries) else len(source)
            for value in entry.value.items:
                _add(value, source, after, rows, folded)
    plain = [_passage("\n".join(rows.get(row, "") for row in range(1, max(rows) + 1)), 1)] if rows else []
    return (*plain, *folded, Passage(body.without_code, body))


def _is_worded(entry: Entry, fields: Mapping[str, Field]) -> bool:
    field = fields.get(entry.key)
    return field is not None and field.type in WORDED and field.key not in NOT_PROSE


def _add(value: Value, source: list[str], after: int, rows: dict[int, str], folded: list[Passage]) -> None:
    """Put the words of a value at their row and column; those of several rows make a passage of their own."""
    if not isinstance(value.data, str) or not value.data or value.line > len(source):
        return
    line, start = source[value.line - 1], value.column - 1
    start += line[start : start + 1] in ("'", '"') and line.startswith(value.data, start + 1)
    if line.startswith(value.data, start):
        before = rows.get(value.line, "")
        rows[value.line] = before.ljust(start) + value.data
        return
    lines = [" " * start + line[start:], *source[value.line : after - 1]]
    folded.append(_passage(_unquoted("\n".join(lines)), value.line))


def _unquoted(text: str) -> str:
    """Without the quotation marks of YAML around it."""
    bare = text.strip()
    if bare[:1] not in ("'", '"'):
        return text
    start, end = text.index(bare[0]), text.rindex(bare[0])
    return text[:start] + " " + text[start + 1 : end] + " " + text[end + 1 :] if end > start else text


def _passage(text: str, line: int) -> Passage:
    prose = Prose(text, line)
    return Passage(text if line == 1 else text.replace("\n", " "), prose)
