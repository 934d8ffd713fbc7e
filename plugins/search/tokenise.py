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
from collections.abc import Iterable
from operator import add

from .fold import FOLDER

TOKENISER = "b2.1"
"""Named in the manifest: change it with any change of the terms."""

STRETCH = 4
_RUN = re.compile(r"[0-9a-z]{3,}")


def field_terms(pieces: Iterable[str]) -> Counter[str]:
    """How often each term stands in a field that is made of pieces; none reaches from one piece into the next."""
    found = Counter[str]()
    for piece in pieces:
        found.update(tokens(piece))
    return found


def tokens(text: str) -> list[str]:
    """The terms of a text, repeated ones repeated."""
    units = FOLDER.text(text)
    return [*map(add, units, units[1:]), *units[-1:], *_stretches(units)]


def _stretches(units: str) -> list[str]:
    runs = _RUN.findall(units)
    return [run[place : place + STRETCH] for run in runs for place in range(len(run) - 2)]


def term_order(term: str) -> bytes:
    """Terms ascend by UTF-16 code unit: lunr.js refuses an index whose terms JavaScript finds unsorted."""
    return term.encode("utf-16-be")
