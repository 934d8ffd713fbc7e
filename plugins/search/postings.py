"""Which documents hold which term, how often? All terms of all documents, in the order JavaScript sorts in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .tokenise import FieldTerms, Keys, term

Integers = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class FieldPostings:
    """One field's postings, ordered by term and document; `counts[t]` of them belong to term t."""

    counts: Integers
    documents: Integers
    frequencies: Integers

    def part(self, start: int, stop: int) -> FieldPostings:
        """Those of the terms from `start` to before `stop`."""
        first, last = self.counts[:start].sum(), self.counts[:stop].sum()
        return FieldPostings(self.counts[start:stop], self.documents[first:last], self.frequencies[first:last])


@dataclass(frozen=True, slots=True)
class Postings:
    """`terms` ascend by UTF-16 code unit: lunr.js refuses an index whose terms JavaScript finds unsorted."""

    terms: tuple[str, ...]
    fields: tuple[FieldPostings, ...]

    def parts(self, size: int) -> Iterator[Postings]:
        """The same in stretches of at most `size` terms."""
        for start in range(0, len(self.terms), size):
            stop = min(start + size, len(self.terms))
            yield Postings(self.terms[start:stop], tuple(field.part(start, stop) for field in self.fields))


def invert(fields: Sequence[Sequence[FieldTerms]]) -> Postings:
    """Postings from the terms of each field of each document: `fields[f][document]`."""
    distinct = np.unique(np.concatenate([np.empty(0, np.uint64), *(t.keys for f in fields for t in f)]))
    decoded = [term(key) for key in distinct.tolist()]
    order = sorted(range(len(decoded)), key=lambda place: decoded[place].encode("utf-16-be"))
    ranks = np.empty(len(order), np.int64)
    ranks[order] = np.arange(len(order))
    return Postings(
        tuple(decoded[place] for place in order),
        tuple(_invert_field(field, distinct, ranks) for field in fields),
    )


def _invert_field(documents: Sequence[FieldTerms], distinct: Keys, ranks: Integers) -> FieldPostings:
    sizes = [terms.keys.size for terms in documents]
    keys = np.concatenate([np.empty(0, np.uint64), *(terms.keys for terms in documents)])
    frequencies = np.concatenate([np.empty(0, np.uint32), *(terms.frequencies for terms in documents)])
    rank = ranks[np.searchsorted(distinct, keys)].astype(np.int32)
    order = np.argsort(rank, kind="stable")
    return FieldPostings(
        np.bincount(rank, minlength=len(ranks)),
        np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)[order],
        frequencies[order],
    )
