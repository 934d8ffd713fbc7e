"""The text of a record, as the browser gets it and as it is searched.

A short text is one file. A long one is up to eight parts and a list of them. The postings tell in which parts a term stands
(see `tokenise.mark`): who looks for a few words fetches the one or two parts that may have them, of the documents that may
have them in one place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plugins.gazette.body import Clause

from .files import hash_in, json_bytes, named
from .fold import FOLDER
from .records import SearchRecord
from .tokenise import Piece

PART = 9 << 10
"""About so many bytes of UTF-8 make a part of a text that has fewer than `MOST`."""

MOST = 8
PREFIX = "text/"


class TextFiles(NamedTuple):
    """`path` leads to the text; `data` are its files by path, `texts` the parts as they are searched."""

    path: str
    data: dict[str, bytes]
    texts: tuple[str, ...]

    @property
    def parts(self) -> list[str]:
        return [path for path in self.data if path != self.path]


def text_files(record: SearchRecord) -> TextFiles:
    """`{"clauses": [[anchor, label, text], …]}`, or `{"parts": [hash, …]}` of files of that form; beside them how rare
    traditional characters are folded that this text has."""
    far = FOLDER.far("".join((record.title, *(clause.text for clause in record.clauses))))
    extra = {"fold": far} if far else {}
    parts = list(_parts(record.clauses))
    texts = tuple("\n".join(clause.text for clause in part) for part in parts)
    if len(parts) == 1:
        data = json_bytes({"clauses": parts[0], **extra})
        return TextFiles(named(PREFIX, data), {named(PREFIX, data): data}, texts)
    files = {named(PREFIX, data): data for data in (json_bytes({"clauses": part}) for part in parts)}
    head = json_bytes({"parts": [hash_in(named(PREFIX, json_bytes({"clauses": part}))) for part in parts], **extra})
    return TextFiles(named(PREFIX, head), {named(PREFIX, head): head, **files}, texts)


def _parts(clauses: Sequence[Clause]) -> Iterator[list[Clause]]:
    """The clauses in parts of about the same size; of one text, always the same."""
    sizes = [_size(clause) for clause in clauses]
    least = max(PART, -(-sum(sizes) // MOST))
    part, size, count = list[Clause](), 0, 1
    for clause in _lines(clauses, least):
        if size >= least and count < MOST:
            yield part
            part, size, count = [], 0, count + 1
        part.append(clause)
        size += _size(clause)
    yield part


def _size(clause: Clause) -> int:
    return len(clause.text.encode("utf-8", "surrogatepass"))


def _lines(clauses: Iterable[Clause], most: int) -> Iterator[Clause]:
    """The clauses; of one that is longer than a part, its lines."""
    for clause in clauses:
        is_long = _size(clause) > most
        yield from (Clause(clause.anchor, clause.label, line) for line in clause.text.split("\n")) if is_long else (clause,)


def texts_in(files: Mapping[str, bytes], path: str) -> tuple[str, ...]:
    """The parts as they are searched, of the files as `text_files` made them."""
    head = json.loads(files[path])
    parts = [head] if "clauses" in head else [json.loads(files[f"{PREFIX}{name}.bin"]) for name in head["parts"]]
    return tuple("\n".join(text for _, _, text in part["clauses"]) for part in parts)


def body_pieces(texts: Sequence[str], numbers: Iterable[str]) -> list[Piece]:
    """The pieces of the body field. The clauses are one: a phrase that runs on into the next clause is found too."""
    return [texts, *([number] for number in numbers)]
