"""Where does each cell of a table stand? HTML's rule for spans, made safe: no overlap, no cell outside, no hole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.gazette.body import Cell

from .titles import width

NARROWEST, WIDEST = 2.0, 24.0  # a column's share is its text's width in ems, within these bounds
READABLE, BETWEEN = 5.0, 0.75  # ems of text that a column needs at least, and of white beside it
STANDING = 36.0  # ems of a table's type across a standing page: 156 mm at 12 pt


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell at column `x` and row `y` (from 0), over `columns` × `rows` fields of the grid."""

    cell: Cell
    x: int
    y: int
    columns: int
    rows: int


@dataclass(frozen=True, slots=True)
class Grid:
    """`shares` are the columns' relative widths; `head` the number of rows at the top to repeat on each page; `turned` says
    that a standing page is too narrow for the table."""

    cells: tuple[Placed, ...]
    shares: tuple[float, ...]
    head: int
    turned: bool = False


def grid(rows: Sequence[Sequence[Cell]]) -> Grid:
    taken: dict[tuple[int, int], Placed] = {}
    placed = [cell for y, row in enumerate(rows) for cell in _place(row, y, len(rows), taken)]
    columns = max((x for x, _ in taken), default=-1) + 1
    placed += [
        Placed(Cell(()), x, y, 1, 1) for y in range(len(rows)) for x in range(columns) if (x, y) not in taken
    ]
    placed.sort(key=lambda cell: (cell.y, cell.x))
    widest = _widest(placed, columns)
    shares = tuple(round(value**0.8, 3) for value in widest)  # damped: one long cell is not to starve the others
    turned = sum(min(value, READABLE) + BETWEEN for value in widest) > STANDING
    return Grid(tuple(placed), shares, _head(rows, placed), turned)


def _place(
    row: Sequence[Cell], y: int, height: int, taken: dict[tuple[int, int], Placed]
) -> Iterator[Placed]:
    x = 0
    for cell in row:
        while (x, y) in taken:
            x += 1
        columns = 1
        while columns < cell.colspan and (x + columns, y) not in taken:
            columns += 1
        rows = _free_rows(x, y, columns, min(cell.rowspan, height - y), taken)
        here = Placed(cell, x, y, columns, rows)
        taken.update(((x + dx, y + dy), here) for dx in range(columns) for dy in range(rows))
        yield here
        x += columns


def _free_rows(x: int, y: int, columns: int, wanted: int, taken: dict[tuple[int, int], Placed]) -> int:
    rows = 1
    while rows < wanted and all((x + dx, y + rows) not in taken for dx in range(columns)):
        rows += 1
    return rows


def _widest(placed: Sequence[Placed], columns: int) -> list[float]:
    """The widest text of each column, in ems."""
    widest = [NARROWEST] * columns
    for cell in placed:
        if cell.columns == 1:
            longest = max((width(line) for line in cell.cell.text.split("\n")), default=0.0)
            widest[cell.x] = max(widest[cell.x], min(longest, WIDEST))
    return widest


def _head(rows: Sequence[Sequence[Cell]], placed: Sequence[Placed]) -> int:
    """How many rows at the top are header cells only, none of them reaching into the rows below."""
    head = 0
    while head < len(rows) and rows[head] and all(cell.header for cell in rows[head]):
        head += 1
    while head and any(cell.y < head < cell.y + cell.rows for cell in placed):
        head -= 1
    return head if head < len(rows) else 0
