"""From rendered HTML elements to the typed blocks of `body`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from .body import Block, Cell, Footnote, Inline
from .units import Unit

INLINE_KINDS = {"strong": "strong", "b": "strong", "em": "em", "i": "em", "u": "em", "del": "del", "s": "del",
                "sub": "sub", "sup": "sup", "code": "code"}


def level(element: HtmlElement) -> int:
    """1 to 6 for a heading, 0 for anything else."""
    return int(element.tag[1]) if isinstance(element.tag, str) and re.fullmatch(r"h[1-6]", element.tag) else 0


def blocks(element: HtmlElement, unit: Unit | None = None) -> Iterator[Block]:
    tag = element.tag
    anchor = element.get("id", "") if tag != "li" else ""
    if level(element):
        yield Block("heading", _trimmed(element), level(element), anchor, unit)
    elif tag in ("p", "dt", "dd", "figcaption"):
        yield Block("paragraph", _trimmed(element), 0, anchor, unit)
    elif tag in ("ul", "ol"):
        yield _list(element)
    elif tag == "table":
        yield _table(element)
    elif tag == "blockquote":
        yield Block("quote", items=(tuple(_children(element)),))
    elif tag == "pre" or (tag == "div" and "highlight" in element.get("class", "")):
        yield Block("code", (Inline("text", text(element).rstrip("\n")),))
    elif tag == "hr":
        yield Block("rule")
    elif tag == "div" and element.get("class") == "footnote":
        return
    elif tag in ("div", "dl", "figure"):
        yield from _group(element)
    else:
        yield Block("paragraph", _trimmed(element))


def _group(element: HtmlElement) -> Iterator[Block]:
    """A figure of one picture is a block; any other group is its parts."""
    image, caption = element.find("img"), element.findtext("figcaption", "").strip()
    if element.tag == "figure" and image is not None and text(element).strip() == caption:
        yield Block("figure", tuple(_inline(image)), caption=caption)
    else:
        yield from _children(element)


def _children(element: HtmlElement) -> Iterator[Block]:
    """Block children, with stray text gathered into paragraphs of its own."""
    loose: list[Inline] = [Inline("text", element.text)] if (element.text or "").strip() else []
    for child in element:
        if child.tag in INLINE_KINDS or child.tag in ("a", "img", "br", "span"):
            loose.extend(_inline(child))
        else:
            if loose:
                yield Block("paragraph", _trim(loose))
                loose = []
            yield from blocks(child)
        if (child.tail or "").strip() or loose:
            loose.append(Inline("text", child.tail or ""))
    if loose and any(inline.plain.strip() or inline.kind == "image" for inline in loose):
        yield Block("paragraph", _trim(loose))


def _list(element: HtmlElement) -> Block:
    items = tuple(tuple(_children(item)) for item in element if item.tag == "li")
    start = element.get("start", "1")
    return Block("list", items=items, ordered=element.tag == "ol", start=int(start) if start.isdigit() else 1)


def _table(element: HtmlElement) -> Block:
    rows = tuple(tuple(_cell(cell) for cell in row if cell.tag in ("td", "th")) for row in element.iter("tr"))
    caption = next((text(c).strip() for c in element if c.tag == "caption"), "")
    return Block("table", rows=rows, caption=caption)


def _cell(element: HtmlElement) -> Cell:
    span = {name: max(1, int(element.get(name, "1"))) if element.get(name, "1").isdigit() else 1
            for name in ("colspan", "rowspan")}
    align = element.get("class", "").removeprefix("align-")
    return Cell(_trimmed(element), element.tag == "th", **span, align=align)


def _trimmed(element: HtmlElement) -> tuple[Inline, ...]:
    return _trim([*_inlines(element)])


def _trim(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Without white space at both ends: line breaks of the source file, not of the text."""
    while inlines and inlines[0].kind == "text" and not inlines[0].text.strip():
        inlines.pop(0)
    while inlines and inlines[-1].kind == "text" and not inlines[-1].text.strip():
        inlines.pop()
    if inlines and inlines[0].kind == "text":
        inlines[0] = Inline("text", inlines[0].text.lstrip())
    if inlines and inlines[-1].kind == "text":
        inlines[-1] = Inline("text", inlines[-1].text.rstrip())
    return tuple(inlines)


def _inlines(element: HtmlElement) -> Iterator[Inline]:
    if element.text:
        yield Inline("text", element.text)
    for child in element:
        yield from _inline(child)
        if child.tail:
            yield Inline("text", child.tail)


def _inline(element: HtmlElement) -> Iterator[Inline]:
    tag = element.tag
    if tag == "br":
        yield Inline("break")
    elif tag == "img":
        yield Inline("image", element.get("alt", ""), target=element.get("src", ""))
    elif tag == "sup" and element.get("id", "").startswith("fnref"):
        link = element.find("a")
        yield Inline("note", target=link.get("href", "").removeprefix("#") if link is not None else "")
    elif tag == "a" and element.get("class") == "unit":
        yield from _inlines(element)
    elif tag == "a":
        yield Inline("link", children=tuple(_inlines(element)), target=element.get("href", ""))
    elif tag == "code":
        yield Inline("code", text(element))
    elif tag in INLINE_KINDS:
        yield Inline(INLINE_KINDS[tag], children=tuple(_inlines(element)))
    else:
        yield from _inlines(element)


def footnotes(root: HtmlElement) -> Iterator[Footnote]:
    for holder in root.iterfind("div[@class='footnote']"):
        for item in holder.iter("li"):
            yield Footnote(item.get("id", ""), tuple(_without_backlinks(block) for block in _children(item)))


def _without_backlinks(block: Block) -> Block:
    kept = [i for i in block.inlines if not (i.kind == "link" and i.target.startswith("#fnref"))]
    return Block(block.kind, _trim(kept), block.level, items=block.items, rows=block.rows)


def text(element: HtmlElement) -> str:
    return str(element.text_content())
