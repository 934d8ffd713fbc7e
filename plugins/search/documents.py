"""What does a result list need of each document? Rows to show, columns to filter by, numbers to jump to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from . import directory
from .directory import join
from .files import FileSet, json_bytes
from .fold import FOLDER
from .records import FacetValue, SearchRecord
from .tokenise import term_order

BLOCK = 100
"""Rows in one file: a page of results takes a few of them."""


class Row(NamedTuple):
    """A record without its text, which stands in the file `text`."""

    key: str
    serial: str
    title: str
    url: str
    date: str
    number: str
    index_number: str
    numbers: list[str]
    facets: dict[str, list[str]]
    current: bool
    text: str

    @property
    def order(self) -> tuple[str, str]:
        return self.serial, self.key

    @property
    def shown(self) -> list[str]:
        """`[title, url, date, department, number, index number, text file]`."""
        department = "、".join(self.facets.get("department", ()))
        return [self.title, self.url, self.date, department, self.number, self.index_number, self.text]

    @property
    def day(self) -> int:
        """The date as a whole number: 20161221; 0 for none."""
        return int(self.date[:10].replace("-", "") or 0)

    @property
    def folded_numbers(self) -> list[str]:
        """Official numbers, folded like a query."""
        return list(dict.fromkeys(filter(None, map(FOLDER.text, self.numbers))))


ABSENT = Row("", "", "", "", "", "", "", [], {}, True, "")
"""Where there is no document; every other row has a text file."""


def row(record: SearchRecord, text: str) -> Row:
    facets = {name: list(_values(value)) for name, value in sorted(record.facets.items())}
    return Row(
        record.key,
        record.serial,
        record.title,
        record.url,
        record.date,
        record.number or "",
        record.index_number or "",
        list(record.numbers),
        {name: values for name, values in facets.items() if values},
        record.current,
        text,
    )


def _values(value: FacetValue) -> Iterator[str]:
    return filter(None, (value,) if isinstance(value, str) else value)


def write_rows(files: FileSet, rows: Sequence[Row]) -> list[str]:
    """What is shown of each document, in blocks, by document id."""
    blocks = [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]
    return [write_block(files, n, [row.shown for row in block]) for n, block in enumerate(blocks)]


def write_block(files: FileSet, number: int, shown: Sequence[Sequence[str]]) -> str:
    return files.add_json(f"docs/{number:03d}-", shown)


def write_order(files: FileSet, rows: Sequence[Row]) -> str:
    """Each document's date, and the ids of replaced versions."""
    superseded = [place for place, row in enumerate(rows) if not row.current]
    return files.add_json("order-", {"date": [row.day for row in rows], "superseded": superseded})


def write_facets(files: FileSet, rows: Sequence[Row]) -> dict[str, str]:
    """For each facet a column of places in its sorted values: a list of places for every document."""
    names = sorted({name for row in rows for name in row.facets})
    return {name: write_facet(files, name, [row.facets.get(name, []) for row in rows]) for name in names}


def write_facet(files: FileSet, name: str, held: Sequence[Sequence[str]]) -> str:
    values = sorted({value for row in held for value in row})
    places = {value: place for place, value in enumerate(values)}
    column = [[places[value] for value in row] for row in held]
    return files.add_json(f"facets/{name}-", {"values": values, "column": column})


def write_numbers(files: FileSet, rows: Sequence[Row]) -> Any:
    """Official numbers with the ids of the documents that bear them."""
    bearers: dict[str, list[int]] = {}
    for document, row in enumerate(rows):
        for number in row.folded_numbers:
            bearers.setdefault(number, []).append(document)
    names = sorted(bearers, key=term_order)
    lines = [number_line(name, bearers[name]) for name in names]
    return directory.write(files, "numbers/", [join(names, lines)], directory.NUMBERS)


def number_line(name: str, bearers: Sequence[int]) -> bytes:
    return json_bytes([name, bearers]) + b"\n"
