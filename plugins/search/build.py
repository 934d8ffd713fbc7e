"""From records to the files of the search index: a lunr index that is never put together on the server.

The files hold each term's frequencies and each document's lengths, not lunr's weights: half the bytes, and
the edit of one document leaves other documents' figures alone. The browser computes the weights of a query's
terms as lunr does (k1, b, one idf over both fields) and hands lunr an index of just these terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from . import directory, documents, encoding, manifest
from .documents import Row, write_facets, write_numbers, write_order, write_readings, write_rows
from .files import FileSet, Last
from .fold import FOLDER
from .lengths import rounded
from .postings import invert
from .records import Pending, SearchRecord
from .segments import Segment
from .state import Head, State
from .texts import Mapper, make_all


@dataclass(frozen=True, slots=True)
class Index:
    """The files by path below the root of the site, and what `State` keeps of them."""

    files: dict[str, bytes]
    head: Head
    rows: list[Row]


def build(records: Iterable[SearchRecord | Pending]) -> dict[str, bytes]:
    """Every file of the index by its path (`search/…`); a pure function of the records."""
    return build_index(records).files


def build_index(
    records: Iterable[SearchRecord | Pending],
    read: Callable[[str], bytes | None] | None = None,
    state: State | None = None,
    mapping: Mapper = map,
) -> Index:
    """`read` gives the files of the last build by path, and `state` vouches for them; `mapping` gives the work to several
    processes. None of them changes anything but the time."""
    last = Last(read) if read else None
    if last and not (state and state.is_of(last.manifest_path())):
        last = None  # packed by who knows which program
    ordered = sorted(records, key=lambda record: (record.serial, record.key))
    files = FileSet()
    rows, made = make_all(ordered, files, last, mapping)
    fields = [[one.title for one in made], [one.body for one in made]]
    del made
    lengths = [[rounded(length) for segment in field for length in segment.lengths.tolist()] for field in fields]
    totals = [sum(column) for column in lengths]
    path = files.add_entry(
        {
            **manifest.beginning(len(rows)),
            "fields": manifest.fields(totals, len(rows)),
            "lengths": files.add("lengths-", encoding.varints([length for column in lengths for length in column])),
            "shards": _write_terms(files, fields, directory.shards(len(rows))),
            "numbers": write_numbers(files, rows),
            "readings": write_readings(files, rows),
            "block": documents.BLOCK,
            "named": documents.NAMED,
            "docs": write_rows(files, rows),
            "order": write_order(files, rows),
            "facets": write_facets(files, rows),
            "fold": files.add_json("fold-", FOLDER.pairs),
            "near": FOLDER.near,
        }
    )
    return Index(files.packed(last), Head(path, len(rows), totals), rows)


def _write_terms(files: FileSet, fields: Sequence[Sequence[Segment]], rule: directory.Cut) -> Any:
    return directory.write(files, "s/", map(encoding.term_records, invert(fields)), rule)
