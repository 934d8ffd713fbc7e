"""What the template `catalogue` receives: plain values, as in `plugins.portal.views`."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.portal.views import FileLink, Link, Row


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value to narrow by; `count` is the number of entries on its list, `url` that list."""

    label: str
    url: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Facet:
    id: str
    title: str
    values: tuple[FacetValue, ...]


@dataclass(frozen=True, slots=True)
class CatalogueRow(Row):
    index_number: str = ""
    document_date: str = ""


@dataclass(frozen=True)
class CatalogueView:
    """One page of a list of the catalogue.

    `pages` are all pages of the list, newest first; `page_number` is this one's place among them, from 1, and
    no part of its address. `total` counts the entries of the whole list.
    """

    title: str
    url: str
    breadcrumbs: tuple[Link, ...]
    facets: tuple[Facet, ...]
    rows: tuple[CatalogueRow, ...]
    total: int
    pages: tuple[Link, ...]
    page_number: int
    downloads: tuple[FileLink, ...]
