"""What did earlier builds work out that holds for this one too? One SQLite file, which may be lost any time.

Keys are digests of everything a value was made from, so nothing in the file can be out of date. The builder
never fails because of it: a damaged file is thrown away, a value that does not agree with its checksum is
made anew, and a file that is locked or cannot be written is done without.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

_PATIENCE = 1.0  # seconds to wait for another build's lock
_RUINED = {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_SCHEMA = "CREATE TABLE IF NOT EXISTS held (digest BLOB PRIMARY KEY, value BLOB, checksum INTEGER)"


class TermCache:
    """Values of an earlier build by digest, in one file in `folder`; without a folder, of this build only."""

    def __init__(self, folder: Path | None = None) -> None:
        self.path = folder / "search-terms.sqlite" if folder else None
        self._held: dict[bytes, bytes] = _load(self.path) if self.path else {}
        self._used: dict[bytes, bytes] = {}

    def get(self, purpose: str, source: bytes, make: Callable[[], bytes]) -> bytes:
        """The value that `make` has for `source`, made only when no earlier build did."""
        digest = hashlib.sha256(purpose.encode() + b"\n" + source).digest()
        value = self._used.get(digest) or self._held.get(digest)
        self._used[digest] = make() if value is None else value
        return self._used[digest]

    def save(self) -> None:
        """Keeps what was asked for since this cache was opened, and nothing else."""
        if self.path is None or self._used.keys() == self._held.keys():
            return
        try:
            self._write(self.path)
        except sqlite3.Error as error:
            if _ruined(error):
                self.path.unlink(missing_ok=True)
                self._held = {}
                self._write(self.path)
        except OSError:
            return

    def _write(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, _PATIENCE)) as connection, connection:
            connection.execute(_SCHEMA)
            gone = [(digest,) for digest in self._held if digest not in self._used]
            new = [(d, v, _checksum(d, v)) for d, v in self._used.items() if d not in self._held]
            connection.executemany("DELETE FROM held WHERE digest = ?", gone)
            connection.executemany("INSERT OR REPLACE INTO held VALUES (?, ?, ?)", new)


def _load(path: Path) -> dict[bytes, bytes]:
    if not path.is_file():
        return {}
    try:
        with closing(sqlite3.connect(path, _PATIENCE)) as connection:
            rows = connection.execute("SELECT digest, value, checksum FROM held").fetchall()
            return {digest: value for digest, value, checksum in rows if _checksum(digest, value) == checksum}
    except (sqlite3.Error, TypeError) as error:
        if _ruined(error):
            path.unlink(missing_ok=True)
        return {}


def _ruined(error: Exception) -> bool:
    """Whether the file is at fault, and not a lock, a full disk or a missing permission."""
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code & 0xFF in _RUINED


def _checksum(digest: bytes, value: bytes) -> int:
    return zlib.crc32(value, zlib.crc32(digest))
