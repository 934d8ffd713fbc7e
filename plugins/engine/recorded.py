"""The outputs of the last build, as the journal has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from .manifest import Entry, Manifest


class Outputs(Manifest):
    """The outputs of the last build, in the journal's table; all of them are read when all are asked for."""

    def __init__(self, db: sqlite3.Connection, state: str, top: set[str]) -> None:
        super().__init__(state=state)
        self._db, self._top, self._is_whole = db, top, False

    def get(self, path: str) -> Entry | None:
        if self._is_whole:
            return self._files.get(path)
        rows = self._db.execute("SELECT digest, size FROM output WHERE path = ?", (path,)).fetchall()
        return Entry(*rows[0]) if rows else None

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self.get(path) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self.whole()._files)

    def __len__(self) -> int:
        return len(self._files) if self._is_whole else int(self._db.execute("SELECT count(*) FROM output").fetchone()[0])

    def whole(self) -> Outputs:
        if not self._is_whole:
            rows = self._db.execute("SELECT path, digest, size FROM output")
            self._files = {path: Entry(digest, size) for path, digest, size in rows}
            self._is_whole = True
        return self

    def top(self) -> set[str]:
        return self._top
