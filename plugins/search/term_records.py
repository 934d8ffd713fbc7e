"""The records of a shard, read and changed one by one; `encoding` writes millions of the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import sub

from . import varints
from .files import Disagreement

FIELDS = 2


@dataclass(frozen=True, slots=True)
class Frequency:
    """How often a term stands in a field of a document, and how often it did."""

    field: int
    document: int
    before: int
    after: int


def split(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Each record with its term."""
    start = 0
    while start < len(data):
        names = start + 1 + data[start]
        size, body = varints.read(data, names)
        yield data[start + 1 : names].decode(), data[start : body + size]
        start = body + size


def changed(term: str, frequencies: Iterable[Frequency], record: bytes | None) -> bytes | None:
    """The record with these frequencies, None when no document has the term any more. Raises Disagreement when it
    doesn't say of them what was before."""
    fields = _fields(record) if record else [_Field([], []) for _ in range(FIELDS)]
    for one in frequencies:
        fields[one.field].change(one, term)
    if not any(field.documents for field in fields):
        return None
    columns = (column for field in fields for column in (field.deltas, field.counts))
    integers = [*(len(field.documents) for field in fields), *chain.from_iterable(columns)]
    name, body = term.encode(), varints.encode(integers)
    return bytes([len(name)]) + name + varints.encode_one(len(body)) + body


@dataclass(slots=True)
class _Field:
    """The documents and the frequencies."""

    documents: list[int]
    counts: list[int]

    @property
    def deltas(self) -> Iterator[int]:
        """The documents, each less the one before it."""
        return map(sub, self.documents, chain((0,), self.documents))

    def change(self, one: Frequency, term: str) -> None:
        at = bisect_left(self.documents, one.document)
        is_held = at < len(self.documents) and self.documents[at] == one.document
        if (self.counts[at] if is_held else 0) != one.before:
            raise Disagreement(term)
        held = slice(at, at + is_held)
        self.documents[held] = [one.document] if one.after else []
        self.counts[held] = [one.after] if one.after else []


def _fields(record: bytes) -> list[_Field]:
    _, start = varints.read(record, record[0] + 1)
    integers = varints.decode(record[start:])
    counts, rest = integers[:FIELDS], integers[FIELDS:]
    starts = accumulate((2 * count for count in counts), initial=0)
    return [_field(rest[start : start + 2 * count], count) for start, count in zip(starts, counts, strict=False)]


def _field(integers: list[int], count: int) -> _Field:
    return _Field(list(accumulate(integers[:count])), integers[count:])
