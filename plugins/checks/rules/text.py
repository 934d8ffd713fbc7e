"""Does the text hold characters that nobody can see, or that mean something only on one machine?

They break search, copying and reading aloud, and survive unseen for decades. Private-use characters stand for
different signs in every font.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plugins.gazette.findings import Severity
from plugins.gazette.prose import is_printable
from plugins.gazette.values import Value

from ..registry import document_rule
from ..subject import Fault, Subject

FAMILY = "文字"
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffd\ufffe\uffff]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b-\u200f\u2060-\u2064\ufeff]")
INDENTED = re.compile("^[ \t]*\u3000+(?=\\S)", re.MULTILINE)


def _places(subject: Subject, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Line, column and characters of each match's line: one place per line, its first."""
    head = subject.document.front_matter
    for entry in () if is_printable(head.head) else head.entries:
        for value in _scalars(entry.value):
            if match := pattern.search(str(value.data)):
                yield value.line, value.column + match.start(), match[0]
    last = 0
    for match in () if subject.prose.is_printable else pattern.finditer(subject.document.body):
        line, column = subject.prose.place(match.start())
        if line != last:
            yield line, column, match[0]
        last = line


def _scalars(value: Value) -> Iterator[Value]:
    """The texts of a value that hold anything unprintable."""
    if isinstance(value.data, str):
        if not is_printable(value.data):
            yield value
        return
    for item in value.items:
        yield from _scalars(item)
    for key, entry in value.pairs:
        yield from _scalars(key)
        yield from _scalars(entry)


def _name(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()


@document_rule("TX001", "控制字符")
def control_character(subject: Subject) -> Iterator[Fault]:
    """文字中不得有控制字符、改变文字方向的字符和乱码替代符（U+FFFD）。每行报告一次。"""
    for line, column, char in _places(subject, CONTROL):
        yield Fault(line, column, f"文字中有控制字符（{_name(char)}）", "删去这个字符；乱码的，对照原件重新录入。")


@document_rule("TX002", "专用区字符")
def private_character(subject: Subject) -> Iterator[Fault]:
    """文字中不得有 Unicode 专用区字符：它们在别的电脑上是另一个字或方框。每行报告一次；转载的文件只作警告，对照原件核实。"""
    severity = None if subject.is_own else Severity.WARNING
    for line, column, char in _places(subject, PRIVATE):
        yield Fault(line, column, f"文字中有专用区字符（{_name(char)}）", "对照原件改为标准汉字或符号。", severity)


@document_rule("TX003", "零宽字符", Severity.WARNING)
def zero_width_character(subject: Subject) -> Iterator[Fault]:
    """文字中不应有看不见的零宽字符：它们使检索和复制落空。每行报告一次。"""
    for line, column, char in _places(subject, ZERO_WIDTH):
        yield Fault(line, column, f"文字中有看不见的零宽字符（{_name(char)}）", "删去这个字符。")


@document_rule("TX004", "以全角空格缩进", Severity.WARNING)
def indented_by_hand(subject: Subject) -> Iterator[Fault]:
    """段落开头的空两格由网页和版式生成，正文中不用全角空格缩进。连续的几段报告一次。

    通过：

    ```text
    各部门要认真落实。
    ```

    不通过：

    ```text
    　　各部门要认真落实。
    ```
    """
    if "\u3000" not in subject.document.body:
        return
    for start, end, count in _runs(subject):
        lines = f"连续 {count} 段" if count > 1 else "段落"
        yield Fault(start[0], start[1], f"{lines}以全角空格缩进", f"删去{'各' if end > start[0] else '该'}行开头的全角空格。")


def _runs(subject: Subject) -> Iterator[tuple[tuple[int, int], int, int]]:
    """First place, last line and number of lines of each run of indented lines, blank lines between or not."""
    lines = subject.prose.without_code.split("\n")
    first, count, last = (0, 0), 0, 0
    for number, line in enumerate(lines, subject.document.front_matter.body_line):
        if match := INDENTED.match(line):
            first = first if count else (number, match.start() + 1)
            count, last = count + 1, number
        elif line.strip() and count:
            yield first, last, count
            count = 0
    if count:
        yield first, last, count
