"""What does a result list need of each document? Rows to show, columns to filter by, numbers to jump to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from operator import sub
from typing import Any, NamedTuple

from . import directory
from .directory import join
from .files import FileSet, hash_in, json_bytes
from .fold import FOLDER
from .readings import readings
from .records import FacetValue, SearchRecord
from .tokenise import term_order

BLOCK = 8
"""Rows in one file: the hits of a page mostly stand in different ones."""

LAPSED = frozenset({"废止", "失效"})
"""What the facet validity says of a document that is no more in force (`gazette.validity.Status`)."""

PLAIN = 512
"""Names of such files that the manifest holds itself."""

NAMED = 128
"""When there are more of them, so many are in a file."""


class Row(NamedTuple):
    """A record without its text, of which `texts` are the files."""

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
    texts: list[str]

    @property
    def order(self) -> tuple[str, str]:
        return self.serial, self.key

    @property
    def shown(self) -> list[str | list[str]]:
        """`[title, url, date, department, number, index number, text files]`."""
        department = "、".join(self.facets.get("department", ()))
        return [self.title, self.url, self.date, department, self.number, self.index_number, list(map(hash_in, self.texts))]

    @property
    def day(self) -> int:
        """The date as a whole number: 20161221; 0 for none."""
        return int(self.date[:10].replace("-", "") or 0)

    @property
    def is_lapsed(self) -> bool:
        """Whether it has been repealed, or its time is over."""
        return not LAPSED.isdisjoint(self.facets.get("validity", ()))

    @property
    def readings(self) -> frozenset[str]:
        """Under which letters the title is suggested; replaced versions are not."""
        return readings(self.title) if self.current and self.texts else frozenset()

    @property
    def folded_numbers(self) -> list[str]:
        """Official numbers, folded like a query."""
        return list(dict.fromkeys(filter(None, map(FOLDER.text, self.numbers))))


ABSENT = Row("", "", "", "", "", "", "", [], {}, True, [])
"""Where there is no document; every other row has at least one text file."""


def row(record: SearchRecord, texts: list[str]) -> Row:
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
        texts,
    )


def _values(value: FacetValue) -> Iterator[str]:
    return filter(None, (value,) if isinstance(value, str) else value)


def write_rows(files: FileSet, rows: Sequence[Row]) -> Any:
    """What is shown of each document, in blocks, by document id; returns their names as the manifest holds them."""
    blocks = [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]
    return name_blocks(files, [write_block(files, [row.shown for row in block]) for block in blocks])


def write_block(files: FileSet, shown: Sequence[Sequence[str | list[str]]]) -> str:
    return files.add_json("docs/", shown)


def name_blocks(files: FileSet, paths: Sequence[str]) -> Any:
    names = list(map(hash_in, paths))
    if len(names) <= PLAIN:
        return {"names": names}
    return {"parts": [hash_in(files.add_json("blocks/", list(part))) for part in batched(names, NAMED)]}


def batched(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (items[start : start + size] for start in range(0, len(items), size))


def write_order(files: FileSet, rows: Sequence[Row]) -> str:
    return order_file(files, [row.day for row in rows], _places(rows, _is_superseded), _places(rows, _is_lapsed))


def order_file(files: FileSet, days: Sequence[int], superseded: Sequence[int], lapsed: Sequence[int]) -> str:
    """Each document's date, less that of the one before it, and the ids of replaced versions and of those that are no more
    in force."""
    differences = list(map(sub, days, (0, *days)))
    return files.add_json("order-", {"date": differences, "superseded": superseded, "lapsed": lapsed})


def _places(rows: Sequence[Row], holds: Callable[[Row], bool]) -> list[int]:
    return [place for place, row in enumerate(rows) if holds(row)]


def _is_superseded(row: Row) -> bool:
    return not row.current


def _is_lapsed(row: Row) -> bool:
    return row.is_lapsed


def write_facets(files: FileSet, rows: Sequence[Row]) -> dict[str, str]:
    """For each facet a column of places in its sorted values: one place, or a list, for every document."""
    names = sorted({name for row in rows for name in row.facets})
    return {name: write_facet(files, name, [row.facets.get(name, []) for row in rows]) for name in names}


def write_facet(files: FileSet, name: str, held: Sequence[Sequence[str]]) -> str:
    values = sorted({value for row in held for value in row})
    places = {value: place for place, value in enumerate(values)}
    column = [_alone([places[value] for value in row]) for row in held]
    return files.add_json(f"facets/{name}-", {"values": values, "column": column})


def _alone(places: list[int]) -> int | list[int]:
    """Most documents have one value: a number by itself."""
    return places[0] if len(places) == 1 else places


def write_numbers(files: FileSet, rows: Sequence[Row]) -> Any:
    """Official numbers with the ids of the documents that bear them."""
    return _write_names(files, "numbers/", [row.folded_numbers for row in rows])


def write_readings(files: FileSet, rows: Sequence[Row]) -> Any:
    """Readings of titles with the ids of the documents that have them."""
    return _write_names(files, "readings/", [row.readings for row in rows])


def _write_names(files: FileSet, prefix: str, names_of: Iterable[Iterable[str]]) -> Any:
    bearers: dict[str, list[int]] = {}
    for document, names in enumerate(names_of):
        for name in names:
            bearers.setdefault(name, []).append(document)
    names = sorted(bearers, key=term_order)
    lines = [number_line(name, bearers[name]) for name in names]
    return directory.write(files, prefix, [join(names, lines)], directory.NUMBERS)


def number_line(name: str, bearers: Sequence[int]) -> bytes:
    return json_bytes([name, bearers]) + b"\n"
