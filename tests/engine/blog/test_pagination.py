"""Pages of lists: Pelican's own numbering, and the one by which a new document leaves full pages as they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pelican.paginator import PaginationRule
from pelican.paginator import Paginator as Stock

from plugins.engine.blog.pagination import Paginator, StablePaginator, pages
from plugins.engine.blog.reads import PART, Reads
from tests.support.blog_site import fast, files, put, write

PATTERNS = [PaginationRule(1, "{name}.html", "{name}.html"), PaginationRule(2, "{name}{number}.html", "{name}{number}.html")]
SETTINGS = {"DEFAULT_ORPHANS": 0, "PAGINATION_PATTERNS": PATTERNS}


def stable(count: int, per_page: int) -> list[Any]:
    """The pages of a list of numbers, of which the highest is the newest."""
    numbers = list(range(count, 0, -1))
    paginator = StablePaginator("list.html", "list.html", numbers, SETTINGS, per_page, Reads(), "articles")
    return [told["articles_page"] for told in pages({"articles": paginator})]


@given(st.integers(0, 60), st.integers(0, 9), st.integers(0, 3))
def test_pages_are_stock_pelicans(count: int, per_page: int, orphans: int) -> None:
    settings = {**SETTINGS, "DEFAULT_ORPHANS": orphans}
    ours = Paginator("list.html", "list.html", range(count), settings, per_page, Reads(), "articles")
    theirs = Stock("list.html", "list.html", range(count), settings, per_page or None)
    assert ours.num_pages == theirs.num_pages
    assert ours.page_range == theirs.page_range
    for told in pages({"articles": ours}):
        page = told["articles_page"]
        other = theirs.page(page.number)
        for name in ("object_list", "number", "url", "save_as"):
            assert getattr(page, name) == getattr(other, name)
        for name in ("has_next", "has_previous", "has_other_pages", "start_index", "end_index"):
            assert getattr(page, name)() == getattr(other, name)()


@given(st.integers(0, 60), st.integers(1, 9))
def test_stable_pages_hold_everything_once_and_link_on(count: int, per_page: int) -> None:
    made = stable(count, per_page)
    assert [number for page in made for number in page.object_list] == list(range(count, 0, -1))
    assert len({page.save_as for page in made}) == len(made)
    assert made[0].save_as == "list.html"
    assert [page.has_next() for page in made] == [True] * (len(made) - 1) + [False]
    assert [page.has_previous() for page in made] == [False] + [True] * (len(made) - 1)
    assert [page.next_page_number() for page in made[:-1]] == [page.number for page in made[1:]]
    assert all(len(page.object_list) == page.end_index() - page.start_index() + 1 for page in made if count)


@given(st.integers(0, 60), st.integers(1, 9))
def test_one_more_document_leaves_all_full_pages(count: int, per_page: int) -> None:
    before = {page.save_as: list(page.object_list) for page in stable(count, per_page)}
    after = {page.save_as: list(page.object_list) for page in stable(count + 1, per_page)}
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"list.html"}
    assert len(after) - len(before) in {0, 1}


def test_what_a_page_asks_of_the_whole_list_is_noted() -> None:
    reads = Reads()
    paginator = Paginator("l.html", "l.html", range(9), SETTINGS, 2, reads, "articles")
    (first, *_) = pages({"articles": paginator})
    with reads.listening() as seen:
        assert first["articles_page"].number == 1
        assert seen == {}
        assert first["articles_page"].has_next()
        assert list(first["articles_page"].object_list) == [0, 1]
    assert list(seen) == [f"{PART}articles_paginator{PART}num_pages", f"{PART}articles_page{PART}object_list"]


@pytest.mark.parametrize(("engine", "most"), [({"stable_pagination": True}, 6), ({}, 60)])
def test_one_new_document_on_stable_lists(tmp_path: Path, engine: dict[str, Any], most: int) -> None:
    content = write(tmp_path / "content", 60)
    changes = {"BLOG_ENGINE": engine, "DEFAULT_PAGINATION": 4, "THEME": "simple", "AUTHOR_SAVE_AS": ""}
    fast(content, tmp_path / "output", changes)
    before = files(tmp_path / "output")
    put(content / "news/z.md", "Title: Z\nDate: 2023-01-01\nSlug: zz\n\nText.\n")
    fast(content, tmp_path / "output", changes)
    after = files(tmp_path / "output")
    lists = {name for name in after if name.startswith(("index", "category/"))}
    assert len({name for name in lists if before.get(name) != after[name]}) <= most
