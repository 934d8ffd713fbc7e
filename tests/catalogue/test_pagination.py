"""A new document moves no row to another page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.catalogue.pagination import address, paginate


@given(st.integers(0, 60), st.integers(1, 7))
def test_pages_hold_all_rows_in_order(count: int, size: int) -> None:
    rows = list(range(count, 0, -1))
    pages = paginate(rows, size)
    assert [row for page in pages for row in page.items] == rows
    assert [page.number for page in pages] == list(range(len(pages), 0, -1))
    assert all(len(page.items) == size for page in pages[1:])
    assert len(pages[0].items) < 2 * size


@given(st.integers(0, 60), st.integers(1, 7))
def test_a_new_row_changes_the_front_page_alone(count: int, size: int) -> None:
    rows = list(range(count, 0, -1))
    before = {address("x/", page): page.items for page in paginate(rows, size) if not page.is_front}
    after = {address("x/", page): page.items for page in paginate([count + 1, *rows], size)}
    assert before.items() <= after.items()
    assert after["x/"][0] == count + 1


@pytest.mark.parametrize(
    ("count", "sizes"),
    [
        (0, [0]),
        (1, [1]),
        (100, [100]),
        (199, [199]),
        (200, [100, 100]),
        (250, [150, 100]),
        (301, [101, 100, 100]),
    ],
)
def test_sizes(count: int, sizes: list[int]) -> None:
    assert [len(page.items) for page in paginate(range(count))] == sizes


def test_addresses() -> None:
    assert [address("x/", page) for page in paginate(range(300))] == ["x/", "x/page/2/", "x/page/1/"]
