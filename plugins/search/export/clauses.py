"""What does a search server get of each page? One entry for each clause, with all that a result shows and filters by.

A server that finds clauses does not see a phrase that runs on from one into the next. So every clause also has, in
`across`, its end and the beginning of the next one: a phrase of up to `REACH` + 1 units stands in one of the two.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.gazette.body import Clause
from plugins.gazette.works import work_key
from plugins.search.fold import FOLDER
from plugins.search.records import SearchRecord

FACETS = ("department", "topic", "genre", "year", "validity", "kind")
REACH = 30
"""Units that are taken from either side of the line between two clauses."""


@dataclass(frozen=True, slots=True)
class ClauseEntry:
    """`record` is the page, `clause` the text at `place` in it; a page without any text has one entry with none."""

    record: SearchRecord
    clause: Clause
    place: int
    across: str

    @property
    def document(self) -> str:
        """A short name for the version: the same in every export, and of letters that every server takes."""
        return hashlib.sha256(self.record.key.encode("utf-8")).hexdigest()[:24]

    @property
    def id(self) -> str:
        return f"{self.document}-{self.place}"

    @property
    def numbers(self) -> list[str]:
        """文号 and 索引号 folded like a query, each also without its last 号."""
        folded = [FOLDER.text(number) for number in self.record.numbers]
        return list(dict.fromkeys(name for number in folded for name in (number, number.removesuffix("号")) if name))

    def fields(self) -> dict[str, object]:
        """What both servers keep, without fields that are empty."""
        record, clause = self.record, self.clause
        values = {
            "document": self.document,
            "place": self.place,
            "work": work_key(record.key),
            "version": record.key,
            "current": record.current,
            "url": record.url,
            "title": record.title,
            "anchor": clause.anchor,
            "label": clause.label,
            "text": clause.text,
            "date": record.date,
            "number": record.number,
            "index_number": record.index_number,
            **{name: _values(record, name) for name in FACETS},
        }
        return {name: value for name, value in values.items() if value not in (None, "", [])}


def entries(record: SearchRecord) -> Iterator[ClauseEntry]:
    """The entries of one page, in the order of its text."""
    clauses = record.clauses or (Clause("", "", ""),)
    for place, (clause, across) in enumerate(zip(clauses, _across(clauses), strict=True)):
        yield ClauseEntry(record, clause, place, across)


def _across(clauses: Sequence[Clause]) -> list[str]:
    """The units around the end of each clause; of what follows as many as there are, were it several short clauses."""
    found, following = list[str](), ""
    for units in (FOLDER.text(clause.text) for clause in reversed(clauses)):
        found.append(units[-REACH:] + following if following else "")
        following = (units + following)[:REACH]
    return found[::-1]


def _values(record: SearchRecord, facet: str) -> list[str]:
    value = record.facets.get(facet, ())
    return [one for one in ((value,) if isinstance(value, str) else value) if one]
