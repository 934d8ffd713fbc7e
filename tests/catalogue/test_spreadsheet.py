"""The Excel file is read back by another program, cell by cell."""

from __future__ import annotations

import io
import zipfile

import openpyxl
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

from plugins.catalogue.spreadsheet import (
    BLOCK,
    CUT,
    LONGEST,
    blocks,
    bounds,
    column_name,
    line,
    lines,
    workbook,
)

CELLS = st.lists(
    st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=3, max_size=3), max_size=4
)


def read(data: bytes) -> list[list[str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [[unescape(str(cell.value or "")) for cell in row] for row in sheet.iter_rows()]


@given(CELLS)
def test_every_cell_is_read_back(rows: list[list[str]]) -> None:
    header = ["一", "二", "三"]
    assert read(workbook("目录", header, rows)) == [header, *rows]


def test_nothing_is_a_formula() -> None:
    [sheet] = openpyxl.load_workbook(
        io.BytesIO(workbook("目录", ["名称"], [["=1+1"], ["+86"], ["@x"]]))
    ).worksheets
    assert [(cell.value, cell.data_type) for cell in sheet["A"][1:]] == [
        ("=1+1", "s"),
        ("+86", "s"),
        ("@x", "s"),
    ]


def test_the_sheet_is_named_and_filtered() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook('目录"&', ["一", "二"], [["1", "2"]])))
    [sheet] = book.worksheets
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ('目录"&', "A2", "A1:B2")


def test_a_cell_longer_than_excel_allows_says_so() -> None:
    [[_], [cell]] = read(workbook("目录", ["概述"], [["长" * (LONGEST + 1)]]))
    assert len(cell) == LONGEST
    assert cell.endswith(CUT)


def test_same_cells_same_bytes_without_the_time_of_making() -> None:
    first = workbook("目录", ["一"], [["甲"]])
    assert first == workbook("目录", ["一"], [["甲"]])
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.integers(0, 5 * BLOCK))
def test_a_line_more_at_the_top_changes_the_first_block_alone(count: int) -> None:
    before, after = bounds(count), bounds(count + 1)
    assert [stop - start for start, stop in before[1:]] == [BLOCK] * (len(before) - 1)
    assert [place for bound in before for place in range(*bound)] == list(range(count))
    kept = {(count - start, count - stop) for start, stop in before[1:]}
    assert kept <= {(count + 1 - start, count + 1 - stop) for start, stop in after}


@given(CELLS)
def test_a_block_has_the_lines_it_was_made_of(rows: list[list[str]]) -> None:
    made = [line(row) for row in rows]
    assert [one for block in blocks(made) for one in lines(block)] == made


def test_long_sheets_are_read_back() -> None:
    rows = [[str(number)] for number in range(2 * BLOCK + 5)]
    assert read(workbook("目录", ["名称"], rows)) == [["名称"], *rows]


def test_column_names() -> None:
    assert [column_name(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]
