"""Which characters are the same to a reader who searches? (昆政办〔2016〕87号 = 昆政办[2016]87号.)

Each code point by itself is decomposed (NFKD), lower-cased, freed of accents and punctuation, and made
simplified Chinese. What remains are *units*: letters, digits, ideographs and private-use characters, which
old Chinese texts use for rare names. Folding one code point at a time lets the browser find the place in
the original that a folded character came from. `fold.js` is this module's twin.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

TRADITIONAL = Path(__file__).with_name("traditional.txt")

Units = NDArray[np.uint32]
"""Folded text as code points."""

_CODE_POINTS = 0x110000
_DROPPED, _EXPANDS, _UNKNOWN = 0, 0xFFFFFFFE, 0xFFFFFFFF


def read_pairs(path: Path = TRADITIONAL) -> dict[str, str]:
    """Traditional character → simplified character."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line[0]: line[1] for line in lines if not line.startswith("#")}


def is_unit(character: str) -> bool:
    # Ideographs that are newer than this Python's Unicode tables stand in planes 2 and 3.
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co" or 0x20000 <= ord(character) < 0x40000


class Folder:
    """Folds texts; remembers every character it has met in a table of code points."""

    def __init__(self, simplified: dict[str, str]) -> None:
        self._simplified = simplified
        self._table = np.full(_CODE_POINTS, _UNKNOWN, dtype=np.uint32)
        self._expansions: dict[int, str] = {}

    @property
    def pairs(self) -> list[str]:
        """All traditional characters and, place by place, the simplified ones."""
        return ["".join(self._simplified), "".join(self._simplified.values())]

    def character(self, character: str) -> str:
        """The units of one code point: usually one, none for punctuation, several for ㈠ or ½."""
        lowered = unicodedata.normalize("NFKD", character).lower().replace("ς", "σ")
        return "".join(self._simplified.get(c, c) for c in lowered if is_unit(c))

    def units(self, text: str) -> Units:
        """The units of a text, in order."""
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        folded = self._table[points]
        if (unknown := folded == _UNKNOWN).any():
            self._learn(np.unique(points[unknown]))
            folded = self._table[points]
        if (folded == _EXPANDS).any():
            return self.units(text.translate(self._expansions))
        return folded[folded != _DROPPED]

    def text(self, text: str) -> str:
        """The units of a text as a string."""
        return self.units(text).astype("<u4").tobytes().decode("utf-32-le")

    def _learn(self, points: Units) -> None:
        for point in points.tolist():
            units = self.character(chr(point))
            if len(units) > 1:
                self._expansions[point] = units
            if len(units) == 1:
                self._table[point] = ord(units)
            else:
                self._table[point] = _EXPANDS if units else _DROPPED


FOLDER = Folder(read_pairs())
