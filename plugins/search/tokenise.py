"""Which terms make a text findable? (The tokeniser b2; `tokenise.js` is its twin.)

Of the units u1 … un of a text: every pair of neighbours, and the last unit alone, so that a character
stands in a text exactly as often as terms of one or two units begin with it. Neither punctuation nor a
space parts neighbours: a phrase is found however it was punctuated, and every span of two units or more,
wherever it begins and ends, has all its pairs in the text. Runs of three ASCII letters or digits or more
also give each stretch of four and their last three, or 2016 would be found wherever 20, 01 and 16 are.

This is the plain form, for one text; `segments` finds the same terms of thousands of texts with numpy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from operator import add

from .fold import FOLDER

TOKENISER = "b2.1"
"""Named in the manifest: change it with any change of the terms."""

STRETCH = 4
_RUN = re.compile(r"[0-9a-z]{3,}")


Piece = Sequence[str]
"""A stretch of text in parts, at most eight, that follow one another."""


def mark(frequency: int, parts: int) -> int:
    """What a posting says of a term in a document: how often it stands there, and in which parts, a bit each. A number below
    128, which is one byte, for a term that stands once in one of the first seven."""
    return (frequency - 1) << 8 | parts


def frequency(mark: int) -> int:
    return (mark >> 8) + 1


def field_terms(pieces: Iterable[Piece]) -> dict[str, int]:
    """The mark of each term in a field that is made of pieces; no term reaches from one piece into the next."""
    counts, places = Counter[str](), dict[str, int]()
    for piece in pieces:
        for number, terms in enumerate(_terms_by_part(piece)):
            counts.update(terms)
            for term in set(terms):
                places[term] = places.get(term, 0) | 1 << number
    return {term: mark(count, places[term]) for term, count in counts.items()}


def tokens(text: str) -> list[str]:
    """The terms of a text, repeated ones repeated."""
    return next(_terms_by_part([text]))


def _terms_by_part(piece: Piece) -> Iterator[list[str]]:
    """The terms that begin in each part."""
    parts = [FOLDER.text(part) for part in piece]
    units = "".join(parts)
    stretches = [(place, units[place : min(place + STRETCH, end)]) for place, end in _stretches(units)]
    start = 0
    for part in parts:
        stop = start + len(part)
        within = [stretch for place, stretch in stretches if start <= place < stop]
        last = units[-1:] if start < stop == len(units) else ""
        yield [*map(add, units[start:stop], units[start + 1 : stop + 1]), *last, *within]
        start = stop


def _stretches(units: str) -> Iterator[tuple[int, int]]:
    """Where each stretch begins, and where its run ends."""
    return ((place, run.end()) for run in _RUN.finditer(units) for place in range(run.start(), run.end() - 2))


def term_order(term: str) -> bytes:
    """Terms ascend by UTF-16 code unit: lunr.js refuses an index whose terms JavaScript finds unsorted."""
    return term.encode("utf-16-be")
