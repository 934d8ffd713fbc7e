"""Which terms make a text findable? (The tokeniser b2; `tokenise.js` is its twin.)

Of the units u1 … un of a text: every pair of neighbours, and the last unit alone, so that a character
stands in a text exactly as often as terms of one or two units begin with it. Neither punctuation nor a
space parts neighbours: a phrase is found however it was punctuated, and every span of two units or more,
wherever it begins and ends, has all its pairs in the text. Runs of three ASCII letters or digits or more
also give each stretch of four and their last three, or 2016 would be found wherever 20, 01 and 16 are.

A term is one 64-bit integer while the index is built: one or two code points of 21 bits, or the four bytes
of a stretch below a flag.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .fold import FOLDER, Units

TOKENISER = "b2.1"
"""Named in the manifest and in the cache's keys: change it with any change of the terms."""

Keys = NDArray[np.uint64]

STRETCH = 4
_POINT_BITS, _BYTE_BITS = 21, 8
_STRETCH_FLAG = 1 << 62


@dataclass(frozen=True, slots=True)
class FieldTerms:
    """The terms of one field: distinct keys, ascending, and how often each stands there."""

    keys: Keys
    frequencies: NDArray[np.uint32]

    @property
    def length(self) -> int:
        """How many terms the field has, repeated ones counted: lunr's field length."""
        return int(self.frequencies.sum())


def field_terms(pieces: Iterable[str]) -> FieldTerms:
    """The terms of a field that is made of pieces; no term reaches from one piece into the next."""
    keys = [_keys(FOLDER.units(piece)) for piece in pieces]
    distinct, counts = np.unique(np.concatenate([np.empty(0, np.uint64), *keys]), return_counts=True)
    return FieldTerms(distinct, counts.astype(np.uint32))


def tokens(text: str) -> list[str]:
    """The terms of a text, repeated ones repeated."""
    return [term(key) for key in _keys(FOLDER.units(text)).tolist()]


def term(key: int) -> str:
    """The characters of a term."""
    if key & _STRETCH_FLAG:
        return (key ^ _STRETCH_FLAG).to_bytes(STRETCH, "big").decode("ascii").rstrip("\0")
    first, second = key >> _POINT_BITS, key & ((1 << _POINT_BITS) - 1)
    return chr(first) + chr(second) if second else chr(first)


def _keys(units: Units) -> Keys:
    wide = np.append(units, 0).astype(np.uint64)
    pairs = (wide[:-1] << np.uint64(_POINT_BITS)) | wide[1:]
    return np.concatenate([pairs, _stretches(units)])


def _stretches(units: Units) -> Keys:
    alnum = ((units >= 48) & (units <= 57)) | ((units >= 97) & (units <= 122))
    starts = np.flatnonzero(alnum[:-2] & alnum[1:-1] & alnum[2:])
    if not starts.size:
        return np.empty(0, np.uint64)
    padded = np.concatenate([np.where(alnum, units, 0), [0]]).astype(np.uint64)
    keys = np.full(starts.size, _STRETCH_FLAG, np.uint64)
    for offset in range(STRETCH):
        keys |= padded[starts + offset] << np.uint64(_BYTE_BITS * (STRETCH - 1 - offset))
    return keys
