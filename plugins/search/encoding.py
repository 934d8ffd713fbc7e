"""How do postings become bytes? Variable-length integers, seven bits a byte, least significant first.

A record: the term (length in bytes, UTF-8), the length of the rest in bytes, the number of documents of each
field, then field by field the documents (each less the one before it) and the marks (see `tokenise.mark`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .directory import Records
from .postings import FieldPostings, Postings, within
from .segments import Integers

Bytes = NDArray[np.uint8]


def varints(values: Sequence[int] | Integers) -> bytes:
    """Non-negative integers, one after another."""
    return _encode(np.asarray(values, np.int64))[0].tobytes()


def term_records(postings: Postings) -> Records:
    """One record for each term."""
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
    data, ends_of_records = _interleave(columns)
    return Records(postings.terms, data.tobytes(), [0, *ends_of_records.tolist()])


def _interleave(columns: Sequence[tuple[Bytes, Integers]]) -> tuple[Bytes, Integers]:
    """Row by row, what each column holds for the row, and where the rows end: a column is its bytes and how many
    each row has."""
    row_sizes = sum(sizes for _, sizes in columns)
    ends = np.cumsum(row_sizes)
    data = np.empty(ends[-1] if ends.size else 0, np.uint8)
    place = ends - row_sizes
    for column, sizes in columns:
        data[np.repeat(place, sizes) + within(sizes)] = column
        place = place + sizes
    return data, ends


def _integers(fields: Sequence[FieldPostings]) -> tuple[Integers, Integers]:
    """All records' integers, and where each record starts among them (one start more than records)."""
    width = len(fields)
    counts = np.array([field.counts for field in fields])
    starts = np.concatenate([[0], np.cumsum(width + 2 * counts.sum(axis=0))])
    stream = np.empty(starts[-1], np.uint32)
    place = starts[:-1] + width
    for number, field in enumerate(fields):
        stream[starts[:-1] + number] = field.counts
        inner = within(field.counts)
        at = np.repeat(place, field.counts) + inner
        stream[at] = _deltas(field, inner)
        stream[at + np.repeat(field.counts, field.counts)] = field.marks
        place = place + 2 * field.counts
    return stream, starts


def _deltas(field: FieldPostings, inner: Integers) -> Integers:
    before = np.concatenate([[0], field.documents[:-1]]) if field.documents.size else field.documents
    return np.where(inner == 0, field.documents, field.documents - before)


def _encode(values: Integers) -> tuple[Bytes, Integers]:
    """The bytes, and the offset of each value in them (one offset more than values)."""
    if values.max(initial=0) < 128:
        return values.astype(np.uint8), np.arange(values.size + 1)
    large = np.flatnonzero(values > 127)
    lengths = np.ones(values.size, np.int64)
    rest, places = values[large] >> 7, large
    while places.size:
        lengths[places] += 1
        rest, places = rest >> 7, places[rest > 127]
        rest = rest[rest > 0]
    offsets = np.concatenate([[0], np.cumsum(lengths)])
    out = np.empty(offsets[-1], np.uint8)
    out[offsets[:-1]] = (values & 127) | np.where(lengths > 1, 128, 0)
    rest, places = values[large] >> 7, offsets[large] + 1
    while places.size:
        more = rest > 127
        out[places] = (rest & 127) | np.where(more, 128, 0)
        rest, places = rest[more] >> 7, places[more] + 1
    return out, offsets
