"""The whole catalogue as JSON and CSV: `/api/catalogue.json`, `/api/catalogue.csv`.

Both hold every version, newest first, with the SHA-256 of its files. The bytes depend on the records alone:
there is no time of making in them.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from typing import Any

from .assembly import Frame, assemble
from .records import CatalogueRecord, FileRecord
from .table import COLUMNS, Value, cells, header, read, url

BOM = "\ufeff"  # without it Excel takes UTF-8 for the system's own code page
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what a spreadsheet may take for the start of a formula
SUSPECT = {" ", "\u3000", *FORMULA}  # how a cell starts that `harmless` may lead
NAMES = tuple(column.name for column in COLUMNS)
DUMP = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(records: Iterable[CatalogueRecord], home: str, title: str) -> bytes:
    """An object of `title`, `home`, `fields` (name and Chinese label) and `records`, one record a line.

    Texts are exactly as written. A value that a record lacks is null; `particulars` is an object of the fields of the
    document's own kind by their Chinese names; `files[].path` is relative to `home`.
    """
    return assemble(json_frame(home, title), [json_line(record, home) for record in records]).data


def json_frame(home: str, title: str) -> Frame:
    head = {
        "title": title,
        "home": f"{home}/",
        "fields": [{"name": column.name, "label": column.label} for column in COLUMNS],
    }
    return Frame(f'{DUMP(head)[:-1]},"records":[\n'.encode(), b"\n]}\n", b",\n")


def json_line(record: CatalogueRecord, home: str, values: Sequence[Value] = ()) -> bytes:
    """One record; `values` are those of `table.read`, where they are at hand."""
    return DUMP(_object(record, home, values or read(record))).encode()


def to_csv(records: Iterable[CatalogueRecord], home: str) -> bytes:
    """RFC 4180 with a byte-order mark and the Chinese labels as its first line.

    A cell that a spreadsheet would run as a formula is led by an apostrophe: take texts from the JSON where
    that matters.
    """
    return assemble(csv_frame(), [csv_line(cells(record, home)) for record in records]).data


def csv_frame() -> Frame:
    return Frame(f"{BOM}{_row(header())}".encode(), b"")


def csv_line(texts: Sequence[str]) -> bytes:
    """One record, of its cells."""
    return _row([harmless(cell) if cell[:1] in SUSPECT else cell for cell in texts]).encode()


def harmless(cell: str) -> str:
    """The cell as text to every spreadsheet, whatever it starts with."""
    return f"'{cell}" if cell.lstrip(" \u3000").startswith(FORMULA) else cell


def _object(record: CatalogueRecord, home: str, values: Sequence[Value]) -> dict[str, Any]:
    found: dict[str, Any] = dict(zip(NAMES, [None if value == "" else value for value in values], strict=True))
    found["url"], found["work_url"] = url(home, record.url), url(home, record.work_url)
    found["particulars"] = dict(record.particulars)
    found["files"] = [_file(file, home) for file in record.files]
    return found


def _file(file: FileRecord, home: str) -> dict[str, Any]:
    return {
        "format": file.format,
        "media_type": file.media_type,
        "path": file.path,
        "url": url(home, file.path),
        "size": file.size,
        "sha256": file.sha256,
    }


class _Echo:
    """What `csv` writes to: it hands a line back instead of keeping it."""

    def write(self, text: str) -> str:
        return text


_WRITER = csv.writer(_Echo(), lineterminator="\r\n")


def _row(texts: Sequence[str]) -> str:
    return str(_WRITER.writerow(texts))
