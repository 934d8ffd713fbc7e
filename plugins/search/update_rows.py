"""What is shown of the documents, and what they are filtered by and found under, after some edits."""

from __future__ import annotations

import json
from bisect import insort
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from . import directory, documents
from .documents import ABSENT, Row, number_line, write_block, write_facet
from .edits import Edit, Shift, renewed_column
from .files import Disagreement, Last, Renewal, pack
from .recut import Record, RecordEdit, Sheaf, renewed
from .state import Reading


def renewed_texts(files: Renewal, state: Reading, edits: Sequence[Edit]) -> dict[str, int]:
    """Adds the new text files; returns how many documents share each that is shared by more or fewer than before."""
    shifts = Counter(edit.new.text for edit in edits)
    shifts.subtract(edit.old.text for edit in edits)
    del shifts[ABSENT.text]
    texts = {edit.new.text: edit.text for edit in edits}
    shared: dict[str, int] = {}
    for path in (path for path, shift in shifts.items() if shift):
        before = state.sharing(path)
        shared[path] = before + shifts[path]
        if shared[path] < 0:
            raise Disagreement(path)
        if not before:
            files.add_packed(path, pack(texts[path]))
        elif not shared[path]:
            files.drop(path)
    return shared


def renewed_blocks(files: Renewal, last: Last, old: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    paths = list(old)
    changed = [edit for edit in edits if edit.old.shown != edit.new.shown]
    for number, inside in groupby(changed, lambda edit: edit.place // documents.BLOCK):
        block = last.json(old[number]) if number < len(old) else []
        block = renewed_column(block, [_in_block(edit) for edit in inside])
        files.drop(*old[number : number + 1])
        paths[number : number + 1] = [write_block(files, number, block)] if block else [""]
    return list(filter(None, paths))


def _in_block(edit: Edit) -> Shift[list[str]]:
    _, was, now = edit.shift(lambda row: row.shown)
    return edit.place % documents.BLOCK, was, now


def renewed_order(files: Renewal, last: Last, old: str, edits: Sequence[Edit]) -> str:
    if all(_day(edit.old) == _day(edit.new) for edit in edits):
        return old
    order = last.json(old)
    superseded = set(order["superseded"]) - {edit.place for edit in edits}
    superseded |= {edit.place for edit in edits if not edit.new.current}
    files.drop(old)
    days = renewed_column(order["date"], [edit.shift(lambda row: row.day) for edit in edits])
    return files.add_json("order-", {"date": days, "superseded": sorted(superseded)})


def _day(row: Row) -> tuple[bool, int, bool]:
    return bool(row.text), row.day, row.current


def renewed_facets(
    files: Renewal, last: Last, old: Mapping[str, str], edits: Sequence[Edit], count: int
) -> dict[str, str]:
    """`count` is how many documents there were."""
    facets = dict(old)
    for name in {*old, *(name for edit in edits for name in edit.new.facets)}:
        if any(was != now for _, was, now in (edit.shift(partial(_values, name)) for edit in edits)):
            held = _held(last.json(old[name])) if name in old else [[] for _ in range(count)]
            held = renewed_column(held, [edit.shift(partial(_values, name)) for edit in edits])
            files.drop(*filter(None, [facets.pop(name, None)]))
            if any(held):
                facets[name] = write_facet(files, name, held)
    return dict(sorted(facets.items()))


def _values(name: str, row: Row) -> list[str]:
    return row.facets.get(name, [])


def _held(facet: Any) -> list[list[str]]:
    return [[facet["values"][place] for place in row] for row in facet["column"]]


def renewed_numbers(files: Renewal, last: Last, old: Any, edits: Sequence[Edit]) -> Any:
    bearers: dict[str, list[tuple[int, bool]]] = {}
    for edit in edits:
        before, after = set(edit.old.folded_numbers), set(edit.new.folded_numbers)
        for number in before ^ after:
            bearers.setdefault(number, []).append((edit.place, number in after))
    changes: dict[str, RecordEdit] = {name: partial(_line, name, found) for name, found in bearers.items()}
    return renewed(files, last, old, Sheaf("numbers/", directory.NUMBERS, _lines), changes)


def _lines(data: bytes) -> Iterator[Record]:
    return ((json.loads(line)[0], line + b"\n") for line in data.split(b"\n") if line)


def _line(name: str, changes: Sequence[tuple[int, bool]], line: bytes | None) -> bytes | None:
    """The line of a number after documents got it or lost it."""
    bearers: list[int] = json.loads(line)[1] if line else []
    for document, has_it in changes:
        if has_it == (document in bearers):
            raise Disagreement(name)
        if has_it:
            insort(bearers, document)
        else:
            bearers.remove(document)
    return number_line(name, bearers) if bearers else None
