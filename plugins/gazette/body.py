"""The text of a document as a typed tree, from which page, PDF, search and archive are all made."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

from .units import Unit


@dataclass(frozen=True, slots=True)
class Inline:
    """A run of text or a mark around one.

    `kind`: text, strong, em, del, sub, sup, code, link, image, break, note (a footnote's mark). `text` holds
    the characters of text and code, and the alternative text of an image; `target` the address of a link or
    image, or the footnote's id.
    """

    kind: str
    text: str = ""
    children: tuple[Inline, ...] = ()
    target: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        return Inline, (self.kind, self.text, self.children, self.target)

    @property
    def plain(self) -> str:
        if self.kind == "break":
            return "\n"
        if self.kind in ("note", "image"):
            return ""
        return self.text + "".join(child.plain for child in self.children)


@dataclass(frozen=True, slots=True)
class Cell:
    inlines: tuple[Inline, ...]
    header: bool = False
    colspan: int = 1
    rowspan: int = 1
    align: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        return Cell, (self.inlines, self.header, self.colspan, self.rowspan, self.align)

    @property
    def text(self) -> str:
        return "".join(inline.plain for inline in self.inlines)


@dataclass(frozen=True, slots=True)
class Block:
    """`kind`: heading, paragraph, list, table, figure, quote, code, rule.

    Headings have a `level` from 2 (the title of the document is 1). `items` are a list's items or the one
    content of a quote; `rows` a table's; a figure's one inline is its image; `caption` the words of a
    table or figure. `unit` and `anchor` say where the block stands in the numbering.
    """

    kind: str
    inlines: tuple[Inline, ...] = ()
    level: int = 0
    anchor: str = ""
    unit: Unit | None = None
    items: tuple[tuple[Block, ...], ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    ordered: bool = False
    start: int = 1
    language: str = ""
    caption: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        """As one call with plain arguments: a text is read in a quarter of the time."""
        return Block, tuple(getattr(self, name) for name in _BLOCK)

    @property
    def text(self) -> str:
        """The block's characters, without footnote marks; items and cells parted by line breaks and tabs."""
        if self.items:
            return "\n".join(block.text for item in self.items for block in item)
        if self.rows:
            return "\n".join("\t".join(cell.text for cell in row) for row in self.rows)
        if self.kind == "figure":
            return self.caption
        return "".join(inline.plain for inline in self.inlines)


_BLOCK = tuple(one.name for one in fields(Block))


@dataclass(frozen=True, slots=True)
class Footnote:
    id: str
    blocks: tuple[Block, ...]


class Clause(NamedTuple):
    """A citable stretch of text: one 条 with its 款 and 项, one numbered section, or what stands before them."""

    anchor: str
    label: str
    text: str


class Heading(NamedTuple):
    """A line of the table of contents; `depth` counts from 1."""

    depth: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Body:
    blocks: tuple[Block, ...] = ()
    footnotes: tuple[Footnote, ...] = ()

    @property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    def data(self) -> str:
        """The blocks as JSON, each on its own line: lines to compare, in the order of the text."""
        return ",\n".join(json.dumps(_data(block), ensure_ascii=False) for block in self.blocks)

    def clauses(self) -> Iterator[Clause]:
        """The whole text cut at each 条, section or heading, then the footnotes; every block is in exactly one clause."""
        anchor, label, held = "", "", list[str]()
        for block in self.blocks:
            unit = block.unit
            opens = block.kind == "heading" or (unit and unit.kind not in ("kuan", "xiang", "mu"))
            if opens and held:
                yield Clause(anchor, label, "\n".join(held))
                held = []
            if opens:
                anchor, label = block.anchor, _name(block)
            if block.text:
                held.append(block.text)
        if held:
            yield Clause(anchor, label, "\n".join(held))
        for note in self.footnotes:
            yield Clause(note.id, "注释", "\n".join(block.text for block in note.blocks))

    def outline(self) -> tuple[Heading, ...]:
        """The headings for a table of contents, with depths that start at 1 and leave no step out."""
        found = [(_rank(b), b.text.strip(), b.anchor) for b in self.blocks if b.kind == "heading"]
        ranks = sorted({rank for rank, _, _ in found})
        return tuple(Heading(ranks.index(rank) + 1, text, anchor) for rank, text, anchor in found)


def _name(block: Block) -> str:
    """What a reader calls a clause: 第十二条, 第一章 总则, 1.推进决策公开."""
    if block.kind == "heading" or block.unit is None:
        return block.text
    return f"{block.unit.label}{block.unit.title}"


def _rank(block: Block) -> int:
    order = ("bian", "fenbian", "zhang", "jie", "sec1", "sec2", "sec3", "sec4")
    if block.unit and block.unit.kind in order:
        return order.index(block.unit.kind)
    return block.level - 2


def _data(block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": block.kind, "text": block.text}
    if block.kind == "figure":
        data["alt"] = block.inlines[0].text
    if block.anchor:
        data["anchor"] = block.anchor
    if block.unit:
        data["unit"] = {"kind": block.unit.kind, "number": list(block.unit.number)}
    if block.rows:
        data["rows"] = [[cell.text for cell in row] for row in block.rows]
    return data
