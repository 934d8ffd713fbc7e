"""What stands in the head of a file: fields and their values, each with its line and column (from 1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

NULLS = frozenset({"~", "null", "Null", "NULL"})

@dataclass(frozen=True, slots=True)
class Value:
    """A YAML node: text, a list of values, or a mapping as pairs; with the place where it starts (from 1)."""

    data: str | tuple[Value, ...] | tuple[tuple[Value, Value], ...]
    line: int
    column: int
    kind: str = "text"  # text | list | mapping

    @property
    def text(self) -> str:
        """The scalar, stripped; an empty string for a list or mapping."""
        return self.data.strip() if isinstance(self.data, str) else ""

    @property
    def items(self) -> tuple[Value, ...]:
        """The list's values; a filled scalar counts as a list of one, an empty one as none."""
        if self.kind == "list":
            return self.data  # type: ignore[return-value]
        return (self,) if self.kind == "text" and self.text else ()

    @property
    def pairs(self) -> tuple[tuple[Value, Value], ...]:
        return self.data if self.kind == "mapping" else ()  # type: ignore[return-value]

    def scalars(self) -> Iterator[Value]:
        """The texts of the value, of keys and contents alike."""
        if self.kind == "text":
            yield self
            return
        for item in (*self.items, *(part for pair in self.pairs for part in pair)):
            yield from item.scalars()


@dataclass(frozen=True, slots=True)
class Entry:
    key: str
    line: int
    column: int
    value: Value
