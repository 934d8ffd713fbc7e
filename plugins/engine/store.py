"""What need not be worked out again: values by key, in one SQLite file that heals itself.

A key must hold everything the value depends on. Each value carries its own digest; a file that can't be read
is thrown away and begun anew, so a damaged store costs time and never truth.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any


class Store:
    """Use as a context manager; values are written when it closes without an error."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._used: set[str] = set()
        self._new: dict[str, bytes] = {}

    def __enter__(self) -> Store:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
            self._open()
        return self

    def _open(self) -> None:
        self._db = sqlite3.connect(self.path)
        self._db.execute("CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID")
        self._db.execute("SELECT key FROM entry LIMIT 1").fetchone()

    def get(self, key: str) -> Any | None:
        """The value, or None when there is none or it does not match its own digest."""
        self._used.add(key)
        try:
            row = self._db.execute("SELECT value FROM entry WHERE key = ?", (key,)).fetchone()
        except sqlite3.DatabaseError:
            return None
        if row is None or hashlib.sha256(row[0][32:]).digest() != row[0][:32]:
            return None
        return pickle.loads(row[0][32:])

    def put(self, key: str, value: Any) -> None:
        data = pickle.dumps(value, protocol=5)
        self._used.add(key)
        self._new[key] = hashlib.sha256(data).digest() + data

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._save(self._new.items())
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
        finally:
            self._db.close()

    def _save(self, rows: Iterable[tuple[str, bytes]]) -> None:
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?)", rows)
            stale = {key for (key,) in self._db.execute("SELECT key FROM entry")} - self._used
            if len(stale) > 2 * len(self._used):
                self._db.executemany("DELETE FROM entry WHERE key = ?", ((key,) for key in stale))
