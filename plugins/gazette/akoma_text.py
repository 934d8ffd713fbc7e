"""Which element of Akoma Ntoso is each part of a text?

编 to 目 become part … indent, the sections 一、（一）1.（1）named containers; a number stays in `num`, the words behind it
in `content`, or in `intro` where smaller units follow. Every word of the body is there, in its order, and every unit keeps the
anchor of its page as `eId`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.etree import _Element as Element

from .body import Block, Body, Cell, Footnote, Inline
from .units import Unit

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ORDER = ("bian", "fenbian", "zhang", "jie", "tiao", "kuan", "xiang", "mu")
NAMES = dict(zip(ORDER, ("part", "subpart", "chapter", "section", "article", "paragraph", "point", "indent"), strict=True))
SECTIONS = ("sec1", "sec2", "sec3", "sec4")
RANK = {kind: rank for rank, kind in enumerate((*ORDER, *SECTIONS))}
MARKS = {"strong": "b", "em": "i", "sub": "sub", "sup": "sup", "code": "span", "del": "span"}


def tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def write(holder: Element, body: Body) -> None:
    """Write the whole body into its element."""
    _Text(holder, body.footnotes).write(body.blocks)
    if not len(holder):
        etree.SubElement(holder, tag("p"))


@dataclass
class _Open:
    """A unit that is being written: its element, its rank, and where text goes that belongs to it."""

    element: Element
    rank: int
    text: Element | None = None


class _Text:
    def __init__(self, holder: Element, footnotes: Sequence[Footnote]) -> None:
        self._open = [_Open(holder, -1)]
        self._numbers = {note.id: place for place, note in enumerate(footnotes, 1)}
        self._untold = {note.id: note for note in footnotes}

    def write(self, blocks: Iterable[Block]) -> None:
        for block in blocks:
            if block.unit is not None and block.unit.kind in RANK:
                self._begin(block, block.unit)
            elif block.kind == "heading":
                self._headed(block)
            else:
                self._block(self._place(), block)
        while len(self._open) > 1:
            self._close()

    def _begin(self, block: Block, unit: Unit) -> None:
        rank = RANK[unit.kind]
        element = self._enter(rank, NAMES.get(unit.kind, "hcontainer"), unit.kind, block.anchor)
        if unit.label:
            etree.SubElement(element, tag("num")).text = unit.label
        inlines = _without(block.inlines, unit.label)
        if block.kind == "heading" or unit.stands_alone:
            if inlines:
                self._inlines(etree.SubElement(element, tag("heading")), inlines)
        elif inlines:
            self._inlines(etree.SubElement(self._place(), tag("p")), inlines)

    def _headed(self, block: Block) -> None:
        """A heading without a number: a container that holds what follows, up to the next one of its level."""
        element = self._enter(RANK["tiao"] - 1, "hcontainer", "heading", block.anchor)
        self._inlines(etree.SubElement(element, tag("heading")), block.inlines)

    def _enter(self, rank: int, name: str, kind: str, anchor: str) -> Element:
        while self._open[-1].rank >= rank:
            self._close()
        parent = self._open[-1]
        if parent.text is not None:
            parent.text.tag, parent.text = tag("intro"), None
        attributes = {"eId": anchor} if anchor else {}
        if name == "hcontainer":
            attributes["name"] = kind
        element = etree.SubElement(parent.element, tag(name), attributes)
        self._open.append(_Open(element, rank))
        return element

    def _close(self) -> None:
        _fill(self._open.pop().element)

    def _place(self) -> Element:
        """Where text goes now: into the innermost unit, or, before the first unit, straight into the body."""
        here = self._open[-1]
        if here.rank < 0:
            return here.element
        if here.text is None:
            here.text = etree.SubElement(here.element, tag("content"))
        return here.text

    def _block(self, place: Element, block: Block) -> None:
        if block.items:
            self._items(place, block)
        elif block.rows:
            self._table(place, block)
        elif block.kind != "rule":
            self._inlines(etree.SubElement(place, tag("p"), _id(block)), block.inlines)
            if block.kind == "figure" and block.caption:
                etree.SubElement(place, tag("p"), {"class": "caption"}).text = block.caption

    def _items(self, place: Element, block: Block) -> None:
        """A list; the one content of a quotation stands as it is."""
        if block.kind != "list":
            for inner in block.items[0]:
                self._block(place, inner)
            return
        held = etree.SubElement(place, tag("ul"))
        for item in block.items:
            node = etree.SubElement(held, tag("li"))
            for inner in item:
                self._block(node, inner)
            _fill(node)

    def _table(self, place: Element, block: Block) -> None:
        table = etree.SubElement(place, tag("table"), _id(block))
        if block.caption:
            etree.SubElement(table, tag("caption")).text = block.caption
        for row in block.rows:
            held = etree.SubElement(table, tag("tr"))
            for cell in row:
                self._inlines(etree.SubElement(self._cell(held, cell), tag("p")), cell.inlines)

    def _cell(self, row: Element, cell: Cell) -> Element:
        spans = {name: str(count) for name, count in (("colspan", cell.colspan), ("rowspan", cell.rowspan)) if count > 1}
        return etree.SubElement(row, tag("th" if cell.header else "td"), spans)

    def _inlines(self, place: Element, inlines: Iterable[Inline]) -> None:
        for inline in inlines:
            self._inline(place, inline)

    def _inline(self, place: Element, inline: Inline) -> None:
        if inline.kind == "text":
            _say(place, inline.text)
        elif inline.kind == "break":
            etree.SubElement(place, tag("eol"))
        elif inline.kind == "image":
            etree.SubElement(place, tag("img"), src=inline.target or "#", alt=inline.text)
        elif inline.kind == "note":
            self._note(place, inline.target)
        elif inline.kind == "link":
            self._inlines(etree.SubElement(place, tag("a"), href=inline.target or "#"), inline.children)
        else:
            node = etree.SubElement(place, tag(MARKS[inline.kind]))
            if MARKS[inline.kind] == "span":
                node.set("class", inline.kind)
            _say(node, inline.text)
            self._inlines(node, inline.children)

    def _note(self, place: Element, id: str) -> None:
        """A footnote stands where it is first referred to; a second mark keeps its number."""
        number, note = self._numbers.get(id), self._untold.pop(id, None)
        if number is None:
            return
        if note is None:
            _say(etree.SubElement(place, tag("sup")), str(number))
            return
        eid = id.replace(":", "-")
        held = etree.SubElement(place, tag("authorialNote"), marker=str(number), placement="bottom", eId=eid)
        for block in note.blocks:
            self._block(held, block)
        _fill(held)


def _id(block: Block) -> dict[str, str]:
    return {"eId": block.anchor} if block.anchor else {}


def _fill(element: Element) -> None:
    """A unit that holds nothing but its number and heading holds an empty paragraph: the schema wants a text."""
    names = {etree.QName(child).localname for child in element}
    if names - {"num", "heading"} or (not names and element.text):
        return
    inside = element if etree.QName(element).localname in ("li", "authorialNote") else etree.SubElement(element, tag("content"))
    etree.SubElement(inside, tag("p"))


def _say(element: Element, words: str) -> None:
    if not words:
        return
    if len(element):
        element[-1].tail = (element[-1].tail or "") + words
    else:
        element.text = (element.text or "") + words


def _without(inlines: Sequence[Inline], label: str) -> tuple[Inline, ...]:
    """The words behind the number, which `num` holds."""
    if not label or not inlines or inlines[0].kind != "text" or not inlines[0].text.startswith(label):
        return tuple(inlines)
    rest = inlines[0].text.removeprefix(label).lstrip(" 　")
    return (*((Inline("text", rest),) if rest else ()), *inlines[1:])
