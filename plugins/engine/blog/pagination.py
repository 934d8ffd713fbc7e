"""Which part of a list is on which page, and at which address? Pelican's way, and one by which pages stay what they are.

In Pelican's way the newest are on page 1, so one new document moves all others. In the stable way pages are numbered
from the oldest: a full page keeps its number, address and documents. The list's own address shows the newest, and takes
a page's worth more before it gives one off.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pelican.paginator import Page as StockPage
from pelican.paginator import Paginator as StockPaginator

from .reads import Reads


class Paginator(StockPaginator):
    """Notes what a page asks of the whole list. `variable` is the name by which templates know it."""

    def __init__(
        self, name: str, url: str, items: Sequence[Any], settings: Mapping[str, Any], per_page: int, reads: Reads, variable: str
    ) -> None:
        self._reads, self._variable = reads, variable
        super().__init__(name, url, items, settings, per_page or None)

    @property
    def object_list(self) -> Sequence[Any]:
        self._reads.part(f"{self._variable}_paginator", "object_list")
        return self._items

    @object_list.setter
    def object_list(self, items: Sequence[Any]) -> None:
        self._items = items

    @property
    def count(self) -> int:
        self._reads.part(f"{self._variable}_paginator", "count")
        return len(self._items)

    @property
    def num_pages(self) -> int:
        self._reads.part(f"{self._variable}_paginator", "num_pages")
        return self._pages()

    def _pages(self) -> int:
        hits = max(1, len(self._items) - self.orphans)
        return -int(-hits // (self.per_page or 1))

    @property
    def page_range(self) -> list[int]:
        return list(range(1, self.num_pages + 1))

    def page(self, number: int) -> Page:
        bottom = (number - 1) * self.per_page
        top = bottom + self.per_page
        return self._page(number, bottom, len(self._items) if top + self.orphans >= self.count else top)

    def _page(self, number: int, bottom: int, top: int) -> Page:
        kind = StablePage if isinstance(self, StablePaginator) else Page
        return kind(self, number, self.object_list[bottom:top])

    def series(self) -> list[int]:
        """The numbers of the pages, from the one at the list's own address on."""
        return list(range(1, self._pages() + 1))


class StablePaginator(Paginator):
    """Numbers pages from the oldest."""

    def _pages(self) -> int:
        return max(1, len(self._items) // (self.per_page or 1))

    def page(self, number: int) -> Page:
        count, pages = self.count, self._pages()
        top = count - (number - 1) * self.per_page
        return self._page(number, 0 if number == pages else top - self.per_page, top)

    def series(self) -> list[int]:
        return list(range(self._pages(), 0, -1))


class Page(StockPage):
    """`role` is the variable by which a template knows it."""

    number: int

    def __init__(self, paginator: Paginator, number: int, items: Sequence[Any]) -> None:
        self.role = ""
        super().__init__(paginator.name, paginator.url, items, number, paginator, paginator.settings)

    @property
    def object_list(self) -> Sequence[Any]:
        self.paginator._reads.part(self.role, "object_list")
        return self._items

    @object_list.setter
    def object_list(self, items: Sequence[Any]) -> None:
        self._items = items


class StablePage(Page):
    """The next page is the one with older documents, whose number is lower."""

    def has_next(self) -> bool:
        return bool(self.number > 1)

    def has_previous(self) -> bool:
        return bool(self.number < self.paginator.num_pages)

    def next_page_number(self) -> int:
        return int(self.number) - 1

    def previous_page_number(self) -> int:
        return int(self.number) + 1

    def start_index(self) -> int:
        return 0 if self.paginator.count == 0 else self.end_index() - len(self.object_list) + 1

    def end_index(self) -> int:
        return int(self.paginator.count - (self.number - 1) * self.paginator.per_page)

    def _from_settings(self, key: str) -> Any:
        """The first page has the list's own address, the others those of pages that are not the first."""
        own, pages = self.number, self.paginator.num_pages
        if own == pages:
            self.number = 1
            try:
                return super()._from_settings(key)
            finally:
                self.number = own
        rules = [rule for rule in self.settings["PAGINATION_PATTERNS"] if rule.min_page == -1 and own == 1]
        rules = rules or [rule for rule in self.settings["PAGINATION_PATTERNS"] if 0 <= rule.min_page <= max(own, 2)]
        given = {"save_as": self.full_name, "url": self.base_url, "name": self.name, "base_name": self.base_name}
        text = str(getattr(rules[-1], key)).format(**given, extension=self.extension, number=own)
        return text.removeprefix("/")

    url = property(lambda self: self._from_settings("URL"))
    save_as = property(lambda self: self._from_settings("SAVE_AS"))


def pages(paginators: Mapping[str, Paginator]) -> list[dict[str, Any]]:
    """What the templates are told of each page of lists that run side by side, from the lists' own address on."""
    made: list[dict[str, Any]] = []
    numbers = next(iter(paginators.values())).series()
    held = {key: [paginator.page(number) for number in numbers] for key, paginator in paginators.items()}
    for at in range(len(numbers)):
        told: dict[str, Any] = {}
        for key, paginator in paginators.items():
            row = held[key]
            told[f"{key}_paginator"] = paginator
            told[f"{key}_page"] = _in_role(row[at], f"{key}_page")
            told[f"{key}_previous_page"] = _in_role(row[at - 1], f"{key}_previous_page") if at else None
            told[f"{key}_next_page"] = _in_role(row[at + 1], f"{key}_next_page") if at + 1 < len(row) else None
        made.append(told)
    return made


def _in_role(page: Page, role: str) -> Page:
    copy = type(page).__new__(type(page))
    copy.__dict__.update(page.__dict__, role=role)
    return copy
