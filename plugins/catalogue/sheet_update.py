"""A workbook made of the last one: the blocks of lines in which nothing changed are taken over as they are, deflated."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate

from .assembly import Bytes, Step
from .deflate import Block, pack, unpack
from .spreadsheet import SheetLayout, Workbook, bounds, lines, whole

Line = int | str  # the place of a line in the last sheet, or the name of a new one


class Sheet:
    """The sheet of the last workbook."""

    def __init__(self, previous: memoryview, layout: SheetLayout) -> None:
        self._data, self._blocks, self._count = previous, layout.blocks, layout.count
        self._bounds = bounds(layout.count)
        self._starts = list(accumulate((block.packed for block in layout.blocks), initial=layout.start))
        self._numbers = {start: number for number, (start, _) in enumerate(self._bounds)}
        self._unpacked: dict[int, list[bytes]] = {}

    def block(self, wanted: Sequence[Line]) -> tuple[memoryview, Block] | None:
        """The block of exactly these lines, if there is one."""
        first = wanted[0]
        number = self._numbers.get(first) if isinstance(first, int) else None
        if number is None or list(wanted) != list(range(*self._bounds[number])):
            return None
        return self._packed(number), self._blocks[number]

    def line(self, place: int) -> bytes:
        number = bisect_right(self._bounds, (place, self._count)) - 1
        if number not in self._unpacked:
            self._unpacked[number] = lines(unpack(self._packed(number)))
        return self._unpacked[number][place - self._bounds[number][0]]

    def _packed(self, number: int) -> memoryview:
        return self._data[self._starts[number] : self._starts[number + 1]]


def update(
    previous: Bytes,
    layout: SheetLayout,
    frame: tuple[str, Sequence[str]],
    steps: Sequence[Step],
    fragments: Mapping[str, bytes],
) -> Workbook:
    """The workbook of which `previous` is the last; `frame` is its name and header, the rest as `assembly.update`."""
    wanted = _wanted(steps)
    sheet = Sheet(memoryview(previous), layout)

    def made(start: int, stop: int) -> tuple[bytes | memoryview, Block]:
        block = wanted[start:stop]
        texts = (fragments[one] if isinstance(one, str) else sheet.line(one) for one in block)  # asked for if need be
        return sheet.block(block) or pack(b"".join(texts))

    return whole(*frame, len(wanted), [made(*bound) for bound in bounds(len(wanted))])


def _wanted(steps: Sequence[Step]) -> list[Line]:
    wanted = list[Line]()
    for step in steps:
        wanted.extend([step] if isinstance(step, str) else range(*step))
    return wanted
