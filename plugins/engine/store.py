"""What need not be worked out again: values by key, in one SQLite file that heals itself.

A key must hold everything the value depends on. Each value carries its own digest; a file that can't be read
is thrown away and begun anew, so a damaged store costs time and never truth.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

MUCH = 32_000_000  # bytes that may wait to be written
LAYOUT = 2  # a store of another layout is begun anew


class Store:
    """Use as a context manager; values are written when it closes without an error, or when many have gathered.

    `whole` reads all values at once, for a run that will ask for nearly all of them. Such a run may say that it has
    asked for all that is worth keeping, with `keep_asked`; then the others are forgotten.
    """

    def __init__(self, path: Path, whole: bool = False) -> None:
        self.path, self.whole = path, whole
        self.keep_asked = False
        self._used: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}
        self._weight = 0
        self._held: dict[bytes, bytes] = {}

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
        self._db.execute("PRAGMA synchronous = OFF")  # each value carries its digest: half a write shows
        if self._db.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:
            self._db.execute("DROP TABLE IF EXISTS entry")
            self._db.execute(f"PRAGMA user_version = {LAYOUT}")
        self._db.execute("CREATE TABLE IF NOT EXISTS entry (key BLOB PRIMARY KEY, value BLOB)")
        query = "SELECT key, value FROM entry" + ("" if self.whole else " LIMIT 1")
        rows = self._db.execute(query).fetchall()
        self._held = dict(rows) if self.whole else {}

    def get(self, key: str) -> Any | None:
        """The value, or None when there is none or it does not match its own digest."""
        data = self.packed(key)
        return None if data is None else pickle.loads(data)

    def packed(self, key: str) -> bytes | None:
        """The value as it was packed, whole and sound."""
        name = _name(key)
        self._used.add(name)
        data = self._new.get(name) or (self._held.pop(name, None) if self.whole else self._look_up(name))
        if data is None or hashlib.sha256(memoryview(data)[32:]).digest() != data[:32]:
            return None
        return data[32:]

    def use(self, key: str) -> None:
        """The value is worth keeping, though it is not looked at."""
        self._used.add(_name(key))

    def _look_up(self, name: bytes) -> bytes | None:
        try:
            row = self._db.execute("SELECT value FROM entry WHERE key = ?", (name,)).fetchone()
        except sqlite3.DatabaseError:
            return None
        return row[0] if row else None

    def put(self, key: str, value: Any) -> None:
        self.put_packed(key, pickle.dumps(value, protocol=5))

    def put_packed(self, key: str, data: bytes) -> None:
        """Put what is pickled already, as by another process."""
        name = _name(key)
        self._used.add(name)
        self._new[name] = hashlib.sha256(data).digest() + data
        self._weight += len(data)
        if self._weight > MUCH:
            self._write(self._save)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            if self._new:
                self._write(self._save)
            if self.keep_asked:
                self._write(self._forget_others)
        self._db.close()

    def _write(self, save: Callable[[], None]) -> None:
        try:
            save()
        except sqlite3.OperationalError:
            pass  # another process is writing, or the disk is full: what was worked out is lost, nothing else
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)

    def _save(self) -> None:
        with self._db:
            self._db.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?)", self._new.items())
        self._new, self._weight = {}, 0

    def _forget_others(self) -> None:
        """A branch tried and left again comes back at no cost: others are forgotten when they are many."""
        stale = {key for (key,) in self._db.execute("SELECT key FROM entry")} - self._used
        if len(stale) > 2 * len(self._used):
            with self._db:
                self._db.executemany("DELETE FROM entry WHERE key = ?", ((key,) for key in stale))


def _name(key: str) -> bytes:
    return hashlib.blake2b(key.encode("utf-8", "surrogateescape"), digest_size=16).digest()
