"""The whole catalogue as an Excel file: `/api/catalogue.xlsx` (ECMA-376, one sheet, every cell a text).

Written part by part and not through a spreadsheet library: no cell can become a formula, the same records
give the same bytes (no time of making, fixed times in the archive), and the lines are deflated in blocks of which one
can be replaced (see `sheet_update`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.sax.saxutils import escape

from .archive import Part, archive, local_header, part
from .deflate import Block, combined, pack

LONGEST = 32_767  # characters in a cell, Excel's own limit: a longer one makes the file “damaged”
CUT = "……（全文见 JSON 数据）"
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\r\ud800-\udfff\ufffe\uffff]")
ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
SPECIAL = re.compile(f"[&<>{NOT_XML.pattern[1:]}")  # what `encoded` would change, besides its own escapes
BLOCK = 128  # lines
ROW_END = "</row>"
SHEET = "xl/worksheets/sheet1.xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "xl/styles.xml": (
        f'<styleSheet xmlns="{MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font>'
        '<font><b/><sz val="11"/><name val="宋体"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="2"><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
        '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    ),
}


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """Where the lines stand in a workbook: their number, the place of the first block, and all blocks."""

    count: int
    start: int
    blocks: tuple[Block, ...]


class Workbook(NamedTuple):
    """`pieces` are the bytes, one after another."""

    pieces: tuple[bytes | memoryview, ...]
    layout: SheetLayout


def workbook(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A workbook of one sheet called `name` (at most 31 characters), its first line fixed and filtered."""
    lines = [line(row) for row in rows]
    return b"".join(whole(name, header, len(lines), [pack(block) for block in blocks(lines)]).pieces)


def whole(name: str, header: Sequence[str], count: int, packed: Sequence[tuple[bytes | memoryview, Block]]) -> Workbook:
    """The workbook whose sheet has `count` lines below the header, deflated in blocks."""
    top, bottom = _frame(header, count)
    pieces = [pack(top), *packed, pack(bottom, is_last=True)]
    sheet = Part(SHEET, tuple(piece for piece, _ in pieces), combined(block for _, block in pieces))
    texts = {**PARTS, "xl/workbook.xml": _workbook(name)}
    others = [part(path, (DECLARATION + text).encode()) for path, text in texts.items()]
    start = sum(len(local_header(one)) for one in (*others, sheet)) + sum(one.whole.packed for one in others)
    layout = SheetLayout(count, start + len(pieces[0][0]), tuple(block for _, block in packed))
    return Workbook(archive((*others, sheet)), layout)


def bounds(count: int) -> list[tuple[int, int]]:
    """The blocks of so many lines, counted from the last line: one line more at the top moves none to another block."""
    rest = count % BLOCK
    starts = [*([0] if rest else []), *range(rest, count, BLOCK)]
    return list(zip(starts, [*starts[1:], count], strict=True)) if starts else []


def blocks(lines: Sequence[bytes]) -> Iterator[bytes]:
    return (b"".join(lines[start:stop]) for start, stop in bounds(len(lines)))


def line(cells: Sequence[str], style: int = 0) -> bytes:
    """One line of the sheet. It does not hold its number, so it can stand anywhere."""
    text = "".join(cells)
    if len(text) > LONGEST or "_x" in text or SPECIAL.search(text):  # most lines have nothing to be escaped
        cells = [encoded(cell) for cell in cells]
    opening = f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">'
    inside = "".join([f"{opening}{cell}</t></is></c>" if cell else "<c/>" for cell in cells])
    return f"<row>{inside}{ROW_END}".encode()


def lines(block: bytes) -> list[bytes]:
    """The lines of a block."""
    end = ROW_END.encode()
    return [one + end for one in block.split(end)[:-1]]


def _workbook(name: str) -> str:
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{escape(name, {chr(34): "&quot;"})}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _frame(header: Sequence[str], count: int) -> tuple[bytes, bytes]:
    """What stands before the lines (the header is the first of the sheet) and after them."""
    area = f"A1:{column_name(len(header))}{count + 1}"
    top = (
        f'{DECLARATION}<worksheet xmlns="{MAIN}"><dimension ref="{area}"/>'
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        'state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(header)}" width="20" customWidth="1"/></cols><sheetData>'
    )
    return top.encode() + line(header, 1), f'</sheetData><autoFilter ref="{area}"/></worksheet>'.encode()


def encoded(text: str) -> str:
    """A text as SpreadsheetML: characters that XML lacks, and what looks like their escape, as ``_xHHHH_``."""
    if len(text) > LONGEST:
        text = text[: LONGEST - len(CUT)] + CUT
    escaped = ESCAPE.sub("_x005F_", text)
    return escape(NOT_XML.sub(lambda match: f"_x{ord(match[0]):04X}_", escaped))


def column_name(number: int) -> str:
    """The letters of a column, counted from 1: A … Z, AA …"""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
