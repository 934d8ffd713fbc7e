"""The corpus of the last build as one file, so that a build of a few texts need not read and order ten thousand records.

It holds documents without their texts, and all indexes over them. Of a text that was edited since, the record is kept
beside it; when there are many, the whole is written anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document


class Snapshot:
    """`folder` is the cache. A snapshot has a name made of its content; who asks for one by name gets that or none."""

    _ahead: ClassVar[dict[str, Corpus]] = {}

    def __init__(self, folder: Path) -> None:
        self.path = folder / "corpus.pickle"

    def write(self, corpus: Corpus) -> str:
        """Returns the name."""
        corpus.lay_out()
        data = pickle.dumps(corpus, protocol=5)
        name = hashlib.sha256(data).hexdigest()
        aside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        aside.write_bytes(name.encode("ascii") + data)
        aside.replace(self.path)
        return name

    def read_ahead(self) -> None:
        """Have at hand what is stored, for the next one who asks for it, and for no other: who reads a corpus changes it."""
        name = self._stored()
        if name not in self._ahead:
            self._ahead.clear()
            corpus = self.read(name)
            if corpus is not None:
                self._ahead[name] = corpus

    def _stored(self) -> str:
        """The name of what is stored; empty when nothing is."""
        try:
            with self.path.open("rb") as file:
                return file.read(64).decode("ascii", "ignore")
        except OSError:
            return ""

    def read(self, name: str) -> Corpus | None:
        """The corpus of that name, whole and sound; else None."""
        if name in self._ahead:
            return self._ahead.pop(name)
        try:
            data = memoryview(self.path.read_bytes())
        except OSError:
            return None
        if bytes(data[:64]) != name.encode("ascii") or hashlib.sha256(data[64:]).hexdigest() != name:
            return None
        corpus: Corpus = pickle.loads(data[64:])
        return corpus


def pack(documents: Iterable[Document]) -> str:
    """Records, for the journal."""
    return pickle.dumps(list(documents), protocol=5).hex()


def unpack(text: str) -> list[Document]:
    return pickle.loads(bytes.fromhex(text)) if text else []
