"""Which characters at the beginning of a line may mean something?"""

from __future__ import annotations

from collections.abc import Iterable


class Beginnings(dict[str, bool]):
    """Worked out for each character when it is asked for; an empty line, or white space, is to be looked at too."""

    def __init__(self, lines: Iterable[str], on_numbers: bool) -> None:
        super().__init__({line[0]: True for line in lines} | {"": True})
        self._on_numbers = on_numbers

    def __missing__(self, character: str) -> bool:
        self[character] = character.isspace() or (self._on_numbers and character.isdecimal())
        return self[character]
