"""Which releases were ever made? An append-only log as a Merkle tree (RFC 6962, section 2.1), so that none can be changed
or taken away without its showing.

An entry is a file of JSON, and its very bytes are a leaf. After each entry a head is signed: how many entries there are, and
the hash of the tree over them. A reader who keeps one head can tell later that everything below it is as it was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from pymerkle import InmemoryTree

PUBLIC_KEY = "public-key.pem"
ENTRIES, HEADS, NEXT = "entries", "heads", "next"


@dataclass(frozen=True, slots=True)
class Entry:
    """One release: the version of an object, and the SHA-512 of the inventory as of it, which names all its bytes."""

    index: int
    object: str
    version: str
    inventory: str
    created: str
    user: str
    message: str


@dataclass(frozen=True, slots=True)
class Head:
    """The log as of an entry: `root` is the SHA-256 tree hash over the first `size` entries, `key` the fingerprint of the
    key that signs."""

    size: int
    root: str
    created: str
    key: str


Record = TypeVar("Record", Entry, Head)


@dataclass(frozen=True, slots=True)
class Log:
    """What the files of a log say, unjudged: entries, heads and their signatures by number; a number may be missing."""

    entries: Mapping[int, bytes]
    heads: Mapping[int, bytes]
    signatures: Mapping[int, bytes]
    public_key: bytes

    @property
    def size(self) -> int:
        return max(self.entries, default=0)

    @property
    def newest(self) -> Entry | None:
        return parse(Entry, self.entries[self.size]) if self.entries else None


def to_bytes(record: Entry | Head) -> bytes:
    return (json.dumps(asdict(record), ensure_ascii=False, indent=1) + "\n").encode()


def parse(kind: type[Record], data: bytes) -> Record | None:
    """None for what is no such record."""
    try:
        values: Any = json.loads(data)
        record = kind(**{one.name: values[one.name] for one in fields(kind)})
        return record if len(values) == len(fields(kind)) and to_bytes(record) == data else None
    except (ValueError, KeyError, TypeError):
        return None


def tree_hash(leaves: Sequence[bytes]) -> str:
    """The Merkle tree hash of RFC 6962 over these entries, in hex."""
    return tree_hashes(leaves, [len(leaves)])[0]


def tree_hashes(leaves: Sequence[bytes], sizes: Iterable[int]) -> list[str]:
    """The same over the first so many of these entries."""
    tree = InmemoryTree(algorithm="sha256")
    tree.append_entries(leaves)
    return [tree.get_root(size).hex() for size in sizes]


def name(number: int) -> str:
    return f"{number:08d}"


def path_of(folder: str, number: int) -> str:
    """Where in the log an entry or a head lies; a signature lies beside its head as ``.sig``."""
    return f"{folder}/{name(number)}.json"


def read(folder: Path) -> Log:
    """All there is in the folder of a log, with what the last release has prepared and not yet put in its place."""
    entries, heads, signatures = (_files(folder, *kind) for kind in ((ENTRIES, ".json"), (HEADS, ".json"), (HEADS, ".sig")))
    key = folder / PUBLIC_KEY
    return Log(entries, heads, signatures, key.read_bytes() if key.is_file() else b"")


def prepared(folder: Path) -> Log:
    """The entry that a release has prepared, with its head: it counts as soon as the root holds that version."""
    return read(folder / NEXT)


def merged(log: Log, more: Log) -> Log:
    return Log(
        {**more.entries, **log.entries}, {**more.heads, **log.heads},
        {**more.signatures, **log.signatures}, log.public_key or more.public_key,
    )  # fmt: skip


def _files(folder: Path, kind: str, suffix: str) -> dict[int, bytes]:
    found = {}
    for path in sorted((folder / kind).glob(f"*{suffix}")):
        if path.stem.isdecimal() and path.is_file():
            found[int(path.stem)] = path.read_bytes()
    return found
