"""What is known of each file of a tree: its stamp, a value, and the words by which others find it.

For a program that is called on every save: one file and its neighbours are found without looking at the others. Like
`store`, it heals itself: each value carries its digest, a database that can't be read is thrown away and begun anew.
"""

from __future__ import annotations

import hashlib
import pickle
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

LAYOUT = 1
TABLES = """
DROP TABLE IF EXISTS about; DROP TABLE IF EXISTS file; DROP TABLE IF EXISTS word;
CREATE TABLE about (environment TEXT);
CREATE TABLE file (id INTEGER PRIMARY KEY, name BLOB UNIQUE, stamp TEXT, value BLOB);
CREATE TABLE word (hash INTEGER, file INTEGER, PRIMARY KEY (hash, file)) WITHOUT ROWID;
CREATE INDEX word_of_file ON word (file);
"""


class Known(NamedTuple):
    """What is known of a file: `stamp` says of which state of the file, `data` is the packed value."""

    stamp: str
    data: bytes

    @property
    def value(self) -> Any | None:
        """The value; None when it does not match its own digest."""
        if hashlib.sha256(self.data[32:]).digest() != self.data[:32]:
            return None
        return pickle.loads(self.data[32:])


class Register:
    """Use as a context manager; changes are written when it closes without an error.

    Everything is forgotten when `environment` is another one than that for which it was written.
    """

    def __init__(self, path: Path, environment: str) -> None:
        self.path, self.environment = path, environment
        self._new: dict[str, tuple[str, bytes, tuple[int, ...]]] = {}
        self._gone: set[str] = set()

    def __enter__(self) -> Register:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._open()
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
            self._open()
        return self

    def _open(self) -> None:
        self._db = sqlite3.connect(self.path)
        if not self._is_ours():
            self._db.executescript(TABLES)
            self._db.execute("INSERT INTO about VALUES (?)", (self.environment,))
            self._db.execute(f"PRAGMA user_version = {LAYOUT}")
            self._db.commit()

    def _is_ours(self) -> bool:
        if self._db.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:
            return False
        return bool(self._db.execute("SELECT environment FROM about").fetchall() == [(self.environment,)])

    def all(self) -> dict[str, Known]:
        """What is known of every file, by name."""
        rows = self._ask("SELECT name, stamp, value FROM file", ())
        return {_text(name): Known(stamp, data) for name, stamp, data in rows}

    def get(self, name: str) -> Known | None:
        rows = self._ask("SELECT stamp, value FROM file WHERE name = ?", (_bytes(name),))
        return Known(*rows[0]) if rows else None

    def found_by(self, words: Iterable[str]) -> set[str]:
        """The names of the files that were put with any of these words."""
        query = "SELECT name FROM word JOIN file ON file = id WHERE hash = ?"
        return {_text(name) for word in words for (name,) in self._ask(query, (_hash(word),))}

    def _ask(self, query: str, values: tuple[object, ...]) -> list[Any]:
        try:
            return self._db.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            return []

    def put(self, name: str, stamp: str, value: Any, words: Iterable[str]) -> None:
        data = pickle.dumps(value, protocol=5)
        hashes = tuple({_hash(word) for word in words})
        self._new[name] = (stamp, hashlib.sha256(data).digest() + data, hashes)

    def forget(self, names: Iterable[str]) -> None:
        self._gone.update(names)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None and (self._new or self._gone):
                self._save()
        except sqlite3.OperationalError:
            pass  # another process is writing, or the disk is full: what was worked out is lost, nothing else
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
        finally:
            self._db.close()

    def _save(self) -> None:
        names = [(_bytes(name),) for name in {*self._new, *self._gone}]
        with self._db:
            self._db.executemany("DELETE FROM word WHERE file = (SELECT id FROM file WHERE name = ?)", names)
            self._db.executemany("DELETE FROM file WHERE name = ?", names)
            for name, (stamp, data, hashes) in self._new.items():
                row = self._db.execute("INSERT INTO file (name, stamp, value) VALUES (?, ?, ?)", (_bytes(name), stamp, data))
                self._db.executemany("INSERT INTO word VALUES (?, ?)", ((h, row.lastrowid) for h in hashes))


def _bytes(name: str) -> bytes:
    """A file's name as the disk has it: not every one is UTF-8."""
    return name.encode("utf-8", "surrogateescape")


def _text(name: bytes) -> str:
    return name.decode("utf-8", "surrogateescape")


def _hash(word: str) -> int:
    digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
