"""Has every table a head that says what its columns are, and does every row have as many cells?

WCAG 2.2, 1.3.1: a table's heads are said to those who can't see it. Markdown drops the cells that a row has too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.gazette.findings import Severity
from plugins.gazette.tags import tags

from ..registry import document_rule
from ..subject import Fault, Subject

FAMILY = "表格"
SEPARATOR = re.compile(r"^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
QUOTE = re.compile(r"^(?: {0,3}> ?)+")
BAR = re.compile(r"(?<!\\)\|")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in BAR.split(line.strip().removeprefix("|").removesuffix("|"))]


def _lines(subject: Subject) -> list[str]:
    """The lines of the text, without the marks of a quotation."""
    lines = subject.prose.without_code.split("\n")
    return [QUOTE.sub("", line) if ">" in line else line for line in lines]


def _tables(subject: Subject) -> Iterator[tuple[int, list[str]]]:
    """The Markdown tables: the line of the head in the file, and the lines of the table."""
    if "|" not in subject.document.body:
        return
    lines, first = _lines(subject), subject.document.front_matter.body_line
    row = 0
    while row < len(lines):
        is_table = row + 1 < len(lines) and "|" in lines[row] and "|" in lines[row + 1] and SEPARATOR.match(lines[row + 1])
        end = row + 1
        while is_table and end < len(lines) and lines[end].strip() and "|" in lines[end]:
            end += 1
        if is_table:
            yield first + row, lines[row:end]
        row = end


@document_rule("TB001", "表格没有表头", Severity.WARNING)
def no_head(subject: Subject) -> Iterator[Fault]:
    """表格的第一行是表头，每一列都写明名称；HTML 表格的表头用 `<th>`。

    通过：

    ```text
    | 项目 | 数量 |
    |---|---|
    | 公园 | 3 |
    ```

    不通过：

    ```text
    | 项目 |  |
    |---|---|
    | 公园 | 3 |
    ```
    """
    for line, rows in _tables(subject):
        empty = [place for place, cell in enumerate(_cells(rows[0]), 1) if not cell]
        if empty:
            yield Fault(line, 1, f"表格的表头第 {empty[0]} 列是空的", "写明这一列的名称。")
    if "<table" in subject.document.body.lower():
        yield from _headless_html(subject)


def _headless_html(subject: Subject) -> Iterator[Fault]:
    opened: list[list[int]] = []
    for tag in tags(subject.prose.without_code):
        if tag.name == "table" and not tag.closing:
            opened.append([tag.offset, 0])
        elif tag.name == "th" and opened:
            opened[-1][1] += 1
        elif tag.name == "table" and opened:
            offset, heads = opened.pop()
            if not heads:
                yield Fault(*subject.prose.place(offset), "表格没有表头（<th>）", "第一行的单元格用 <th>。")


@document_rule("TB002", "表格各行的列数不同")
def ragged(subject: Subject) -> Iterator[Fault]:
    """表格每一行的列数与表头相同：多出的单元格不会显示。

    不通过：

    ```text
    | 项目 | 数量 |
    |---|---|
    | 公园 | 3 | 5 |
    ```

    通过：每行都是两格。
    """
    for line, rows in _tables(subject):
        wanted = len(_cells(rows[0]))
        for below, row in enumerate(rows[2:], 2):
            found = len(_cells(row))
            if found != wanted:
                severity = None if found > wanted else Severity.WARNING
                yield Fault(line + below, 1, f"这一行有 {found} 列，表头有 {wanted} 列", "使各行的列数与表头相同。", severity)


@document_rule("TB003", "表格没有分隔行", Severity.WARNING)
def no_separator(subject: Subject) -> Iterator[Fault]:
    """表头之下要有一行 `|---|---|`，否则不成表格，竖线会照原样显示。

    不通过：

    ```text
    | 项目 | 数量 |
    | 公园 | 3 |
    ```

    通过：表头之下有一行 `|---|---|`。
    """
    if "|" not in subject.document.body:
        return
    tables = {line + n for line, rows in _tables(subject) for n in range(len(rows))}
    lines, first = _lines(subject), subject.document.front_matter.body_line
    before = False
    for row, text in enumerate(lines):
        bare = text.strip()
        looks = len(bare) > 2 and bare.startswith("|") and bare.endswith("|") and first + row not in tables
        if looks and not before:
            yield Fault(first + row, 1, "像表格的一行，但没有分隔行，不会显示为表格", "在表头之下加一行 |---|---|。")
        before = looks
