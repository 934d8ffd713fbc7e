"""The text of a record, as the browser gets it and as it is searched.

A text is one file, a long one up to eight. The postings tell in which of them a term stands (see `tokenise.mark`): who looks
for a few words fetches the one or two parts that may have them, of the documents that may have them in one place.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from plugins.gazette.body import Clause

from .files import json_bytes, named
from .fold import FOLDER
from .records import SearchRecord
from .tokenise import Piece

PART = 9 << 10
"""About so many bytes of UTF-8 make a part of a text that has fewer than `MOST`."""

MOST = 8
PREFIX = "text/"


class TextFiles(NamedTuple):
    """`paths` are the parts in order, `data` the files by path, `texts` the parts as they are searched."""

    paths: list[str]
    data: dict[str, bytes]
    texts: tuple[str, ...]


def text_files(record: SearchRecord) -> TextFiles:
    """Each part is `{"clauses": [[anchor, label, text], …]}`, beside it how rare traditional characters are folded that it
    has; the title's with the first."""
    parts = list(_parts(record.clauses))
    texts = tuple("\n".join(clause.text for clause in part) for part in parts)
    shown = [record.title + texts[0], *texts[1:]]
    files = [_data(part, FOLDER.far(text)) for part, text in zip(parts, shown, strict=True)]
    paths = [named(PREFIX, data) for data in files]
    return TextFiles(paths, dict(zip(paths, files, strict=True)), texts)


def _data(part: Sequence[Clause], far: Sequence[str]) -> bytes:
    return json_bytes({"clauses": part, "fold": far} if far else {"clauses": part})


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


def texts_in(files: Mapping[str, bytes], paths: Iterable[str]) -> tuple[str, ...]:
    """The parts as they are searched, of the files as `text_files` made them."""
    return tuple("\n".join(text for _, _, text in json.loads(files[path])["clauses"]) for path in paths)


def body_pieces(texts: Sequence[str], numbers: Iterable[str]) -> list[Piece]:
    """The pieces of the body field. The clauses are one: a phrase that runs on into the next clause is found too."""
    return [texts, *([number] for number in numbers)]
