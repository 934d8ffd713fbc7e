"""What did a page look at? Noted while it is rendered, so that it is made again when one of these changes.

What else a page can see is in its key from the start. The texts of documents are not, for most lists show none; nor is
what a list holds beside the part that a page shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

PART = "\0"  # stands before the name of a variable and its attribute; no path begins with it


class Reads:
    """Texts are noted by the location of their source."""

    def __init__(self) -> None:
        self._current: dict[str, None] | None = None

    def text(self, location: str) -> None:
        if self._current is not None:
            self._current[location] = None

    def part(self, variable: str, attribute: str) -> None:
        if self._current is not None:
            self._current[f"{PART}{variable}{PART}{attribute}"] = None

    @contextmanager
    def listening(self) -> Iterator[dict[str, None]]:
        """What is read within."""
        before, self._current = self._current, {}
        try:
            yield self._current
        finally:
            self._current = before
