"""A file of many records: a head, one fragment a record, a tail. And the same file with a few other fragments, made of
the bytes of the last one.

Where the fragments stand is kept as a `Layout`, a number a record. What is made of an old file is, byte for byte, what
`assemble` makes of all fragments (tests/catalogue/test_assembly.py).
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

Bytes = bytes | memoryview


class Kept(NamedTuple):
    """A run of records that stand in the last file as they will in the new one, by their places in the last."""

    start: int
    stop: int


Step = Kept | str  # records to keep, or the name of one whose fragment is new


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the fragments. A head that is None is that of the last file."""

    head: bytes | None
    tail: bytes
    between: bytes = b""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the fragments stand: the lengths of the head, of what parts two fragments, and of each fragment."""

    head: int
    between: int
    lengths: Sequence[int]

    def find(self, steps: Sequence[Step]) -> Iterator[tuple[int, int]]:
        """Where each run that is kept begins and ends."""
        before = list(accumulate(self.lengths, initial=self.head))
        for step in steps:
            if isinstance(step, Kept):
                yield before[step.start] + step.start * self.between, before[step.stop] + (step.stop - 1) * self.between


class File(NamedTuple):
    """`pieces` are the bytes, one after another: a file that is mostly the last one need not be copied into one."""

    pieces: tuple[Bytes, ...]
    layout: Layout

    @property
    def data(self) -> bytes:
        return b"".join(self.pieces)


def plan(old: Sequence[str], new: Sequence[str], changed: Collection[str]) -> list[Step]:
    """How records of these names, in the order of `new`, are made of the last ones. Raises KeyError for one that is
    neither `changed` nor among the last."""
    places = {name: place for place, name in enumerate(old)}
    steps, start, stop = list[Step](), 0, 0
    for name in new:
        place = -1 if name in changed else places[name]
        if place == stop and stop > start:
            stop += 1
            continue
        if stop > start:
            steps.append(Kept(start, stop))
        start, stop = (place, place + 1) if place >= 0 else (0, 0)
        if place < 0:
            steps.append(name)
    return [*steps, Kept(start, stop)] if stop > start else steps


def assemble(frame: Frame, fragments: Sequence[bytes]) -> File:
    """The whole file from all its fragments."""
    head = frame.head or b""
    pieces = (head, frame.between.join(fragments), frame.tail)
    return File(pieces, Layout(len(head), len(frame.between), array("I", map(len, fragments))))


def update(previous: Bytes, layout: Layout, frame: Frame, steps: Sequence[Step], fragments: Mapping[str, bytes]) -> File:
    """The file of which `previous` (laid out as `layout` says) is the last: its records as `steps` tell, the new ones
    from `fragments`."""
    old, found, lengths = memoryview(previous), layout.find(steps), array("I")
    head = old[: layout.head] if frame.head is None else memoryview(frame.head)
    pieces: list[Bytes] = [head]
    for step in steps:
        if isinstance(step, str):
            lengths.append(len(fragments[step]))
            pieces += fragments[step], frame.between
        else:
            lengths.extend(layout.lengths[step.start : step.stop])
            pieces += old[slice(*next(found))], frame.between
    if steps:
        pieces.pop()
    return File((*pieces, frame.tail), Layout(len(head), len(frame.between), lengths))
