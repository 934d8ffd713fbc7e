"""Whatever spans a table claims, its cells tile a rectangle."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette.body import Cell, Inline
from plugins.typeset.grid import grid

CELLS = st.builds(
    lambda text, header, columns, rows: Cell((Inline("text", text),), header, columns, rows),
    st.text("甲乙丙 \n", max_size=8),
    st.booleans(),
    st.integers(1, 5),
    st.integers(1, 5),
)


@given(st.lists(st.lists(CELLS, max_size=5), max_size=6))
def test_every_field_belongs_to_exactly_one_cell(rows: list[list[Cell]]) -> None:
    laid = grid(rows)
    fields = [(c.x + dx, c.y + dy) for c in laid.cells for dx in range(c.columns) for dy in range(c.rows)]
    assert len(fields) == len(set(fields))
    if laid.shares:
        assert set(fields) == {(x, y) for x in range(len(laid.shares)) for y in range(len(rows))}
    assert [c.cell for c in laid.cells if c.cell.inlines] == [cell for row in rows for cell in row]


@given(st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=6))
def test_the_repeated_head_stands_by_itself(rows: list[list[Cell]]) -> None:
    laid = grid(rows)
    assert laid.head < len(rows)
    assert not any(cell.y < laid.head < cell.y + cell.rows for cell in laid.cells)


def test_a_span_moves_the_cells_of_the_next_row() -> None:
    tall, wide, last = (
        Cell((Inline("text", "甲"),), rowspan=2),
        Cell((), colspan=2),
        Cell((Inline("text", "乙"),)),
    )
    laid = grid([[tall, wide], [last]])
    assert [(c.x, c.y, c.columns, c.rows) for c in laid.cells] == [
        (0, 0, 1, 2),
        (1, 0, 2, 1),
        (1, 1, 1, 1),
        (2, 1, 1, 1),
    ]
