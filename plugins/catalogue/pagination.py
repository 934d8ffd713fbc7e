"""On which page does a row stand? Pages are numbered from the oldest row, so a new document moves none.

Page 1 holds the oldest hundred for good. The newest rows stand on the front page, which holds from one to
just under two pages' worth; when it has two full pages, the older one gets its number and is never touched again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")

SIZE = 100


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """`number` counts from the oldest page, 1; the page numbered `last` is the front page."""

    number: int
    last: int
    items: tuple[Item, ...]

    @property
    def is_front(self) -> bool:
        return self.number == self.last


def paginate(newest_first: Sequence[Item], size: int = SIZE) -> tuple[Page[Item], ...]:
    """The pages, front page first; always at least that one."""
    last = max(1, len(newest_first) // size)
    front = len(newest_first) - (last - 1) * size
    pages = [Page(last, last, tuple(newest_first[:front]))]
    for number in range(last - 1, 0, -1):
        start = front + (last - 1 - number) * size
        pages.append(Page(number, last, tuple(newest_first[start : start + size])))
    return tuple(pages)


def address(base: str, page: Page[Item]) -> str:
    """`base` (ends in “/”) for the front page, ``base/page/<n>/`` for the others."""
    return base if page.is_front else f"{base}page/{page.number}/"
