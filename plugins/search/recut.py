"""Some of the sorted records have changed: which files are others now? Only those that hold them, and their neighbours.

Whether a record opens a file depends on its name, its size and what stands before it in the same file. So the records
are cut anew from the file of the first changed one, or from the file before when the changed one is the file's first;
and as soon as a cut is made where an unchanged file began, the files from there on are what they were.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from .directory import PART_PREFIX, Cut, name_files
from .files import Last, Renewal
from .tokenise import term_order

Record = tuple[str, bytes]
RecordEdit = Callable[[bytes | None], bytes | None]
"""From a record, or None where there is none, to the changed one, or None to remove it."""


@dataclass(frozen=True, slots=True)
class Sheaf:
    """Sorted records in files below `prefix`; `split` takes the content of a file apart."""

    prefix: str
    rule: Cut
    split: Callable[[bytes], Iterable[Record]]


def renewed(files: Renewal, last: Last, directory: Any, sheaf: Sheaf, edits: Mapping[str, RecordEdit]) -> Any:
    """The directory of a sheaf after the edits."""
    if not edits:
        return directory
    firsts, paths = _listed(files, last, directory, sheaf.prefix)
    load = lru_cache(2)(lambda file: tuple(sheaf.split(last.data(paths[file]))))
    for stretch in reversed(list(Recut(firsts, load, edits, sheaf.rule).stretches())):
        replaced = slice(stretch.start, stretch.stop)
        files.drop(*paths[replaced])
        firsts[replaced] = [file[0][0] for file in stretch.files]
        paths[replaced] = [files.add(sheaf.prefix, b"".join(data for _, data in file)) for file in stretch.files]
    return name_files(files, sheaf.prefix, firsts, paths)


def _listed(files: Renewal, last: Last, directory: Any, prefix: str) -> tuple[list[str], list[str]]:
    """First records and paths of all files."""
    parts = [directory]
    if "parts" in directory:
        paths = [f"{PART_PREFIX}{name}.bin" for name in directory["parts"]]
        files.drop(*paths)
        parts = [last.json(path) for path in paths]
    firsts = [first for part in parts for first in part["first"]]
    return firsts, [f"{prefix}{name}.bin" for part in parts for name in part["files"]]


@dataclass(frozen=True, slots=True)
class Stretch:
    """The files from `start` to before `stop` are replaced by files with these records."""

    start: int
    stop: int
    files: list[list[Record]]


@dataclass(frozen=True, slots=True)
class Recut:
    """`firsts` names the first record of each file, `load` gives the records of one."""

    firsts: Sequence[str]
    load: Callable[[int], Sequence[Record]]
    edits: Mapping[str, RecordEdit]
    rule: Cut

    def stretches(self) -> Iterator[Stretch]:
        touched = self._touched()
        done = 0
        for file in sorted(touched):
            if file >= done:
                is_first = file < len(self.firsts) and self.firsts[file] in self.edits
                stretch = self._stretch(max(done, file - 1) if is_first else file, touched)
                done = stretch.stop
                yield stretch

    def _touched(self) -> dict[int, list[str]]:
        """The names of the edits by the file in which they belong."""
        order = [term_order(first) for first in self.firsts]
        touched: dict[int, list[str]] = {}
        for name in self.edits:
            touched.setdefault(max(bisect_right(order, term_order(name)) - 1, 0), []).append(name)
        return touched

    def _stretch(self, start: int, touched: Mapping[int, list[str]]) -> Stretch:
        files, size, stop = list[list[Record]](), 0, start
        while True:
            for name, record in self._edited(stop, touched.get(stop, ())):
                if not files or self.rule.opens(name, len(record), size):
                    files.append([])
                    size = 0
                files[-1].append((name, record))
                size += len(record)
            stop = min(stop + 1, len(self.firsts))
            if stop == len(self.firsts) or self._begins_as_before(stop, size):
                return Stretch(start, stop, files)

    def _begins_as_before(self, file: int, before: int) -> bool:
        """Whether the file's first record is what it was, and opens a file again."""
        name = self.firsts[file]
        if name in self.edits:
            return False
        return not before or self.rule.is_due(name, before) or self.rule.opens(name, len(self.load(file)[0][1]), before)

    def _edited(self, file: int, names: Sequence[str]) -> list[Record]:
        """The records of a file after its edits, in order."""
        if not names:
            return list(self.load(file))
        held = dict(self.load(file)) if self.firsts else {}
        known = held.keys() | set()
        for name in names:
            record = self.edits[name](held.get(name))
            if record is None:
                held.pop(name, None)
            else:
                held[name] = record
        return list(held.items()) if held.keys() <= known else sorted(held.items(), key=_record_order)


def _record_order(record: Record) -> bytes:
    return term_order(record[0])
