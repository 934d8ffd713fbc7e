"""In which file does a term stand? Sorted records are cut into files, and a directory names each file's first.

The cuts must hold still when a document is edited, and may not depend on earlier builds: so a record opens a
file when the hash of its name says so, within a least and a greatest size.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

from .files import FileSet, hash_in

LARGEST_PLAIN = 128
"""A directory with more files than this is itself cut into parts, of which a query needs a few."""

PART_PREFIX = "parts/"


@dataclass(frozen=True, slots=True)
class Records:
    """Records one after another: record r is `data[offsets[r]:offsets[r + 1]]`."""

    names: Sequence[str]
    data: bytes
    offsets: Sequence[int]

    def part(self, part: slice) -> Records:
        offsets = self.offsets[part.start : part.stop + 1]
        return Records(self.names[part], self.data[offsets[0] : offsets[-1]], [at - offsets[0] for at in offsets])

    def followed_by(self, others: Records) -> Records:
        ends = [len(self.data) + at for at in others.offsets]
        return Records([*self.names, *others.names], self.data + others.data, [*self.offsets[:-1], *ends])


@dataclass(frozen=True, slots=True)
class Cut:
    """Sizes in bytes before packing; one name in `one_in` opens a file."""

    least: int
    greatest: int
    one_in: int

    def opens(self, name: str, size: int, before: int) -> bool:
        """Whether the record opens a file, when there are `before` bytes in the one that it would else stand in."""
        return before + size > self.greatest or self.is_due(name, before)

    def is_due(self, name: str, before: int) -> bool:
        return before >= self.least and zlib.crc32(name.encode()) % self.one_in == 0


SCALE = 1 << 15
"""The files are cut larger from this many documents on, and larger again from each doubling on."""

NUMBERS = Cut(least=2 << 10, greatest=16 << 10, one_in=32)
PARTS = Cut(least=1 << 10, greatest=8 << 10, one_in=16)


def shards(documents: int) -> Cut:
    """How term records are cut. A query needs a file for each of its terms, so small ones are best; but of a large index
    they would be too many."""
    scale = 1 << (documents // SCALE).bit_length()
    return Cut(least=scale << 10, greatest=scale << 13, one_in=32)


def cut(names: Sequence[str], offsets: Sequence[int], rule: Cut) -> list[slice]:
    """Neighbouring records that share a file; record r reaches from `offsets[r]` to `offsets[r + 1]`."""
    starts = [0] if names else []
    for place in range(1, len(names)):
        size, before = offsets[place + 1] - offsets[place], offsets[place] - offsets[starts[-1]]
        if rule.opens(names[place], size, before):
            starts.append(place)
    return [slice(start, stop) for start, stop in pairwise((*starts, len(names)))]


def join(names: Sequence[str], records: Sequence[bytes]) -> Records:
    return Records(names, b"".join(records), list(accumulate(map(len, records), initial=0)))


def write(files: FileSet, prefix: str, parts: Iterable[Records], rule: Cut) -> Any:
    """Writes sorted records, which come in parts, into files below `prefix`; returns the directory as the manifest
    holds it."""
    firsts, paths = list[str](), list[str]()
    for name, data in _cut_parts(parts, rule):
        firsts.append(name)
        paths.append(files.add(prefix, data))
    return name_files(files, prefix, firsts, paths)


def _cut_parts(parts: Iterable[Records], rule: Cut) -> Iterator[tuple[str, bytes]]:
    """The first record and the content of each file."""
    rest = Records((), b"", (0,))
    for part in parts:
        rest = rest.followed_by(part)
        *whole, last = cut(rest.names, rest.offsets, rule) or (slice(0, 0),)
        yield from ((rest.names[file.start], rest.part(file).data) for file in whole)
        rest = rest.part(last)
    if rest.names:
        yield rest.names[0], rest.data


def name_files(files: FileSet, prefix: str, firsts: Sequence[str], paths: Sequence[str]) -> Any:
    """The directory of files with these first records, each by the hash in its name; writes its parts when it is large."""
    names = [hash_in(path) for path in paths]
    if len(firsts) <= LARGEST_PLAIN:
        return {"prefix": prefix, "first": firsts, "files": names}
    lines = join(firsts, [f"{first}{name}".encode() for first, name in zip(firsts, names, strict=True)])
    parts = cut(firsts, lines.offsets, PARTS)
    made = [files.add_json(PART_PREFIX, {"first": firsts[part], "files": names[part]}) for part in parts]
    return {"prefix": prefix, "first": [firsts[part.start] for part in parts], "parts": list(map(hash_in, made))}
