"""How does a server fold as `fold.py` does? By two filters over the characters, before anything is cut into terms.

The first puts for each code point what the folder makes of it, where that is another one; the second removes what is no
unit. Both are of the kinds that OpenSearch has without further plugins. Korean syllables, more than all other rules
together, stay as they are on both sides: in texts as in queries.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

from plugins.search.fold import FOLDER, is_unit

NO_UNIT = r"[^\p{L}\p{N}\p{Co}\x{20000}-\x{3FFFF}]+"
"""Of Java: the complement of `fold.is_unit`."""
SPELT_OUT = frozenset("\\=>\"' ")
LEFT_ALONE = (range(0xAC00, 0xD7A4), range(0xD800, 0xE000))  # Korean syllables, surrogates
LARGEST = 0x40000
"""Beyond the ideographs there are tags, variation selectors and private use: nothing that folds to another unit."""


@cache
def mappings() -> tuple[str, ...]:
    """`one => other` for each code point that folds to other units than itself, `one =>` where a letter folds to none."""
    return tuple(f"{_written(chr(point))} => {''.join(map(_written, units))}".rstrip() for point, units in _folds())


def _folds() -> Iterator[tuple[int, str]]:
    for point in range(LARGEST):
        if any(point in span for span in LEFT_ALONE):
            continue
        units = FOLDER.character(chr(point))
        if units != (chr(point) if is_unit(chr(point)) else ""):
            yield point, units


def _written(character: str) -> str:
    """The filter's rules are trimmed and read escapes: only letters and digits stand for themselves there."""
    if character not in SPELT_OUT and unicodedata.category(character)[0] in "LNSPM":
        return character
    return "".join(f"\\u{unit:04X}" for unit in _utf16(character))


def _utf16(character: str) -> Iterator[int]:
    data = character.encode("utf-16-be")
    return (int.from_bytes(data[at : at + 2], "big") for at in range(0, len(data), 2))
