"""Which files has a site, of which bytes? And a name for all of them together.

The name of a state is the sum of the digests of its files, so that what one file changes in it is known without looking
at the others.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

BITS = 192


class Entry(NamedTuple):
    """The SHA-256 of a file and its size in bytes."""

    digest: bytes
    size: int


class Manifest:
    """The files of one state of a site, by path."""

    def __init__(self, files: Mapping[str, Entry] | None = None, state: str = "") -> None:
        self._files: Mapping[str, Entry] = files or {}
        self._state = state

    def get(self, path: str) -> Entry | None:
        return self._files.get(path)

    def __contains__(self, path: object) -> bool:
        return path in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def whole(self) -> Manifest:
        """The same, ready to be asked for many files."""
        return self

    def top(self) -> set[str]:
        """The names of what stands at the top of the site."""
        return {path.partition("/")[0] for path in self}

    @property
    def state(self) -> str:
        if not self._state:
            total = sum(_share(path, entry) for path, entry in self._files.items())
            self._state = _name(total)
        return self._state

    def state_with(self, differing: Mapping[str, Entry | None]) -> str:
        """The name of the state in which these files are others; None stands for one that is gone."""
        total = int(self.state, 16)
        for path, entry in differing.items():
            old = self.get(path)
            total += (_share(path, entry) if entry else 0) - (_share(path, old) if old else 0)
        return _name(total)


def _share(path: str, entry: Entry) -> int:
    digest = hashlib.sha256(path.encode("utf-8", "surrogateescape") + b"\0" + entry.digest).digest()
    return int.from_bytes(digest[: BITS // 8], "big")


def _name(total: int) -> str:
    return f"{total % (1 << BITS):0{BITS // 4}x}"


def scan(folder: Path, without: str) -> Manifest:
    """The files that stand in a folder, each read; `without` is the name of one at the top that does not count."""
    found: dict[str, Entry] = {}
    for parent, _, names in os.walk(folder):
        inside = parent[len(str(folder)) :].strip("/")
        for name in names:
            path = f"{inside}/{name}" if inside else name
            if path != without:
                found[path] = _entry(f"{parent}/{name}")
    return Manifest(found)


def _entry(path: str) -> Entry:
    """Of something that is no plain file nothing is known, so it is never taken for the one to be put."""
    try:
        with open(path, "rb") as file:
            return Entry(hashlib.file_digest(file, "sha256").digest(), os.fstat(file.fileno()).st_size)
    except OSError:
        return Entry(b"", -1)
