"""Which fields stand at the head of a file, and at which line and column each of them does.

YAML is read down to its nodes and no further: every scalar stays the text the editor wrote, so `06` is not
an octal number and `2016-02-30` is not an exception. Anchors, aliases and tags are refused: no field needs
them, and they are how a small file becomes a large one. When the block as a whole can't be read, its
top-level entries are read one by one, so that one broken line hides no other fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from .findings import Finding, Severity

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
FENCE = re.compile(r"^---[ \t]*$")
MAX_DEPTH = 8
LONGEST_KEY = 200
NULLS = frozenset({"~", "null", "Null", "NULL"})
# What begins no plain scalar of YAML, or may end one, is left to YAML.
_WORD = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<][^:#\s]*(?:(?: |:(?=[^\s:#]))+[^:#\s]+)*"
_ITEM = r"[^\s\-?:,\[\]{}#&*!|>'\"%@`~=<][^:#\s,\[\]{}]*(?: +[^:#\s,\[\]{}]+)*"
PLAIN = re.compile(
    rf"(?P<key>{_ITEM}): +(?P<value>\[ *(?P<list>{_ITEM}(?: *, *{_ITEM})*) *\]|{_WORD}) *\Z"
)
ITEM = re.compile(_ITEM)
MAX_BLOCK = 200_000
NAME = re.compile(r"^[ \t]*[\"']?(?P<key>[^\s:：\"']+)")  # the first word of a line that can't be read
ENTRY = re.compile(r"^(?P<key>[^\s#\-\[\]{}&*!|>'\"%@`:：][^:：]*?)[ \t]*(?P<colon>[:：])")


@dataclass(frozen=True, slots=True)
class Value:
    """A YAML node: text, a list of values, or a mapping as pairs; with the place where it starts (from 1)."""

    data: str | tuple[Value, ...] | tuple[tuple[Value, Value], ...]
    line: int
    column: int
    kind: str = "text"  # text | list | mapping

    @property
    def text(self) -> str:
        """The scalar, stripped; an empty string for a list or mapping."""
        return self.data.strip() if isinstance(self.data, str) else ""

    @property
    def items(self) -> tuple[Value, ...]:
        """The list's values; a filled scalar counts as a list of one, an empty one as none."""
        if self.kind == "list":
            return self.data  # type: ignore[return-value]
        return (self,) if self.kind == "text" and self.text else ()

    @property
    def pairs(self) -> tuple[tuple[Value, Value], ...]:
        return self.data if self.kind == "mapping" else ()  # type: ignore[return-value]


@dataclass(frozen=True, slots=True)
class Entry:
    key: str
    line: int
    column: int
    value: Value


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


@dataclass(slots=True)
class _Parsed:
    entries: list[Entry] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


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
        parsed = _entries("\n".join(lines[1:blank]), path)  # what still looks like fields
        finding = Finding(path, 1, 1, "FM002", Severity.ERROR, message, "---")
        return _front_matter(parsed, lines, blank, blank), [finding, *parsed.findings]
    parsed = _entries("\n".join(lines[1:end]), path)
    return _front_matter(parsed, lines, end + 1, end + 1), parsed.findings


def _front_matter(parsed: _Parsed, lines: list[str], end: int, body: int) -> FrontMatter:
    """`end` and `body`: how many lines belong to the head, and stand before the body."""
    head, text = "\n".join(lines[:end]), "\n".join(lines[body:])
    return FrontMatter(tuple(parsed.entries), text, body + 1, frozenset(parsed.broken), head)


def _entries(block: str, path: str) -> _Parsed:
    if len(block) > MAX_BLOCK:
        message = f"元数据过长：{len(block)} 个字符，至多 {MAX_BLOCK} 个"
        return _Parsed(findings=[Finding(path, 2, 1, "FM005", Severity.ERROR, message, "把正文写在第二个 --- 之后。")])
    if (plain := plain_entries(block)) is not None:
        return _Parsed(plain)
    try:
        return _Parsed(list(_compose(block, 2)))
    except (yaml.YAMLError, _Refused, ValueError, RecursionError) as error:
        return _one_by_one(block, path, error)


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


