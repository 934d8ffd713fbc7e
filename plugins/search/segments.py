"""The terms of many documents at once: what `tokenise` does, with numpy and in the form that `postings` joins.

A term is one 64-bit key: its UTF-16 code units, four at most, from the left. So keys ascend as terms do in JavaScript.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from .fold import FOLDER
from .tokenise import STRETCH, Piece

Integers = NDArray[np.integer]
Units = NDArray[np.uint32]
Keys = NDArray[np.uint64]

_DROPPED, _BREAK, _PART, _EXPANDS, _UNKNOWN = 0, 0x110000, 0x110001, 0xFFFFFFFE, 0xFFFFFFFF
_END = _BREAK.to_bytes(4, "little")  # stands behind each piece, where no character can
_NEXT = _PART.to_bytes(4, "little")  # stands between its parts
_PART_BITS = np.uint64(3)  # a holder is a document and a part
_LOW = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Run:
    """Postings ordered by term and document: `counts[t]` of them belong to the term `keys[t]`. `marks` say how often the
    term stands in the document, and where (see `tokenise.mark`).

    Keys of 32 bits are the upper halves of keys whose lower half is zero: nearly all are.
    """

    keys: Integers
    counts: Integers
    documents: Integers
    marks: Integers

    @property
    def wide_keys(self) -> Keys:
        keys = self.keys.astype(np.uint64)
        return keys << np.uint64(32) if self.keys.dtype == np.uint32 else keys


@dataclass(frozen=True, slots=True)
class Segment:
    """One field of some documents, numbered from 0: their lengths in terms, and runs that share no term."""

    lengths: Integers
    runs: tuple[Run, ...]


def segment(documents: Sequence[Sequence[Piece]]) -> Segment:
    """The terms of a field of each document, which is made of pieces; no term reaches from one piece into the next."""
    units, parts = _without_parts(_units(list(chain.from_iterable(documents))))
    following = np.append(units[1:], np.uint32(_DROPPED))
    following[following == _BREAK] = 0
    holders = _holders(units, documents) << _PART_BITS | parts
    real = units != _BREAK
    is_short = real & (units < 0x10000) & (following < 0x10000)
    rare = np.flatnonzero(real & ~is_short)
    starts = _stretch_starts(units)
    short = _key(units[is_short], following[is_short]) | holders[is_short]
    keys = np.concatenate([_long_keys(units[rare], following[rare]), _stretch_keys(units, starts)])
    runs = (_short_run(short), _long_run(keys, np.concatenate([holders[rare], holders[starts]])))
    owners = np.concatenate([holders[real], holders[starts]]) >> _PART_BITS
    lengths = np.bincount(owners.astype(np.int64), minlength=len(documents))
    return Segment(lengths, tuple(run for run in runs if run.keys.size))


def term(key: int) -> str:
    """The characters of a term."""
    return key.to_bytes(8, "big").decode("utf-16-be").rstrip("\0")


def terms(keys: Keys) -> list[str]:
    text = keys.astype(">u8").tobytes().decode("utf-16-be")
    if len(text) == STRETCH * keys.size:
        return [text[at : at + STRETCH].rstrip("\0") for at in range(0, len(text), STRETCH)]
    return [term(key) for key in keys.tolist()]  # a character beyond U+FFFF is among them


def _without_parts(units: Units) -> tuple[Units, Keys]:
    """The units without the signs between parts, and the number of the part of each within its piece."""
    is_part = units == _PART
    count = np.cumsum(is_part)
    before = np.maximum.accumulate(np.where(units == _BREAK, count, 0)) if units.size else count
    return units[~is_part], (count - before)[~is_part].astype(np.uint64)


def _holders(units: Units, documents: Sequence[Sequence[Piece]]) -> Keys:
    """The document of each unit."""
    owners = np.repeat(np.arange(len(documents), dtype=np.uint64), [len(pieces) for pieces in documents])
    ends = np.flatnonzero(units == _BREAK)
    return np.repeat(owners, np.diff(ends, prepend=-1))


def _key(first: Units, second: Units) -> Keys:
    return (first.astype(np.uint64) << np.uint64(48)) | (second.astype(np.uint64) << np.uint64(32))


def _long_keys(first: Units, second: Units) -> Keys:
    """Keys of terms with a character beyond U+FFFF, which is two code units."""
    one, one_bits = _code_units(first)
    two, two_bits = _code_units(second)
    free = np.uint64(64) - one_bits
    return np.bitwise_or(one << free, two << (free - two_bits))


def _code_units(units: Units) -> tuple[Keys, Keys]:
    """Each unit in UTF-16, and its size in bits."""
    wide = units.astype(np.uint64)
    rest = wide - np.uint64(0x10000)
    surrogates = ((rest >> np.uint64(10)) + np.uint64(0xD800) << np.uint64(16)) | (
        (rest & np.uint64(0x3FF)) + np.uint64(0xDC00)
    )
    is_high = units >= 0x10000
    return np.where(is_high, surrogates, wide), np.where(is_high, np.uint64(32), np.uint64(16))


def _is_alnum(units: Units) -> NDArray[np.bool_]:
    return ((units >= 48) & (units <= 57)) | ((units >= 97) & (units <= 122))


def _stretch_starts(units: Units) -> Integers:
    alnum = _is_alnum(units)
    return np.flatnonzero(alnum[:-2] & alnum[1:-1] & alnum[2:])


def _stretch_keys(units: Units, starts: Integers) -> Keys:
    keys = np.zeros(starts.size, np.uint64)
    for offset in range(STRETCH):
        held = units[starts + offset]  # behind the last unit stands a break
        keys = (keys << np.uint64(16)) | np.where(_is_alnum(held), held, 0).astype(np.uint64)
    return keys


def _short_run(postings: Keys) -> Run:
    """From keys whose lower half is the holder."""
    entries, marks = _marked(postings)
    keys, counts = _lengths_of_runs((entries >> np.uint64(32)).astype(np.uint32))
    return Run(keys, _narrow(counts), _narrow(entries & _LOW), _narrow(marks))


def _long_run(keys: Keys, holders: Keys) -> Run:
    distinct, places = np.unique(keys, return_inverse=True)
    entries, marks = _marked((places.astype(np.uint64) << np.uint64(32)) | holders)
    _, counts = _lengths_of_runs(entries >> np.uint64(32))
    return Run(distinct, _narrow(counts), _narrow(entries & _LOW), _narrow(marks))


def _marked(postings: Keys) -> tuple[Keys, Integers]:
    """From the term and the holder of each: the term and the document of each, once, with their marks."""
    postings.sort()
    entries, counts = _lengths_of_runs(postings)
    half = np.uint64(32)
    whole = (entries >> half << half) | ((entries & _LOW) >> _PART_BITS)
    bits = np.left_shift(1, (entries & np.uint64(7)).astype(np.int64))
    firsts = np.flatnonzero(np.append(True, whole[1:] != whole[:-1])[: whole.size])
    if not firsts.size:
        return whole, counts
    return whole[firsts], (np.add.reduceat(counts, firsts) - 1) << 8 | np.bitwise_or.reduceat(bits, firsts)


def _lengths_of_runs(ordered: NDArray) -> tuple[NDArray, Integers]:
    """The distinct values, and how many of each there are."""
    firsts = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1])[: ordered.size])
    return ordered[firsts], np.diff(firsts, append=ordered.size)


def _narrow(values: Integers) -> Integers:
    return values.astype(np.min_scalar_type(int(values.max(initial=0))))


class _Table:
    """`FOLDER` as a table of code points, filled with those that were met."""

    def __init__(self) -> None:
        self.units = np.full(_PART + 1, _UNKNOWN, np.uint32)
        self.units[_BREAK], self.units[_PART] = _BREAK, _PART

    def fold(self, points: Units) -> Units:
        folded = self.units[points]
        if folded.max(initial=0) == _UNKNOWN:
            self._learn(set(points[folded == _UNKNOWN].tolist()))
            folded = self.units[points]
        if folded.max(initial=0) == _EXPANDS:
            folded = self._expanded(points, folded)
        return folded[folded != _DROPPED]

    def _learn(self, points: set[int]) -> None:
        for point in points:
            units = FOLDER[point]
            self.units[point] = _EXPANDS if len(units) > 1 else ord(units or "\0")

    @staticmethod
    def _expanded(points: Units, folded: Units) -> Units:
        places = np.flatnonzero(folded == _EXPANDS)
        expansions = [FOLDER[point] for point in points[places].tolist()]
        sizes = np.ones(folded.size, np.int64)
        sizes[places] = [len(units) for units in expansions]
        out = np.repeat(folded, sizes)
        units = np.frombuffer("".join(expansions).encode("utf-32-le"), "<u4")
        out[out == _EXPANDS] = units
        return out


_TABLE = _Table()


def _units(pieces: Sequence[Piece]) -> Units:
    """The units of all pieces, each followed by a break, with a sign between the parts of each."""
    parted = (_NEXT.join([part.encode("utf-32-le", "surrogatepass") for part in piece]) for piece in pieces)
    data = _END.join([*parted, b""])
    return _TABLE.fold(np.frombuffer(data, "<u4"))
