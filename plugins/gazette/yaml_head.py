"""The head of a file that holds more than plain lines, read as YAML.

YAML is read down to its nodes and no further: every scalar stays the text the editor wrote, so `06` is not an octal
number and `2016-02-30` is not an exception. Anchors, aliases and tags are refused: no field needs them, and they are how
a small file becomes a large one. When the block as a whole can't be read, its top-level entries are read one by one, so
that one broken line hides no other fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .findings import Finding, Severity
from .values import NULLS, Entry, Value

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
MAX_DEPTH = 8
NAME = re.compile(r"^[ \t]*[\"']?(?P<key>[^\s:：\"']+)")  # the first word of a line that can't be read
ENTRY = re.compile(r"^(?P<key>[^\s#\-\[\]{}&*!|>'\"%@`:：][^:：]*?)[ \t]*(?P<colon>[:：])")


@dataclass(slots=True)
class Parsed:
    """The entries of a block, the keys of those that can't be read, and why not."""

    entries: list[Entry] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)


def read(block: str, path: str) -> Parsed:
    """The entries of a block of YAML that starts on the second line of its file. Never raises."""
    try:
        return Parsed(list(compose(block, 2)))
    except (yaml.YAMLError, _Refused, ValueError, RecursionError) as error:
        return _one_by_one(block, path, error)


class _Refused(Exception):
    """YAML that is well-formed but has no place in front matter."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(message)
        self.message, self.line, self.column = message, line, column


def compose(block: str, first_line: int) -> Iterator[Entry]:
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


def _one_by_one(block: str, path: str, whole: Exception) -> Parsed:
    parsed = Parsed()
    for line, chunk in _chunks(block):
        try:
            parsed.entries.extend(compose(chunk, line))
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
        return [entry for entry in compose("\n".join(lines), first_line) if entry.value.data]
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
