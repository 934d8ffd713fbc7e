"""By which values can the catalogue be narrowed, and which records has each? One pass over the records.

Department, topic (first level), genre, year and column list the works, each by the version that applies;
有效性 lists every version, for the old ones are what 已修改 means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_uppercase

from plugins.gazette.addresses import segment
from plugins.gazette.letters import OTHERS, first_letter
from plugins.gazette.validity import Status
from plugins.gazette.vocabularies import Vocabularies

from .records import CatalogueRecord

ROOT = "catalogue/"


@dataclass(frozen=True, slots=True)
class Term:
    """One value of a facet: `id` is its part of the address, `label` what the reader sees."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class FacetDefinition:
    """`read` gives the term of a record, or None where the record has none."""

    id: str
    title: str
    read: Callable[[CatalogueRecord], Term | None]
    all_versions: bool = False


@dataclass(frozen=True, slots=True)
class Selection:
    """A value and its records, newest first."""

    facet: FacetDefinition
    term: Term
    records: tuple[CatalogueRecord, ...]

    @property
    def url(self) -> str:
        return address(self.facet.id, self.term.id)


Pair = tuple[Term, list[CatalogueRecord]]


def address(facet: str, term: str) -> str:
    return f"{ROOT}{facet}/{term}/"


def _named(label: str) -> Term | None:
    return _term(label, label) if label else None


@lru_cache(maxsize=4096)
def _term(name: str, label: str) -> Term:
    """Ten thousand records have a few hundred terms."""
    return Term(segment(name), label)


def _year(record: CatalogueRecord) -> Term | None:
    return _named(str(record.day.year)) if record.day.year > 1 else None


def _status(record: CatalogueRecord) -> Term | None:
    return _term(record.status.id, record.status.value) if record.status else None


FACETS = (
    FacetDefinition("department", "发布机构", lambda record: _named(record.publisher)),
    FacetDefinition("topic", "主题分类", lambda record: _named(record.top_topic)),
    FacetDefinition("genre", "体裁", lambda record: _named(record.genre)),
    FacetDefinition("year", "年份", _year),
    FacetDefinition("validity", "有效性", _status, all_versions=True),
    FacetDefinition("column", "栏目", lambda record: _term(record.column.id, record.column.name)),
    FacetDefinition("letter", "标题首字母", lambda record: _named(first_letter(record.title))),
)


def select(records: Iterable[CatalogueRecord], words: Vocabularies) -> tuple[tuple[Selection, ...], ...]:
    """For each facet its selections, in the order of the vocabulary (years: newest first).

    Values that share an address are one; the first record's word is its label.
    """
    found: dict[str, dict[str, Pair]] = {facet.id: {} for facet in FACETS}
    for record in records:
        for facet in FACETS:
            if (record.current or facet.all_versions) and (term := facet.read(record)) is not None:
                found[facet.id].setdefault(term.id, (term, []))[1].append(record)
    orders = _orders(words)
    return tuple(
        tuple(
            Selection(facet, term, tuple(chosen))
            for term, chosen in _in_order(found[facet.id].values(), orders.get(facet.id, {}))
        )
        for facet in FACETS
    )


def _in_order(pairs: Iterable[Pair], order: Mapping[str, int]) -> Iterable[Pair]:
    """Known words as the vocabulary has them, then the others by name; without a vocabulary, as first met."""
    return (
        sorted(pairs, key=lambda pair: (order.get(pair[0].id, len(order)), pair[0].label)) if order else pairs
    )


def _orders(words: Vocabularies) -> dict[str, dict[str, int]]:
    ids: dict[str, Iterable[str]] = {
        "letter": (*ascii_uppercase, segment(OTHERS)),
        "department": (segment(department.name) for department in words.departments),
        "topic": (segment(topic.top) for topic in words.topics),
        "genre": (segment(genre.name) for genre in words.genres),
        "validity": (status.id for status in Status),
        "column": (segment(column.id) for column in words.columns),
    }
    return {
        facet: {name: place for place, name in enumerate(dict.fromkeys(names))}
        for facet, names in ids.items()
    }
