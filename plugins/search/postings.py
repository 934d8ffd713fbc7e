"""Which documents hold which term, how often? The runs of all segments joined, some terms at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, pairwise

import numpy as np

from .segments import Integers, Keys, Run, Segment, terms

_AT_A_TIME = 1 << 19  # postings: the work on them needs some hundred times as many bytes


@dataclass(frozen=True, slots=True)
class FieldPostings:
    """One field's postings, ordered by term and document; `counts[t]` of them belong to term t."""

    counts: Integers
    documents: Integers
    marks: Integers


@dataclass(frozen=True, slots=True)
class Postings:
    """`terms` ascend by UTF-16 code unit."""

    terms: Sequence[str]
    fields: tuple[FieldPostings, ...]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A run with the places of its terms among all, where each term's postings begin, and its first document."""

    ranks: Integers
    starts: Integers
    run: Run
    base: int


def invert(fields: Sequence[Sequence[Segment]]) -> Iterator[Postings]:
    """The postings of all documents: of each field the segments, which follow one another by document."""
    vocabulary = _distinct([run.wide_keys for field in fields for segment in field for run in segment.runs])
    ranked = [tuple(_ranked(field, vocabulary)) for field in fields]
    for start, stop in _parts(vocabulary.size, list(chain.from_iterable(ranked))):
        postings = tuple(_joined(field, start, stop) for field in ranked)
        yield Postings(terms(vocabulary[start:stop]), postings)


def _distinct(columns: Sequence[Keys]) -> Keys:
    keys = np.concatenate([np.empty(0, np.uint64), *columns])
    keys.sort()
    return keys[np.append(True, keys[1:] != keys[:-1])[: keys.size]]


def _ranked(segments: Sequence[Segment], vocabulary: Keys) -> Iterator[_Ranked]:
    bases = accumulate((segment.lengths.size for segment in segments), initial=0)
    for segment, base in zip(segments, bases, strict=False):
        for run in segment.runs:
            ranks = np.searchsorted(vocabulary, run.wide_keys).astype(np.int32)
            starts = np.concatenate([[0], np.cumsum(run.counts, dtype=np.int64)]).astype(np.uint32)
            yield _Ranked(ranks, starts, run, base)


def _parts(size: int, runs: Sequence[_Ranked]) -> Iterator[tuple[int, int]]:
    """Stretches of terms with about so many postings."""
    counts = np.zeros(size, np.int64)
    for one in runs:
        counts[one.ranks] += one.run.counts
    parts = np.cumsum(counts) // _AT_A_TIME
    edges = [0, *(np.flatnonzero(np.diff(parts)) + 1).tolist(), size]
    return ((start, stop) for start, stop in pairwise(edges) if start < stop)


def _joined(runs: Sequence[_Ranked], start: int, stop: int) -> FieldPostings:
    slices = [(one, *np.searchsorted(one.ranks, (start, stop)).tolist()) for one in runs]
    counts = np.zeros(stop - start, np.int64)
    for one, first, last in slices:
        counts[one.ranks[first:last] - start] += one.run.counts[first:last]
    free = np.cumsum(counts) - counts
    documents = np.empty(counts.sum(), np.int32)
    marks = np.empty(documents.size, np.uint32)
    for one, first, last in slices:
        ranks, sizes = one.ranks[first:last] - start, one.run.counts[first:last].astype(np.int64)
        held = slice(one.starts[first], one.starts[last])
        places = np.repeat(free[ranks], sizes) + within(sizes)
        documents[places] = one.run.documents[held].astype(np.int32) + one.base
        marks[places] = one.run.marks[held]
        free[ranks] += sizes
    return FieldPostings(counts, documents, marks)


def within(counts: Integers) -> Integers:
    """0, 1, 2 … for each row's members."""
    firsts = np.cumsum(counts) - counts
    return np.arange(counts.sum()) - np.repeat(firsts, counts)
