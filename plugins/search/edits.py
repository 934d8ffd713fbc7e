"""What is different after an edit? At some places stands another document, or the same one with another text.

A document that comes or goes moves those behind it by one place. The newest stand last and are the ones that come, so
mostly few are moved: at the place of each stands another document then.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, zip_longest
from typing import TypeVar

from .documents import ABSENT, Row, row
from .files import Disagreement, Last
from .pieces import body_pieces, text_files, texts_in
from .records import SearchRecord
from .state import Held, Reading
from .tokenise import field_terms

Value = TypeVar("Value")

Terms = Sequence[Mapping[str, int]]
"""The mark of each term in each field of one document (see `tokenise.mark`)."""

Shift = tuple[int, Value | None, Value | None]
"""A place in a column, what stood there, and what stands there now; None beyond the end."""

LONGEST_TAIL = 10
"""When more documents are moved, a whole build is the shorter way."""


@dataclass(frozen=True, slots=True)
class Edit:
    """What stood at a place and what stands there now, with its text files; no terms where they are the same."""

    place: int
    old: Row
    new: Row
    files: Mapping[str, bytes]
    before: Terms
    after: Terms

    def shift(self, value_of: Callable[[Row], Value]) -> Shift[Value]:
        """What this means for a column of values."""
        old, new = (value_of(row) if row.texts else None for row in (self.old, self.new))
        return self.place, old, new


def renewed_column(column: Iterable[Value], shifts: Iterable[Shift[Value]]) -> list[Value]:
    """The column after shifts at ascending places. Raises Disagreement when something else stood there."""
    renewed: list[Value | None] = list(column)
    for place, old, new in shifts:
        if (renewed[place] if place < len(renewed) else None) != old:
            raise Disagreement(f"place {place}")
        renewed[place : place + 1] = [new]
    return [value for value in renewed if value is not None]


class _Version:
    """A document as it was or as it is; `read` gives its text files by path."""

    def __init__(self, row: Row, read: Callable[[], Mapping[str, bytes]]) -> None:
        self.row, self._read = row, read

    @cached_property
    def files(self) -> Mapping[str, bytes]:
        return self._read()

    @cached_property
    def terms(self) -> Terms:
        texts = texts_in(self.files, self.row.texts) or ("",)
        return field_terms([[self.row.title]]), field_terms(body_pieces(texts, self.row.numbers))


_NONE = _Version(ABSENT, dict)


def edits_of(last: Last, state: Reading, records: Sequence[SearchRecord], removed: Collection[str]) -> list[Edit]:
    """The edits by place. Raises Disagreement when a document is not known, or when too many are moved."""
    return _Editing(last, state, records, removed).edits()


class _Editing:
    """`old` are the documents as they were, of which `new` and `removed` speak, by key."""

    def __init__(
        self, last: Last, state: Reading, records: Sequence[SearchRecord], removed: Collection[str]
    ) -> None:
        self.last, self.state, self.removed = last, state, frozenset(removed)
        self.count = state.head().documents
        self.new = {record.key: _version(record) for record in records}
        self.old = {key: held for key in {*self.new, *removed} if (held := state.find(key))}
        if len(self.new) < len(records) or not self.removed <= self.old.keys() - self.new.keys():
            raise Disagreement("two records for one document, or none")

    def edits(self) -> list[Edit]:
        start = min([self.count, *(self._first_moved(key) for key in {*self.new, *self.removed})])
        tail = self._tail(start)
        while (place := self._misplaced(start, tail)) is not None:
            start = place
            tail = self._tail(start)
        pairs = [(place, *self._pair(self.state.at(place))) for place in self._staying(start)]
        pairs += [(start + place, old, new) for place, (old, new) in enumerate(tail) if old is not new]
        return [_edit(*pair) for pair in pairs]

    def _staying(self, start: int) -> list[int]:
        """The places of edited documents that stand where they stood."""
        return sorted(held.place for held in self.old.values() if held.place < start)

    def _first_moved(self, key: str) -> int:
        """The first place where another document stands because of this one."""
        held, new = self.old.get(key), self.new.get(key)
        if held is None or new is None:
            return self._place_for(new.row) if new else self.old[key].place
        return self.count if self._fits(held, new.row) else min(held.place, self._place_for(new.row))

    def _fits(self, held: Held, row: Row) -> bool:
        """Whether a document stays between its neighbours."""
        return row.order == held.row.order or _is_ascending(self._orders_around(held.place, self.count))

    def _orders_around(self, place: int, count: int) -> list[tuple[str, str]]:
        """Of the document at a place and its neighbours, as far as they are among the first `count`."""
        return [self._order(at) for at in (place - 1, place, place + 1) if 0 <= at < count]

    def _order(self, place: int) -> tuple[str, str]:
        row = self.state.at(place).row
        return self.new[row.key].row.order if row.key in self.new else row.order

    def _place_for(self, row: Row) -> int:
        place = bisect_left(range(self.count), row.order, key=lambda at: self.state.at(at).row.order)
        if row.key not in self.old and place < self.count and self.state.at(place).row.key == row.key:
            raise Disagreement(row.key)
        return place

    def _tail(self, start: int) -> list[tuple[_Version, _Version]]:
        """What stood and what stands at each place from `start` on."""
        if self.count - start > LONGEST_TAIL:
            raise Disagreement("too many documents are moved")
        held = [self.state.at(place) for place in range(start, self.count)]
        pairs = [self._pair(one) for one in held]
        added = [new for key, new in self.new.items() if key not in self.old]
        after = [*(new for _, new in pairs if new is not _NONE), *added]
        after.sort(key=lambda version: version.row.order)
        return list(zip_longest((old for old, _ in pairs), after, fillvalue=_NONE))

    def _pair(self, held: Held) -> tuple[_Version, _Version]:
        """A document as it was and as it is."""
        old = _Version(held.row, lambda: {path: self.last.data(path) for path in held.row.texts})
        return old, _NONE if held.row.key in self.removed else self.new.get(held.row.key, old)

    def _misplaced(self, start: int, tail: Sequence[tuple[_Version, _Version]]) -> int | None:
        """The place of a document that would stay, but not between those that come to stand around it."""
        first = [new.row.order for _, new in tail[:1] if new is not _NONE]
        for place in self._staying(start):
            following = first if place + 1 == start else []
            if not _is_ascending([*self._orders_around(place, start), *following]):
                return place
        return None


def _version(record: SearchRecord) -> _Version:
    text = text_files(record)
    return _Version(row(record, text.paths), lambda: text.data)


def _is_ascending(orders: Sequence[tuple[str, str]]) -> bool:
    return all(one < other for one, other in pairwise(orders))


def _edit(place: int, old: _Version, new: _Version) -> Edit:
    is_same = _searched(old.row) == _searched(new.row)
    before, after = ((), ()) if is_same else (old.terms, new.terms)
    return Edit(place, old.row, new.row, new.files, before, after)


def _searched(row: Row) -> tuple[str, list[str], list[str]]:
    return row.title, row.numbers, row.texts
