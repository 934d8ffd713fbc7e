"""What does the search package remember of the last index? Each document's row, to be found without reading the others.

One SQLite file, which may be lost any time. It holds for one manifest, made by one program: with the files of another
index it is not used. Each value carries a digest; a file or value that is damaged is as good as none.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .documents import Row
from .files import Disagreement, json_bytes
from .manifest import maker

NAME = "search-state.sqlite"
_PATIENCE = 1.0  # seconds to wait for another build's lock
_DIGEST = 8
_SCHEMA = "CREATE TABLE IF NOT EXISTS held (name BLOB PRIMARY KEY, value BLOB) WITHOUT ROWID"
_RUINED = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_HEAD = "head"


@dataclass(frozen=True, slots=True)
class Head:
    """For which index the state holds: its manifest, the number of documents, the sum of each field's lengths."""

    manifest: str
    documents: int
    totals: list[int]


@dataclass(frozen=True, slots=True)
class Held:
    """A document of the index: its id and row."""

    place: int
    row: Row


@dataclass(frozen=True, slots=True)
class Change:
    """What is another in the state of an index that follows the one whose manifest is `before` and that had `places`
    documents; `gone` are the keys of documents that are no more."""

    before: str
    head: Head
    documents: list[Held] = field(default_factory=list)
    texts: dict[str, int] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    places: int = 0


class Reading:
    """An open state. Every question raises Disagreement when there is no sound answer."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def head(self) -> Head:
        made_by, *values = self._get(_HEAD)
        if made_by != maker():
            raise Disagreement("made by another program")
        return Head(*values)

    def find(self, key: str) -> Held | None:
        """The document with this key, None where there is none."""
        place, values = self._get(f"document {key}", (None, ()))
        return None if place is None else Held(place, Row(*values))

    def at(self, place: int) -> Held:
        held = self.find(self._get(f"place {place}"))
        if held is None or held.place != place:
            raise Disagreement(f"place {place}")
        return held

    def sharing(self, text: str) -> int:
        """How many documents have this text file, or part of a text."""
        return int(self._get(f"text {text}", 0))

    def _get(self, name: str, default: Any = None) -> Any:
        query = "SELECT value FROM held WHERE name = ?"
        row = self._connection.execute(query, (_bytes(name),)).fetchone()
        if row is None and default is not None:
            return default
        return _opened(name, row[0] if row else None)


class State:
    """The state that lies in `folder`."""

    def __init__(self, folder: Path, name: str = NAME) -> None:
        self.path = folder / name

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Raises Disagreement when there is none or it can't be read; within, for whatever is damaged."""
        if not self.path.is_file():
            raise Disagreement("no state")
        try:
            with closing(sqlite3.connect(self.path, _PATIENCE)) as connection:
                yield Reading(connection)
        except sqlite3.Error as error:
            raise Disagreement(str(error)) from error

    def is_of(self, manifest: str) -> bool:
        """Whether it holds for the index with this manifest, and that was made by this program."""
        try:
            with self.read() as reading:
                return reading.head().manifest == manifest
        except Disagreement:
            return False

    def put(self, head: Head, rows: list[Row]) -> None:
        """Hold what belongs to a whole index, and nothing else."""
        if len({row.key for row in rows}) < len(rows):
            head, rows = Head("", 0, []), []  # documents that their keys don't tell apart can't be found
        try:
            self._replace(head, rows)
        except sqlite3.Error as error:
            if _is_ruined(error):
                self.path.unlink(missing_ok=True)
                with suppress(sqlite3.Error):
                    self._replace(head, rows)
        except OSError:
            return

    def change(self, change: Change) -> None:
        """Hold what belongs to the next index, where this state is of the one before; else it stays as it is."""
        with suppress(sqlite3.Error, OSError, Disagreement), self._writing() as connection:
            if Reading(connection).head().manifest == change.before:
                connection.executemany("DELETE FROM held WHERE name = ?", ((_bytes(name),) for name in _gone(change)))
                _write(connection, _changed(change))

    def _replace(self, head: Head, rows: list[Row]) -> None:
        with self._writing() as connection:
            connection.execute("DELETE FROM held")
            _write(connection, _whole(head, rows))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self.path, _PATIENCE)) as connection, connection:
            connection.execute(_SCHEMA)
            connection.execute("BEGIN IMMEDIATE")
            yield connection


def _whole(head: Head, rows: list[Row]) -> Iterator[tuple[str, Any]]:
    documents = [Held(place, row) for place, row in enumerate(rows)]
    return _changed(Change("", head, documents, Counter(path for row in rows for path in row.texts)))


def _changed(change: Change) -> Iterator[tuple[str, Any]]:
    head = change.head
    for held in change.documents:
        yield f"document {held.row.key}", [held.place, held.row]
        yield f"place {held.place}", held.row.key
    for text, count in change.texts.items():
        if count:
            yield f"text {text}", count
    yield _HEAD, [maker(), head.manifest, head.documents, head.totals]


def _gone(change: Change) -> Iterator[str]:
    yield from (f"document {key}" for key in change.gone)
    yield from (f"place {place}" for place in range(change.head.documents, change.places))
    yield from (f"text {path}" for path, count in change.texts.items() if not count)


def _write(connection: sqlite3.Connection, values: Iterable[tuple[str, Any]]) -> None:
    pairs = sorted((_bytes(name), _sealed(name, json_bytes(value))) for name, value in values)
    connection.executemany("INSERT OR REPLACE INTO held VALUES (?, ?)", pairs)


def _bytes(name: str) -> bytes:
    return name.encode("utf-8", "surrogatepass")


def _sealed(name: str, data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=_DIGEST, key=_bytes(name)[-64:]).digest() + data


def _opened(name: str, value: Any) -> Any:
    data = value[_DIGEST:] if isinstance(value, bytes) else b""
    if value != _sealed(name, data):
        raise Disagreement(name)
    return json.loads(data)


def _is_ruined(error: sqlite3.Error) -> bool:
    """Whether the file is at fault, and not a lock, a full disk or a missing permission."""
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _RUINED
