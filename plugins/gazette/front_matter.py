"""Which fields stand at the head of a file, and at which line and column each of them does.

Plain lines, which most heads are made of, are read here; everything else by `yaml_head`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from .findings import Finding, Severity
from .values import NULLS, Entry, Value

FENCE = re.compile(r"^---[ \t]*$")
LONGEST_KEY = 200
# What begins no plain scalar of YAML, or may end one, is left to YAML.
_WORD = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<][^:#\s]*(?:(?: |:(?=[^\s:#]))+[^:#\s]+)*"
_ITEM = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<][^:#\s,\[\]{}]*(?: +[^:#\s,\[\]{}]+)*"
PLAIN = re.compile(
    rf"(?P<key>{_ITEM}): +(?P<value>\[ *(?P<list>{_ITEM}(?: *, *{_ITEM})*) *\]|{_WORD}) *\Z"
)
ITEM = re.compile(_ITEM)
MAX_BLOCK = 200_000


@dataclass(frozen=True)
class FrontMatter:
    """The head of a file: its entries in order, the body below it, and the line on which the body starts.

    `head` is the source of the entries; `broken` names the keys whose entry could not be read: such a field is
    faulty, not missing.
    """

    entries: tuple[Entry, ...]
    body: str
    body_line: int
    broken: frozenset[str] = frozenset()
    head: str = field(default="", repr=False, compare=False)

    def get(self, *names: str) -> Entry | None:
        """The first entry under any of these names."""
        return next((e for e in self.entries if e.key in names), None)


class Deferred(FrontMatter):
    """A head without its body, whose entries are read when the first of them is asked for."""

    def __init__(self, head: str, body_line: int) -> None:
        for name, value in (("head", head), ("body", ""), ("body_line", body_line)):
            object.__setattr__(self, name, value)

    @classmethod
    def of(cls, whole: FrontMatter) -> Deferred:
        return cls(whole.head, whole.body_line)

    def __reduce__(self) -> tuple[type[Deferred], tuple[str, int]]:
        return Deferred, (self.head, self.body_line)

    @cached_property
    def _read(self) -> FrontMatter:
        return parse(self.head, "")[0]

    @property
    def entries(self) -> tuple[Entry, ...]:
        return self._read.entries

    @property
    def broken(self) -> frozenset[str]:
        return self._read.broken


def parse(text: str, path: str) -> tuple[FrontMatter, list[Finding]]:
    """Split and read a file's text. Never raises: what can't be read is a finding (codes FM001–FM005)."""
    lines = text.split("\n")
    if not FENCE.match(lines[0].rstrip("\r")):
        finding = Finding(path, 1, 1, "FM001", Severity.ERROR, "文件开头没有元数据：首行应为三个短横线", "---")
        return FrontMatter((), text, 1), [finding]
    end = next((n for n, line in enumerate(lines[1:], 1) if FENCE.match(line.rstrip("\r"))), None)
    if end is None:
        message = "元数据没有结束：各字段之后应另起一行写三个短横线"
        blank = next((n for n, line in enumerate(lines) if n and not line.strip()), len(lines))
        read = _entries("\n".join(lines[1:blank]), path)  # what still looks like fields
        finding = Finding(path, 1, 1, "FM002", Severity.ERROR, message, "---")
        return _front_matter(read, lines, blank, blank), [finding, *read[2]]
    read = _entries("\n".join(lines[1:end]), path)
    return _front_matter(read, lines, end + 1, end + 1), read[2]


def _front_matter(read: _Read, lines: list[str], end: int, body: int) -> FrontMatter:
    """`end` and `body`: how many lines belong to the head, and stand before the body."""
    head, text = "\n".join(lines[:end]), "\n".join(lines[body:])
    return FrontMatter(read[0], text, body + 1, read[1], head)


_Read = tuple[tuple[Entry, ...], frozenset[str], list[Finding]]


def _entries(block: str, path: str) -> _Read:
    """The entries of a block, the keys that could not be read, and why not."""
    if len(block) > MAX_BLOCK:
        message = f"元数据过长：{len(block)} 个字符，至多 {MAX_BLOCK} 个"
        return (), frozenset(), [Finding(path, 2, 1, "FM005", Severity.ERROR, message, "把正文写在第二个 --- 之后。")]
    if (plain := plain_entries(block)) is not None:
        return tuple(plain), frozenset(), []
    from . import yaml_head  # YAML itself costs a fifth of what an editor's program waits for a check

    read = yaml_head.read(block, path)
    return tuple(read.entries), frozenset(read.broken), read.findings


def plain_entries(block: str) -> list[Entry] | None:
    """The entries of a block of plain lines (`key: words` or `key: [word, word]`), as YAML would read them but twenty
    times as fast; None when any line holds more than that and YAML itself has to be asked."""
    entries = []
    for line, text in enumerate(block.split("\n"), 2):
        match = PLAIN.match(text)
        if match is None or not text.isprintable():
            return None
        column = match.start("value") + 1
        data: str | tuple[Value, ...] = match["value"] or ""
        if match["list"] is not None:
            data = tuple(_value_at(item, line, match.start("list")) for item in ITEM.finditer(match["list"]))
        kind = "text" if match["list"] is None else "list"
        if not data or len(match["key"]) > LONGEST_KEY:
            return None
        entries.append(Entry(match["key"], line, 1, Value("" if data in NULLS else data, line, column, kind)))
    return entries


def _value_at(item: re.Match[str], line: int, offset: int) -> Value:
    return Value("" if item[0] in NULLS else item[0], line, offset + item.start() + 1)
