"""What does a result list need of each document? Rows to show, columns to filter by, numbers to jump to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from . import directory
from .encoding import join
from .files import FileSet, json_bytes
from .fold import FOLDER
from .pages import Page
from .records import FacetValue, SearchRecord

BLOCK = 100
"""Rows in one file: a page of results takes a few of them."""


def write_rows(files: FileSet, records: Sequence[SearchRecord], pages: Sequence[Page]) -> list[str]:
    """Blocks of `[title, url, date, department, number, index number, text file]`, by document id."""
    rows = [_row(files, record, page) for record, page in zip(records, pages, strict=True)]
    blocks = [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]
    return [files.add_json(f"docs/{n:03d}-", block) for n, block in enumerate(blocks)]


def _row(files: FileSet, record: SearchRecord, page: Page) -> list[str]:
    department = "、".join(_values(record.facets.get("department", ())))
    number, index_number = record.number or "", record.index_number or ""
    text = files.add("text/", page.text)
    return [record.title, record.url, record.date, department, number, index_number, text]


def write_order(files: FileSet, records: Sequence[SearchRecord]) -> str:
    """Each document's date as a whole number (20161221; 0 for none), and the ids of replaced versions."""
    dates = [int(record.date[:10].replace("-", "") or 0) for record in records]
    superseded = [place for place, record in enumerate(records) if not record.current]
    return files.add_json("order-", {"date": dates, "superseded": superseded})


def write_facets(files: FileSet, records: Sequence[SearchRecord]) -> dict[str, str]:
    """For each facet a column of places in its sorted values: a list of places for every document."""
    names = sorted({name for record in records for name in record.facets})
    return {name: files.add_json(f"facets/{name}-", _column(name, records)) for name in names}


def _column(name: str, records: Sequence[SearchRecord]) -> Any:
    held = [_values(record.facets.get(name, ())) for record in records]
    values = sorted({value for row in held for value in row})
    places = {value: place for place, value in enumerate(values)}
    return {"values": values, "column": [[places[value] for value in row] for row in held]}


def _values(value: FacetValue) -> tuple[str, ...]:
    values = (value,) if isinstance(value, str) else value
    return tuple(v for v in values if v)


def write_numbers(files: FileSet, records: Sequence[SearchRecord]) -> Any:
    """Official numbers, folded like a query, with the ids of the documents that bear them."""
    bearers: dict[str, list[int]] = {}
    for document, record in enumerate(records):
        for number in filter(None, map(FOLDER.text, record.numbers)):
            bearers.setdefault(number, []).append(document)
    names = sorted(bearers, key=lambda name: name.encode("utf-16-be"))
    lines = [json_bytes([name, bearers[name]]) + b"\n" for name in names]
    return directory.write(files, "numbers/", join(names, lines), directory.NUMBERS)


def by_serial(records: Sequence[SearchRecord]) -> Iterator[SearchRecord]:
    """The records in the order of their ids."""
    return iter(sorted(records, key=lambda record: (record.serial, record.key)))
