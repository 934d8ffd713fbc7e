"""A body's tree as plain data for the Typst templates: strings for text, small arrays for marks, objects for blocks.

Text goes to Typst as data only, never as markup, so nothing in a document can be run. Headings step down one level at
a time, as PDF/UA-1 (7.4.2) asks, whatever the source does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from plugins.gazette.body import Block, Body, Cell, Inline

from . import clean, grid
from .letter import Letter, Part
from .runs import flowing, run_in_length, split

Node = dict[str, Any]
Mark = str | list[Any]
LEADS = {"sec1": "hei", "sec2": "kai", "tiao": "hei"}  # GB/T 9704-2012, 7.3.3: 一、 in 黑体, （一） in 楷体
RANKS = ("bian", "fenbian", "zhang", "jie", "sec1", "sec2", "sec3", "sec4")
FALLBACK_LOOKS = ("sec1", "sec2", "sec3", "sec4")
SIGNING = (Part.SIGNATURE, Part.DATE)
DENSE = 6  # columns from which a table's type is a size smaller


@dataclass
class Writer:
    """Writes one body. `links` and `images` say where a link leads and under which name an image's file is given."""

    links: Mapping[str, str] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    base: int = 1
    lost_images: list[str] = field(default_factory=list)
    _notes: dict[str, tuple[Block, ...]] = field(default_factory=dict)
    _noted: set[str] = field(default_factory=set)
    _ranks: list[int] = field(default_factory=list)
    _above: int = 0

    def body(self, body: Body, letter: Letter) -> list[Node]:
        """The blocks in order, and after them the footnotes that no mark in the text calls."""
        self._notes = {note.id: note.blocks for note in body.footnotes}
        nodes: list[Node] = []
        for block, part in zip(body.blocks, letter.parts, strict=True):
            if part in SIGNING:
                self._sign(nodes, block, part)
            elif part is Part.ANNEX_TITLE:
                nodes[-1]["title"] = self._inlines(block.inlines)
            else:
                nodes += self._top(block, part)
                _give_to_annex(nodes)
        uncalled = [note for note in body.footnotes if note.id not in self._noted]
        return nodes + [node for note in uncalled for block in note.blocks for node in self._block(block)]

    def _sign(self, nodes: list[Node], block: Block, part: Part) -> None:
        """Signatures and the date below them are one block: their places depend on one another."""
        if not nodes or nodes[-1]["k"] != "s" or nodes[-1]["date"]:
            nodes.append({"k": "s", "names": [], "date": [], "seals": []})
        if part is Part.DATE:
            nodes[-1]["date"] = self._inlines(block.inlines)
        else:
            nodes[-1]["names"].append(self._inlines(block.inlines))

    def _top(self, block: Block, part: Part) -> Iterator[Node]:
        if part is Part.ANNEX:
            yield self._annex(block)
        elif part is Part.TEXT and block.kind == "heading":
            yield self._heading(block)
        elif part is Part.TEXT:
            yield from self._block(block)
        else:
            yield {"k": "p", "part": part.value, "x": self._inlines(block.inlines)}

    def _annex(self, block: Block) -> Node:
        """An annex is a heading of the first rank, with its title if the next block is one, and ranks of its own below it."""
        self._ranks, self._above = [], 1
        return {"k": "a", "level": self.base + 1, "x": self._inlines(block.inlines), "title": [], "table": None}

    def _heading(self, block: Block) -> Node:
        look = block.unit.kind if block.unit and block.unit.kind in RANKS else ""
        rank = RANKS.index(look) if look else block.level - 2
        while self._ranks and self._ranks[-1] >= rank:
            self._ranks.pop()
        self._ranks.append(rank)
        fallback = FALLBACK_LOOKS[min(len(self._ranks), len(FALLBACK_LOOKS)) - 1]
        level = self.base + self._above + len(self._ranks)
        return {"k": "h", "level": level, "look": look or fallback, "x": self._inlines(block.inlines)}

    def _block(self, block: Block) -> Iterator[Node]:
        match block.kind:
            case "list":
                items = [[node for inner in item for node in self._block(inner)] for item in block.items]
                yield {"k": "l", "ordered": block.ordered, "start": block.start, "items": items}
            case "quote":
                yield {
                    "k": "q",
                    "x": [node for item in block.items for inner in item for node in self._block(inner)],
                }
            case "table":
                yield self._table(block)
            case "figure":
                yield from self._figure(block)
            case "code":
                yield {"k": "c", "x": clean.visible(block.text)}
            case "rule":
                yield {"k": "r"}
            case "heading":
                yield {"k": "p", "part": "strong", "x": self._inlines(block.inlines)}
            case _:
                yield self._paragraph(block)

    def _figure(self, block: Block) -> Iterator[Node]:
        image, caption = block.inlines[0], clean.flow(clean.visible(block.caption))
        if name := self._image(image):
            yield {"k": "i", "file": name, "alt": clean.flow(image.text), "caption": caption}
        elif caption:
            yield {"k": "p", "part": "text", "x": [caption]}

    def _paragraph(self, block: Block) -> Node:
        part = "item" if block.unit and block.unit.kind in ("xiang", "mu") else "text"
        return {"k": "p", "part": part, "x": self._inlines(self._led(block))}

    def _led(self, block: Block) -> Sequence[Inline]:
        """The inlines with the paragraph's number, or the title that runs on into its text, marked to stand out."""
        unit = block.unit
        if unit is None or unit.kind not in LEADS:
            return block.inlines
        length = len(unit.label) if unit.kind == "tiao" else run_in_length(block.text, unit.label, unit.title)
        if not length:
            return block.inlines
        head, tail = split(block.inlines, length)
        return (Inline(LEADS[unit.kind], children=tuple(head)), *tail)

    def _table(self, block: Block) -> Node:
        laid = grid.grid(block.rows)
        cells = [self._cell(placed) for placed in laid.cells]
        caption = clean.flow(clean.visible(block.caption))
        dense = len(laid.shares) >= DENSE
        return {
            "k": "t",
            "cols": list(laid.shares),
            "head": laid.head,
            "cells": cells,
            "caption": caption,
            "dense": dense,
            "turned": laid.turned,
        }

    def _cell(self, placed: grid.Placed) -> Node:
        cell: Cell = placed.cell
        spans = {"x": placed.x, "y": placed.y, "cs": placed.columns, "rs": placed.rows}
        return spans | {"h": cell.header, "al": cell.align, "t": self._inlines(cell.inlines)}

    # --- runs of text ---

    def _inlines(self, inlines: Iterable[Inline]) -> list[Mark]:
        return [mark for mark in map(self._inline, flowing(tuple(inlines))) if mark != ""]

    def _inline(self, inline: Inline) -> Mark:
        children = [mark for mark in map(self._inline, inline.children) if mark != ""]
        match inline.kind:
            case "text":
                return inline.text
            case "code":
                return ["code", inline.text]
            case "break":
                return ["br"]
            case "link":
                url = self.links.get(inline.target, "")
                return ["a", url, children] if url else ["g", children]
            case "image":
                return self._inline_image(inline)
            case "note":
                return self._note(inline.target)
            case kind:
                return [kind, children]

    def _inline_image(self, inline: Inline) -> Mark:
        name = self._image(inline)
        return ["img", name, inline.text] if name else ""

    def _image(self, inline: Inline) -> str:
        name = self.images.get(inline.target, "")
        if not name:
            self.lost_images.append(inline.target)
        return name

    def _note(self, target: str) -> Mark:
        if target not in self._notes:
            return ""
        name = f"{self.prefix}{target}"
        if target in self._noted:
            return ["again", name]
        self._noted.add(target)
        marks: list[Mark] = []
        for block in self._notes[target]:
            marks += [["br"], *self._inlines(block.inlines or (Inline("text", block.text),))]
        return ["note", name, marks[1:]]


def _give_to_annex(nodes: list[Node]) -> None:
    """A table that lies takes the head of the annex that it begins onto its own page."""
    if len(nodes) > 1 and nodes[-1]["k"] == "t" and nodes[-1]["turned"] and nodes[-2]["k"] == "a":
        table = nodes.pop()
        nodes[-1]["table"] = table
