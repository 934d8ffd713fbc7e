"""What search knows of one published page: the input of the builder, whatever the kind of document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from plugins.gazette.body import Clause

__all__ = ["Clause", "FacetValue", "Pending", "SearchRecord"]

FacetValue = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """One page that can be found.

    `key` is unique and never changes (the 索引号, else the source path). `url` is relative to the root of
    the site: `policies/2016/x/`. `date` is ISO 8601. `serial` orders the records so that a new one comes
    last: the document ids follow it, and an id that moves rewrites every shard. `clauses` hold every
    character of the page's text. `number` is shown, `each_number` holds the several of a joint document.
    `current` is False for a version that a later one of the same work has replaced: it is found, after
    those in force.
    """

    key: str
    url: str
    title: str
    date: str
    serial: str
    clauses: tuple[Clause, ...] = ()
    number: str | None = None
    index_number: str | None = None
    facets: Mapping[str, FacetValue] = field(default_factory=dict)
    current: bool = True
    each_number: tuple[str, ...] = ()

    @property
    def numbers(self) -> tuple[str, ...]:
        """The official numbers (文号, 索引号) by which the page may be asked for."""
        found = (self.number, *self.each_number, self.index_number)
        return tuple(dict.fromkeys(number for number in found if number))


@dataclass(frozen=True, slots=True)
class Pending:
    """A record that is made when its turn comes: ten thousand texts need not lie in memory."""

    serial: str
    key: str
    make: Callable[[], SearchRecord]
