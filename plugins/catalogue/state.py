"""What a build remembers of the catalogue's tables, so that the next can make them of the last ones: which records they
hold, in which order, and where each stands.

It says of which bytes it speaks: a state and a table that are not of one build never go together. A file of it that is
damaged, of another program or of other settings counts as none.
"""

from __future__ import annotations

import hashlib
import pickle
from array import array
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .assembly import Layout
from .deflate import Block
from .records import Brief
from .spreadsheet import SheetLayout

LAYOUT = 1  # a state of another layout is none


@dataclass(frozen=True)
class State:
    """`rows` are the records, in their order; `digests` the SHA-256 of the tables, `layouts` where the records stand in
    those that are texts, each by the table's path; `sheet` is the same of the workbook."""

    rows: list[Brief]
    digests: Mapping[str, bytes]
    layouts: Mapping[str, Layout]
    sheet: SheetLayout

    def tells_of(self, digest: Callable[[str], bytes | None]) -> bool:
        """Whether the tables of these digests (by path; None for one that is not there) are those it was written for."""
        return all(digest(path) == known for path, known in self.digests.items())

    def save(self, path: Path, environment: str) -> None:
        """At any moment of the build: until the tables stand in their place, it only tells of others."""
        data = pickle.dumps((LAYOUT, environment, _plain(self)), protocol=5)
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_name(f"{path.name}.new")
        with suppress(OSError):  # no room: the next build makes the tables anew
            new.write_bytes(hashlib.sha256(data).digest() + data)
            new.replace(path)


def load(path: Path, environment: str) -> State | None:
    """The state that was saved for the same environment."""
    try:
        data = memoryview(path.read_bytes())
    except OSError:
        return None
    if hashlib.sha256(data[32:]).digest() != data[:32]:
        return None
    layout, other, plain = pickle.loads(data[32:])
    return _state(plain) if (layout, other) == (LAYOUT, environment) else None


def _plain(state: State) -> tuple[Any, ...]:
    """The state in lists and tuples, which are packed ten times as fast as objects."""
    layouts = {path: (one.head, one.between, bytes(array("I", one.lengths))) for path, one in state.layouts.items()}
    columns = tuple(list(column) for column in zip(*state.rows, strict=True))
    sheet = (state.sheet.count, state.sheet.start, [tuple(block) for block in state.sheet.blocks])
    return (columns, dict(state.digests), layouts, sheet)


def _state(plain: tuple[Any, ...]) -> State:
    columns, digests, layouts, (count, start, blocks) = plain
    return State(
        list(map(Brief, *columns)) if columns else [],
        digests,
        {path: Layout(head, between, array("I", lengths)) for path, (head, between, lengths) in layouts.items()},
        SheetLayout(count, start, tuple(Block(*block) for block in blocks)),
    )