class _Refused(Exception):
    """YAML that is well-formed but has no place in front matter."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


def _compose(block: str, first_line: int) -> Iterator[Entry]:
    _refuse_indirection(block, first_line)
    node = yaml.compose(block, Loader=Loader)
    if node is None:
        return
    if not isinstance(node, yaml.MappingNode):
        raise _Refused("元数据应为“字段: 内容”的形式", first_line, 1)
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise _Refused("字段名应为文字", first_line + key.start_mark.line, key.start_mark.column + 1)
        yield Entry(
            key.value.strip(),
            first_line + key.start_mark.line,
            key.start_mark.column + 1,
            _value(value, first_line),
        )


def _refuse_indirection(block: str, first_line: int) -> None:
    depth = 0
    for event in yaml.parse(block, Loader=Loader):
        place = _place(event.start_mark, first_line)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("元数据不得使用 YAML 锚点（& 和 *）；以 & 或 * 开头的内容请加引号", *place)
        if getattr(event, "tag", None):
            raise _Refused("元数据不得使用 YAML 标签（!）；以 ! 开头的内容请加引号", *place)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _Refused(f"元数据嵌套过深：至多 {MAX_DEPTH} 层", *place)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _place(mark: Any, first_line: int) -> tuple[int, int]:
    return first_line + mark.line, mark.column + 1


def _value(node: yaml.Node, first_line: int) -> Value:
    line, column = _place(node.start_mark, first_line)
    if isinstance(node, yaml.SequenceNode):
        return Value(tuple(_value(n, first_line) for n in node.value), line, column, "list")
    if isinstance(node, yaml.MappingNode):
        pairs = tuple((_value(k, first_line), _value(v, first_line)) for k, v in node.value)
        return Value(pairs, line, column, "mapping")
    plain_null = not getattr(node, "style", None) and node.value in NULLS
    return Value("" if plain_null else node.value, line, column)


def _one_by_one(block: str, path: str, whole: Exception) -> _Parsed:
    parsed = _Parsed()
    for line, chunk in _chunks(block):
        try:
            parsed.entries.extend(_compose(chunk, line))
        except (yaml.YAMLError, _Refused, ValueError, RecursionError) as error:
            finding = _finding(error, chunk, line, path)
            parsed.findings.append(finding)
            sound = _sound(chunk.split("\n")[: finding.line - line], line)
            parsed.entries.extend(sound)
            kept = {entry.key for entry in sound}
            parsed.broken |= {m["key"] for text in chunk.split("\n") if (m := NAME.match(text))} - kept
    if not parsed.findings:
        parsed.findings.append(_finding(whole, block, 2, path))
    return parsed


def _sound(lines: list[str], first_line: int) -> list[Entry]:
    """The filled entries that stand before the faulty line of a chunk, if they can be read without it."""
    try:
        return [entry for entry in _compose("\n".join(lines), first_line) if entry.value.data]
    except (yaml.YAMLError, _Refused, ValueError, RecursionError):
        return []


def _chunks(block: str) -> Iterator[tuple[int, str]]:
    """Each top-level entry with the file line on which it starts."""
    start, held = 2, list[str]()
    for number, text in enumerate(block.split("\n"), 2):
        opens = bool(text) and not text[0].isspace() and text[0] not in "#-]}"
        if opens:
            if any(held):
                yield start, "\n".join(held)
            start, held = number, [text]
        else:
            held.append(text)
    if any(held):
        yield start, "\n".join(held)


def _finding(error: Exception, chunk: str, line: int, path: str) -> Finding:
    match = ENTRY.match(chunk)
    first = chunk.split("\n", 1)[0]
    if match and match["colon"] == "：":
        hint = f"{match['key']}: {first[match.end() :].strip()}".rstrip()
        return Finding(path, line, match.end(), "FM003", Severity.ERROR, "字段名后的冒号是全角“：”，应为半角冒号加空格", hint)
    if isinstance(error, _Refused):
        return Finding(path, error.line, error.column, "FM004", Severity.ERROR, error.message)
    mark = getattr(error, "problem_mark", None)
    row = min(mark.line, chunk.count("\n")) if mark else 0
    column = mark.column + 1 if mark and row == mark.line else 1
    seen = chunk.split("\n")[row].strip() or first.strip()
    hint = "检查引号、方括号是否成对，冒号后是否有空格；内容含冒号、引号时用英文单引号括起来。"
    return Finding(path, line + row, column, "FM003", Severity.ERROR, f"元数据无法读取（YAML 语法错误）：“{seen[:60]}”", hint)
