"""In which file does a term stand? Sorted records are cut into files, and a directory names each file's first.

The cuts must hold still when a document is edited, and may not depend on earlier builds: so a record opens a
file when the hash of its name says so, within a least and a greatest size.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .encoding import Records, join
from .files import FileSet

LARGEST_PLAIN = 1024
"""A directory with more files than this is itself cut into parts, of which a query needs a few."""


@dataclass(frozen=True, slots=True)
class Cut:
    """Sizes in bytes before packing; one name in `one_in` opens a file."""

    least: int
    greatest: int
    one_in: int


SHARDS = Cut(least=8 << 10, greatest=64 << 10, one_in=256)
NUMBERS = Cut(least=4 << 10, greatest=32 << 10, one_in=64)
PARTS = Cut(least=2 << 10, greatest=16 << 10, one_in=64)


def cut(names: Sequence[str], offsets: Sequence[int], rule: Cut) -> Iterator[slice]:
    """Neighbouring records that share a file; record r reaches from `offsets[r]` to `offsets[r + 1]`."""
    start = 0
    for place, name in enumerate(names):
        full = offsets[place + 1] - offsets[start] > rule.greatest
        due = offsets[place] - offsets[start] >= rule.least
        if place > start and (full or (due and zlib.crc32(name.encode()) % rule.one_in == 0)):
            yield slice(start, place)
            start = place
    if names:
        yield slice(start, len(names))


def write(files: FileSet, prefix: str, records: Records, rule: Cut) -> Any:
    """Writes sorted records into files below `prefix`; returns the directory as the manifest holds it."""
    firsts, paths = [], []
    for part in cut(records.names, records.offsets, rule):
        data = records.data[records.offsets[part.start] : records.offsets[part.stop]]
        firsts.append(records.names[part.start])
        paths.append(files.add(prefix, data))
    return _directory(files, firsts, paths)


def _directory(files: FileSet, firsts: list[str], paths: list[str]) -> Any:
    if len(firsts) <= LARGEST_PLAIN:
        return {"first": firsts, "files": paths}
    lines = join(firsts, [f"{first}{path}".encode() for first, path in zip(firsts, paths, strict=True)])
    parts = list(cut(firsts, lines.offsets, PARTS))
    return {
        "first": [firsts[part.start] for part in parts],
        "parts": [files.add_json("parts/", {"first": firsts[part], "files": paths[part]}) for part in parts],
    }
