"""How do postings become bytes? Variable-length integers, seven bits a byte, least significant first.

A record: the term (length in bytes, UTF-8), the length of the rest in bytes, the number of documents of each
field, then field by field the documents (each less the one before it) and the frequencies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .postings import FieldPostings, Integers, Postings

Bytes = NDArray[np.uint8]
_TERMS_AT_A_TIME = 1 << 14


@dataclass(frozen=True, slots=True)
class Records:
    """Records one after another: record r is `data[offsets[r]:offsets[r + 1]]`."""

    names: Sequence[str]
    data: bytes
    offsets: Sequence[int]


def varints(values: Sequence[int] | Integers) -> bytes:
    """Non-negative integers, one after another."""
    return _encode(np.asarray(values, np.int64))[0].tobytes()


def join(names: Sequence[str], records: Sequence[bytes]) -> Records:
    ends = np.cumsum([0, *(len(record) for record in records)])
    return Records(names, b"".join(records), ends.tolist())


def term_records(postings: Postings) -> Records:
    """One record for each term; made of so many terms at a time, for the work needs much memory."""
    chunks = [_chunk(part) for part in postings.parts(_TERMS_AT_A_TIME)]
    sizes = np.concatenate([np.zeros(1, np.int64), *(np.diff(offsets) for _, offsets in chunks)])
    return Records(postings.terms, b"".join(data for data, _ in chunks), np.cumsum(sizes).tolist())


def _chunk(postings: Postings) -> tuple[bytes, Integers]:
    stream, starts = _integers(postings.fields)
    body, ends = _encode(stream)
    body_sizes = np.diff(ends[starts])
    names = [term.encode() for term in postings.terms]
    name_sizes = np.fromiter(map(len, names), np.int64, len(names))
    sizes, size_ends = _encode(body_sizes)
    columns = [
        (name_sizes.astype(np.uint8), np.ones(len(names), np.int64)),
        (np.frombuffer(b"".join(names), np.uint8), name_sizes),
        (sizes, np.diff(size_ends)),
        (body, body_sizes),
    ]
    data, offsets = _interleave(columns)
    return data.tobytes(), offsets


def _interleave(columns: Sequence[tuple[Bytes, Integers]]) -> tuple[Bytes, Integers]:
    """Row by row, what each column holds for the row: a column is its bytes and how many each row has."""
    offsets = np.concatenate([[0], np.cumsum(sum(sizes for _, sizes in columns))])
    data = np.empty(offsets[-1], np.uint8)
    place = offsets[:-1]
    for column, sizes in columns:
        data[np.repeat(place, sizes) + _within(sizes)] = column
        place = place + sizes
    return data, offsets


def _integers(fields: Sequence[FieldPostings]) -> tuple[Integers, Integers]:
    """All records' integers, and where each record starts among them (one start more than records)."""
    width = len(fields)
    counts = np.array([field.counts for field in fields])
    starts = np.concatenate([[0], np.cumsum(width + 2 * counts.sum(axis=0))])
    stream = np.empty(starts[-1], np.int64)
    place = starts[:-1] + width
    for number, field in enumerate(fields):
        stream[starts[:-1] + number] = field.counts
        within = _within(field.counts)
        at = np.repeat(place, field.counts) + within
        stream[at] = _deltas(field, within)
        stream[at + np.repeat(field.counts, field.counts)] = field.frequencies
        place = place + 2 * field.counts
    return stream, starts


def _within(counts: Integers) -> Integers:
    """0, 1, 2 … for each row's members."""
    firsts = np.cumsum(counts) - counts
    return np.arange(counts.sum()) - np.repeat(firsts, counts)


def _deltas(field: FieldPostings, within: Integers) -> Integers:
    before = np.concatenate([[0], field.documents[:-1]]) if field.documents.size else field.documents
    return np.where(within == 0, field.documents, field.documents - before)


def _encode(values: Integers) -> tuple[Bytes, Integers]:
    """The bytes, and the offset of each value in them (one offset more than values)."""
    lengths = np.ones(values.size, np.int64)
    rest = values >> 7
    while rest.any():
        lengths += rest > 0
        rest >>= 7
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    out = np.empty(offsets[-1], np.uint8)
    for index in range(int(lengths.max(initial=0))):
        chosen = lengths > index
        more = np.where(lengths[chosen] > index + 1, 128, 0)
        out[offsets[:-1][chosen] + index] = ((values[chosen] >> (7 * index)) & 127) | more
    return out, offsets
