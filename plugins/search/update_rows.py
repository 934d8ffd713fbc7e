"""What is shown of the documents, and what they are filtered by and found under, after some edits."""

from __future__ import annotations

import json
from bisect import insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate, chain, groupby
from typing import Any

from . import directory, documents
from .documents import Row, name_blocks, number_line, order_file, write_block, write_facet
from .edits import Edit, Shift, renewed_column
from .files import Disagreement, Last, Renewal, pack
from .recut import Record, RecordEdit, Sheaf, renewed
from .state import Reading


def renewed_texts(files: Renewal, state: Reading, edits: Sequence[Edit]) -> dict[str, int]:
    """Adds the new text files; returns how many documents share each that is shared by more or fewer than before."""
    shifts = Counter(path for edit in edits for path in edit.new.texts)
    shifts.subtract(path for edit in edits for path in edit.old.texts)
    texts = {path: data for edit in edits for path, data in edit.files.items()}
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


def renewed_blocks(files: Renewal, last: Last, old: Any, edits: Sequence[Edit]) -> Any:
    before = _blocks(files, last, old)
    paths = list(before)
    changed = [edit for edit in edits if edit.old.shown != edit.new.shown]
    for number, inside in groupby(changed, lambda edit: edit.place // documents.BLOCK):
        block = last.json(before[number]) if number < len(before) else []
        block = renewed_column(block, [_in_block(edit) for edit in inside])
        paths[number : number + 1] = [write_block(files, block)] if block else [""]
    after = list(filter(None, paths))
    files.drop(*set(before) - set(after), *files.paths & set(before))  # blocks of equal rows are one file
    return name_blocks(files, after)


def _blocks(files: Renewal, last: Last, old: Any) -> list[str]:
    """The paths of all blocks."""
    parts = [f"blocks/{name}.bin" for name in old.get("parts", ())]
    files.drop(*parts)
    names = chain.from_iterable(map(last.json, parts)) if parts else old["names"]
    return [f"docs/{name}.bin" for name in names]


def _in_block(edit: Edit) -> Shift[list[str | list[str]]]:
    _, was, now = edit.shift(lambda row: row.shown)
    return edit.place % documents.BLOCK, was, now


def renewed_order(files: Renewal, last: Last, old: str, edits: Sequence[Edit]) -> str:
    if all(_day(edit.old) == _day(edit.new) for edit in edits):
        return old
    order = last.json(old)
    touched = {edit.place for edit in edits}
    superseded = {edit.place for edit in edits if not edit.new.current} | set(order["superseded"]) - touched
    lapsed = {edit.place for edit in edits if edit.new.is_lapsed} | set(order["lapsed"]) - touched
    files.drop(old)
    days = renewed_column(accumulate(order["date"]), [edit.shift(lambda row: row.day) for edit in edits])
    return order_file(files, days, sorted(superseded), sorted(lapsed))


def _day(row: Row) -> tuple[bool, int, bool, bool]:
    return bool(row.texts), row.day, row.current, row.is_lapsed


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
    rows = ([row] if isinstance(row, int) else row for row in facet["column"])
    return [[facet["values"][place] for place in row] for row in rows]


def renewed_numbers(files: Renewal, last: Last, old: Any, edits: Sequence[Edit]) -> Any:
    sheaf = Sheaf("numbers/", directory.NUMBERS, _lines)
    return _renewed_names(files, last, old, sheaf, edits, lambda row: row.folded_numbers)


def renewed_readings(files: Renewal, last: Last, old: Any, edits: Sequence[Edit]) -> Any:
    titled = [edit for edit in edits if _titled(edit.old) != _titled(edit.new)]  # readings take a while to work out
    sheaf = Sheaf("readings/", directory.NUMBERS, _lines)
    return _renewed_names(files, last, old, sheaf, titled, lambda row: row.readings)


def _titled(row: Row) -> tuple[bool, str, bool]:
    return bool(row.texts), row.title, row.current


def _renewed_names(
    files: Renewal, last: Last, old: Any, sheaf: Sheaf, edits: Sequence[Edit], names_of: Callable[[Row], Iterable[str]]
) -> Any:
    bearers: dict[str, list[tuple[int, bool]]] = {}
    for edit in edits:
        before, after = set(names_of(edit.old)), set(names_of(edit.new))
        for name in before ^ after:
            bearers.setdefault(name, []).append((edit.place, name in after))
    changes: dict[str, RecordEdit] = {name: partial(_line, name, found) for name, found in bearers.items()}
    return renewed(files, last, old, sheaf, changes)


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
