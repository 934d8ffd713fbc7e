"""The machine-readable catalogue: JSON, CSV, XLSX and DCAT-AP, each one fragment a record between a head and a tail.

`full` makes all four from all records. `update` makes them of the last ones and the records that changed, without the
other records: byte for byte what `full` makes, at the cost of copying the files.
"""

from __future__ import annotations

import hashlib
from bisect import insort
from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple, Protocol

from . import assembly, dcat, exports, sheet_update, spreadsheet, table
from .assembly import Bytes, File, Frame, Layout, Step
from .dcat import CatalogueDescription
from .deflate import ENVIRONMENT, Block, pack
from .records import Brief, CatalogueRecord, FileRecord, brief
from .spreadsheet import Workbook
from .state import State

JSON, CSV, XLSX, DCAT = (f"api/{name}" for name in ("catalogue.json", "catalogue.csv", "catalogue.xlsx", "dcat.jsonld"))
FORMS = {
    JSON: ("JSON", "application/json"),
    CSV: ("CSV", "text/csv"),
    XLSX: ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}

Changed = Mapping[str, CatalogueRecord | None]
Put = Callable[[str, Sequence[Bytes]], bytes]  # takes a file, by its path and piece by piece, and says its SHA-256
Read = Callable[[str], Bytes]  # the bytes of a file of the last build


class Fragments(NamedTuple):
    """One record in the four tables."""

    json: bytes
    csv: bytes
    dataset: bytes
    line: bytes

    def text(self, path: str) -> bytes:
        return self.json if path == JSON else self.csv if path == CSV else self.dataset


def environment(about: CatalogueDescription, program: str) -> str:
    """All that the tables depend on besides the records; `program` names the state of the code."""
    said = repr((about, table.header(), ENVIRONMENT, program))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


def fragments(record: CatalogueRecord, about: CatalogueDescription) -> Fragments:
    """A record with its files, in the four forms."""
    values = table.read(record)
    cells = table.cells(record, about.home, values)
    return Fragments(
        exports.json_line(record, about.home, values),
        exports.csv_line(cells),
        dcat.dataset_line(record, about),
        spreadsheet.line(cells),
    )


def full(records: Sequence[CatalogueRecord], about: CatalogueDescription, put: Put) -> State:
    """All four from all records, in their order and with their files; returns what to remember for `update`."""
    rows = [brief(record, about.home) for record in records]
    return _publish(_Whole(records, about), rows, dcat.head(rows, about), about, put)


def update(state: State, read: Read, about: CatalogueDescription, changed: Changed, put: Put) -> State:
    """All four from the last ones, of which `state` tells, and the records that are others, by their sources: with their
    files, or None for one that is gone. New records are put in their places."""
    rows = _rows(state.rows, changed, about.home)
    new = {source: fragments(record, about) for source, record in changed.items() if record}
    steps = assembly.plan([row.source for row in state.rows], [row.source for row in rows], new)
    head = None if rows == state.rows else dcat.head(rows, about)
    return _publish(_Spliced(state, read, steps, new), rows, head, about, put)


def _rows(last: Sequence[Brief], changed: Changed, home: str) -> list[Brief]:
    rows = [row for row in last if row.source not in changed]
    for record in filter(None, changed.values()):
        insort(rows, brief(record, home), key=attrgetter("order"))
    return rows


class _Maker(Protocol):
    """How the tables are made: each is asked for once, in the order in which they are put."""

    def text(self, path: str, frame: Frame) -> File: ...
    def workbook(self) -> Workbook: ...


class _Whole:
    """From all records. What was handed out is forgotten: all tables together are large."""

    def __init__(self, records: Sequence[CatalogueRecord], about: CatalogueDescription) -> None:
        self._texts: dict[str, list[bytes]] = {JSON: [], CSV: [], DCAT: []}
        self._count, self._packed = len(records), list[tuple[bytes, Block]]()
        for start, stop in spreadsheet.bounds(len(records)):
            made = [fragments(record, about) for record in records[start:stop]]
            self._packed.append(pack(b"".join(one.line for one in made)))
            for path, found in self._texts.items():
                found.extend(one.text(path) for one in made)

    def text(self, path: str, frame: Frame) -> File:
        return assembly.assemble(frame, self._texts.pop(path))

    def workbook(self) -> Workbook:
        return spreadsheet.whole(table.TITLE, table.header(), self._count, self._packed)


class _Spliced:
    """From the last tables and a few new fragments."""

    def __init__(self, state: State, read: Read, steps: Sequence[Step], new: Mapping[str, Fragments]) -> None:
        self._state, self._read, self._steps, self._new = state, read, steps, new

    def text(self, path: str, frame: Frame) -> File:
        texts = {source: one.text(path) for source, one in self._new.items()}
        return assembly.update(self._read(path), self._state.layouts[path], frame, self._steps, texts)

    def workbook(self) -> Workbook:
        lines, frame = {source: one.line for source, one in self._new.items()}, (table.TITLE, table.header())
        return sheet_update.update(self._read(XLSX), self._state.sheet, frame, self._steps, lines)


def _publish(
    maker: _Maker, rows: list[Brief], head: bytes | None, about: CatalogueDescription, put: Put
) -> State:
    """Put the tables one by one; the DCAT file comes last, for it holds the digests of the others."""
    digests, layouts, own = dict[str, bytes](), dict[str, Layout](), list[FileRecord]()

    def publish(path: str, pieces: Sequence[Bytes]) -> None:
        digests[path] = put(path, pieces)
        if path in FORMS:
            own.append(FileRecord(*FORMS[path], path, digests[path].hex(), sum(map(len, pieces))))

    def text(path: str, frame: Frame) -> None:
        pieces, layouts[path] = maker.text(path, frame)
        publish(path, pieces)

    text(JSON, exports.json_frame(about.home, about.title))
    text(CSV, exports.csv_frame())
    pieces, sheet = maker.workbook()
    publish(XLSX, pieces)
    text(DCAT, dcat.frame(head, about, own))
    return State(rows, digests, layouts, sheet)
