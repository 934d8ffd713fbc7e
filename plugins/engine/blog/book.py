"""What was the last build made of? The sources and outputs of one site, kept beside it in one file that heals itself.

Entries lie in shares, so that an edit rewrites the share of its document and not the book. The book says of which state
of the site it tells; when the site is in another, or a share is damaged, it tells nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..manifest import Entry, Manifest
from ..store import Store

SHARES = 64
LAYOUT = 2  # of the entries below; a book of another layout tells nothing
ABOUT, SNAPSHOT = f"about {LAYOUT}", f"snapshot {LAYOUT}"


class Output(NamedTuple):
    """An output as it was put: its bytes, the key it was made under, whose texts it showed, and how to make it alone."""

    digest: bytes
    size: int
    key: str
    reads: tuple[str, ...] = ()
    texts: str = ""
    recipe: tuple[Any, ...] | None = None


class Known(NamedTuple):
    """A source as it was read: in which state of the file, under which key, what it said, and what it is."""

    stamp: str
    key: str
    head: bytes
    kind: str


class About(NamedTuple):
    """The state of the site that is told of, the number of its files, and what stands at its top."""

    state: str = ""
    files: int = 0
    top: tuple[str, ...] = ()


class Shelf:
    """A dictionary in shares; changes are written when the book is."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, f"{name} {LAYOUT}"
        self._shares: dict[int, dict[str, Any]] = {}
        self._changed: set[int] = set()
        self.is_whole = True

    def get(self, key: str) -> Any | None:
        return self._share(_number(key)).get(key)

    def items(self) -> Iterator[tuple[str, Any]]:
        for number in range(SHARES):
            yield from self._share(number).items()

    def put(self, key: str, value: Any) -> None:
        number = _number(key)
        share = self._share(number)
        if share.get(key) != value:
            share[key] = value
            self._changed.add(number)

    def remove(self, key: str) -> None:
        if self._share(_number(key)).pop(key, None) is not None:
            self._changed.add(_number(key))

    def keep_only(self, keys: Any) -> None:
        for key in [key for key, _ in self.items() if key not in keys]:
            self.remove(key)

    def clear(self) -> None:
        self._shares = {number: {} for number in range(SHARES)}
        self._changed = set(range(SHARES))
        self.is_whole = True

    def save(self) -> None:
        for number in self._changed:
            self._store.put(f"{self._name} {number}", self._shares[number])
        self._changed.clear()

    def _share(self, number: int) -> dict[str, Any]:
        if number not in self._shares:
            found = self._store.get(f"{self._name} {number}")
            self.is_whole = self.is_whole and found is not None
            self._shares[number] = found or {}
        return self._shares[number]


class Files(Manifest):
    """The files of the site, looked up when they are asked for."""

    def __init__(self, outputs: Shelf, about: About) -> None:
        super().__init__(state=about.state)
        self._outputs, self._about = outputs, about

    def get(self, path: str) -> Entry | None:
        output = self._outputs.get(path)
        return None if output is None else Entry(output.digest, output.size)

    def __contains__(self, path: object) -> bool:
        return isinstance(path, str) and self._outputs.get(path) is not None

    def __iter__(self) -> Iterator[str]:
        return (path for path, _ in self._outputs.items())

    def __len__(self) -> int:
        return self._about.files

    def whole(self) -> Manifest:
        return Manifest({path: Entry(output.digest, output.size) for path, output in self._outputs.items()}, self.state)

    def top(self) -> set[str]:
        return set(self._about.top)


class Book:
    """Use as a context manager. As a `Record` it tells `OutputTree` of the files of the site."""

    def __init__(self, path: Path) -> None:
        self._store = Store(path)

    def __enter__(self) -> Book:
        self._store.__enter__()
        self.about: About = self._store.get(ABOUT) or About()
        self.state = self.about.state
        self.outputs, self.sources = Shelf(self._store, "output"), Shelf(self._store, "source")
        self.readers = Shelf(self._store, "reader")  # of a text: the outputs that show it
        self.snapshot: Any = self._store.get(SNAPSHOT)
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: Any) -> None:
        self._store.__exit__(kind, *rest)

    def files(self) -> Manifest:
        return Files(self.outputs, self.about)

    def is_whole(self) -> bool:
        """Whether no share of the book is damaged; reads all that a whole build asks for."""
        for shelf in (self.outputs, self.sources):
            for _ in shelf.items():
                pass
        return self.outputs.is_whole and self.sources.is_whole

    def forget(self) -> None:
        self.about, self.state, self.snapshot = About(), "", None
        for shelf in (self.outputs, self.sources, self.readers):
            shelf.clear()

    def save(self, about: About, snapshot: Any) -> None:
        """To be written when the book is closed."""
        for shelf in (self.outputs, self.sources, self.readers):
            shelf.save()
        if about != self.about:
            self._store.put(ABOUT, about)
        if snapshot != self.snapshot:
            self._store.put(SNAPSHOT, snapshot)


def _number(key: str) -> int:
    return zlib.crc32(key.encode("utf-8", "surrogateescape")) % SHARES
