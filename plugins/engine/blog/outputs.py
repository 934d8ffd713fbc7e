"""The files of this build, and what is known of those of the last: the output tree and the book of the site as one."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from ..manifest import Entry
from ..output import OutputTree
from .book import About, Book, Output


class Outputs:
    """`believed` is False where nothing of the last build is to be relied on."""

    def __init__(self, tree: OutputTree, book: Book, believed: bool) -> None:
        self.tree, self._book, self._believed = tree, book, believed
        self._new: dict[str, Output] = {}

    def known(self, path: str) -> Output | None:
        """How an output of the last build was made."""
        return self._book.outputs.get(path) if self._believed else None

    def keep(self, path: str) -> bool:
        known = self.known(path)
        if known is None or not self.tree.keep(path):
            return False
        self._new[path] = known
        return True

    def put(
        self, path: str, data: bytes, key: str, reads: Iterable[str] = (), texts: str = "", recipe: tuple[Any, ...] | None = None
    ) -> None:
        self.tree.put(path, data)
        entry = self.tree.entry(path)
        assert entry is not None
        self._new[path] = Output(entry.digest, entry.size, key, tuple(reads), texts, recipe)

    def put_file(self, path: str, source: str, stamp: str) -> None:
        """A copy of a file; one whose state is as it was is not read."""
        key = f"file {source} {stamp}" if stamp else ""
        known = self.known(path)
        if key and known is not None and known.key == key and self.keep(path):
            return
        with open(source, "rb") as file:
            self.put(path, file.read(), key)

    def entry(self, path: str) -> Entry | None:
        return self.tree.entry(path)

    @property
    def are_foreseen(self) -> bool:
        """Whether each output has a key: none is to be made in every build."""
        return all(output.key for output in self._new.values())

    def note(self) -> About:
        """Put down in the book what this build made and kept; the tree must be closed."""
        outputs, readers = self._book.outputs, defaultdict[str, list[str]](list)
        for path, output in self._new.items():
            for read in output.reads:
                readers[read].append(path)
            outputs.put(path, output)
        if not self.tree.partial:
            outputs.keep_only(self._new)
            self._book.readers.keep_only(readers)
        for read, paths in readers.items():
            before = self._book.readers.get(read) or () if self.tree.partial else ()
            self._book.readers.put(read, tuple(sorted({*before, *paths})))
        return About(self.tree.state, len(self.tree), tuple(sorted(self.tree.top)))

    def __contains__(self, path: Any) -> bool:
        return path in self._new


def place(name: Any) -> str:
    """An output's path in the tree."""
    path = str(name)
    return os.path.normpath(path) if any(odd in path for odd in ("./", "/.", "//")) else path
