"""The whole catalogue as JSON and CSV: `/api/catalogue.json`, `/api/catalogue.csv`.

Both hold every version, newest first, with the SHA-256 of its files. The bytes depend on the records alone:
there is no time of making in them.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from typing import Any

from plugins.gazette.addresses import absolute

from .records import CatalogueRecord, FileRecord
from .table import COLUMNS, cells, header

BOM = "\ufeff"  # without it Excel takes UTF-8 for the system's own code page
FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # what a spreadsheet may take for the start of a formula


def to_json(records: Iterable[CatalogueRecord], home: str, title: str) -> bytes:
    """An object of `title`, `home`, `fields` (name and Chinese label) and `records`, one record a line.

    Texts are exactly as written. A value that a record lacks is null; `particulars` is an object of the fields of the
    document's own kind by their Chinese names; `files[].path` is relative to `home`.
    """
    head = {
        "title": title,
        "home": f"{home}/",
        "fields": [{"name": column.name, "label": column.label} for column in COLUMNS],
    }
    lines = ",\n".join(_dump(_object(record, home)) for record in records)
    return f'{_dump(head)[:-1]},"records":[\n{lines}\n]}}\n'.encode()


def to_csv(records: Iterable[CatalogueRecord], home: str) -> bytes:
    """RFC 4180 with a byte-order mark and the Chinese labels as its first line.

    A cell that a spreadsheet would run as a formula is led by an apostrophe: take texts from the JSON where
    that matters.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header())
    writer.writerows([harmless(cell) for cell in cells(record, home)] for record in records)
    return (BOM + out.getvalue()).encode()


def harmless(cell: str) -> str:
    """The cell as text to every spreadsheet, whatever it starts with."""
    return f"'{cell}" if cell.lstrip(" \u3000").startswith(FORMULA) else cell


def _object(record: CatalogueRecord, home: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for column in COLUMNS:
        value = column.read(record)
        values[column.name] = list(value) if isinstance(value, tuple) else None if value == "" else value
    values["url"], values["work_url"] = absolute(home, record.url), absolute(home, record.work_url)
    values["particulars"] = dict(record.particulars)
    values["files"] = [_file(file, home) for file in record.files]
    return values


def _file(file: FileRecord, home: str) -> dict[str, Any]:
    return {
        "format": file.format,
        "media_type": file.media_type,
        "path": file.path,
        "url": absolute(home, file.path),
        "size": file.size,
        "sha256": file.sha256,
    }


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
