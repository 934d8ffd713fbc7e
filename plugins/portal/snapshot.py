"""The corpus of the last build as one file, so that a build of a few texts need not read and order ten thousand records.

It holds documents without their texts, and all indexes over them. Of a text that was edited since, the record is kept
beside it; when there are many, the whole is written anew.
"""

from __future__ import annotations

import hashlib
import io
import mmap
import os
import pickle
from array import array
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, ClassVar

from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.stored import put_away, take_out

AT_HAND = ("path", "column", "kind", "work_key", "digest")  # what lists and indexes ask of every document
NAME = 64  # bytes at the start of the file: the SHA-256 of all others


class Snapshot:
    """`folder` is the cache. A snapshot has a name made of its content; who asks for one by name gets that or none."""

    _ahead: ClassVar[dict[str, Corpus]] = {}

    def __init__(self, folder: Path) -> None:
        self.path = folder / "corpus.pickle"

    def write(self, corpus: Corpus) -> str:
        """Returns the name."""
        corpus.lay_out()
        pieces = _packed(corpus)
        total = hashlib.sha256()
        for piece in pieces:
            total.update(piece)
        aside = self.path.with_name(f".{self.path.name}.{os.getpid()}")
        with aside.open("wb") as file:
            file.writelines((total.hexdigest().encode("ascii"), *pieces))
        aside.replace(self.path)
        return total.hexdigest()

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
                return file.read(NAME).decode("ascii", "ignore")
        except OSError:
            return ""

    def read(self, name: str) -> Corpus | None:
        """The corpus of that name, whole and sound; else None."""
        if name in self._ahead:
            return self._ahead.pop(name)
        try:
            with self.path.open("rb") as file:
                data = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError):
            return None
        if bytes(data[:NAME]) != name.encode("ascii") or hashlib.sha256(data[NAME:]).hexdigest() != name:
            return None
        return _unpacked(data[NAME:])


class _Pickler(pickle.Pickler):
    """Documents are put away, each for itself; `rests` are what is read later."""

    def __init__(self, file: io.BytesIO) -> None:
        super().__init__(file, protocol=5, buffer_callback=self._keep)
        self.rests: list[memoryview] = []

    def _keep(self, buffer: pickle.PickleBuffer) -> bool:
        self.rests.append(buffer.raw())
        return False  # it stands outside

    def reducer_override(self, value: Any) -> Any:
        if not isinstance(value, Document):
            return NotImplemented
        kept, rest = put_away(value, AT_HAND)
        return _document, (*kept.values(), pickle.PickleBuffer(rest))


def _document(*values: Any) -> Document:
    return take_out(Document, AT_HAND, values[:-1], values[-1])


def _packed(corpus: Corpus) -> Sequence[bytes | memoryview]:
    """How many documents, how long the rest of each is, the rests, and the corpus without them."""
    file = io.BytesIO()
    pickler = _Pickler(file)
    pickler.dump(corpus)
    return (array("Q", (len(pickler.rests), *map(len, pickler.rests))).tobytes(), *pickler.rests, file.getbuffer())


def _unpacked(data: memoryview) -> Corpus:
    (count,) = data[:8].cast("Q")
    ends = accumulate(data[8 : 8 + 8 * count].cast("Q"), initial=8 + 8 * count)
    rests = [data[start:end] for start, end in pairwise(ends)]
    corpus: Corpus = pickle.loads(data[8 + 8 * count + sum(map(len, rests)) :], buffers=rests)
    return corpus


def pack(documents: Iterable[Document]) -> str:
    """Records, for the journal."""
    return pickle.dumps(list(documents), protocol=5).hex()


def unpack(text: str) -> list[Document]:
    return pickle.loads(bytes.fromhex(text)) if text else []
