"""Which characters are the same to a reader who searches? (昆政办〔2016〕87号 = 昆政办[2016]87号.)

Each code point by itself is decomposed (NFKD), lower-cased, freed of accents and punctuation, and made
simplified Chinese. What remains are *units*: letters, digits, ideographs and private-use characters, which
old Chinese texts use for rare names. Folding one code point at a time lets the browser find the place in
the original that a folded character came from. `fold.js` is this module's twin.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from pathlib import Path

TRADITIONAL = Path(__file__).with_name("traditional.txt")


def read_pairs(path: Path = TRADITIONAL) -> dict[str, str]:
    """Traditional character → simplified character."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line[0]: line[1] for line in lines if not line.startswith("#")}


def is_unit(character: str) -> bool:
    # Ideographs that are newer than this Python's Unicode tables stand in planes 2 and 3.
    category = unicodedata.category(character)
    return category[0] in "LN" or category == "Co" or 0x20000 <= ord(character) < 0x40000


class Folder(dict[int, str]):
    """Folds texts; as a mapping, the units of every code point that it has met."""

    def __init__(self, simplified: dict[str, str]) -> None:
        super().__init__()
        self._simplified = simplified

    @property
    def pairs(self) -> list[str]:
        """All traditional characters and, place by place, the simplified ones."""
        return _joined(self._simplified)

    @property
    def near(self) -> list[str]:
        """Of the pairs those whose first character simplified texts have too (乾, 著): all others are seldom asked for."""
        return _joined({one: other for one, other in self._simplified.items() if _is_common(one)})

    def far(self, text: str) -> list[str]:
        """The pairs that a text needs besides `near`; empty for most texts."""
        found = sorted(character for character in set(text) & self._simplified.keys() if not _is_common(character))
        return _joined({character: self._simplified[character] for character in found}) if found else []

    def character(self, character: str) -> str:
        """The units of one code point: usually one, none for punctuation, several for ㈠ or ½."""
        lowered = unicodedata.normalize("NFKD", character).lower().replace("ς", "σ")
        return "".join(self._simplified.get(c, c) for c in lowered if is_unit(c))

    def text(self, text: str) -> str:
        """The units of a text, in order."""
        return text.translate(self)

    def __missing__(self, point: int) -> str:
        units = self[point] = self.character(chr(point))
        return units


def _joined(pairs: Mapping[str, str]) -> list[str]:
    return ["".join(pairs), "".join(pairs.values())]


def _is_common(character: str) -> bool:
    """Whether it is one of the 6,763 of GB 2312."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


FOLDER = Folder(read_pairs())
