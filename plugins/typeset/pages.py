"""On which page of an issue does each article begin? Read from the bookmarks of the finished PDF."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pikepdf

ARTICLE_DEPTH = 2  # sections are the first level of an issue's bookmarks


def page_of(data: bytes, articles: Sequence[str]) -> Mapping[str, int]:
    """The page number, as printed and as counted from 1 in the file, of each article by its path.

    An article printed twice is found where it stands first. Raises ValueError when bookmarks and articles differ.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        with pdf.open_outline() as outline:
            entries = list(_at_depth(outline.root, ARTICLE_DEPTH))[: len(articles)]
            begins = [numbers[_target(pdf, entry).objgen] for entry in entries]
    if len(begins) != len(articles):
        raise ValueError(f"{len(articles)} articles but {len(begins)} bookmarks")
    found: dict[str, int] = {}
    for path, number in zip(articles, begins, strict=True):
        found.setdefault(path, number)
    return found


def _at_depth(items: Sequence[pikepdf.OutlineItem], depth: int) -> Iterator[pikepdf.OutlineItem]:
    for item in items:
        if depth == 1:
            yield item
        else:
            yield from _at_depth(item.children, depth - 1)


def _target(pdf: pikepdf.Pdf, item: pikepdf.OutlineItem) -> pikepdf.Object:
    """The page that a bookmark leads to, through a named destination if it has one."""
    found: Any = item.destination
    if found is None and item.action is not None:
        found = item.action.D
    if isinstance(found, pikepdf.String):
        found = pikepdf.NameTree(pdf.Root.Names.Dests)[str(found)]
    if isinstance(found, pikepdf.Dictionary):
        found = found.D
    page: pikepdf.Object = found[0]
    return page
