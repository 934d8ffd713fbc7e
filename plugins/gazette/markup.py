"""From rendered HTML to the typed body and the HTML that may reach a page, in one pass.

The HTML that comes out is written anew from the cleaned tree, with the anchors of `units` on every numbered
block.
"""

from __future__ import annotations

import pickle
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import unquote

from lxml import etree, html
from lxml.html import HtmlElement

from . import marks, sanitise, tree
from .body import Body, Clause, Heading
from .citations import Mention
from .sanitise import CONTENT_LINK, Problem
from .tree import level, text
from .units import TextBlock, Unit, heading_anchor, recognise

LEAD = 200  # characters of the beginning of a text, which stand for it where there is no 概述


@dataclass(frozen=True, slots=True)
class Rendered:
    """A body in all its forms, made once for each state of the text.

    `html` is for the page, `outline` its table of contents, `clauses` are for the search, `data` for machines; `lead` is
    where the text begins. `marked` are the citations that `html` marks (see `marks`), `targets` the files and documents
    of the content tree to which it links. The typed tree itself is `packed`: few ask for it, and it is large.
    """

    html: str
    problems: tuple[Problem, ...]
    marked: tuple[Mention, ...]
    targets: tuple[str, ...]
    outline: tuple[Heading, ...]
    clauses: tuple[Clause, ...]
    lead: str
    data: str
    packed: bytes

    @classmethod
    def of(cls, html: str, body: Body, problems: Iterable[Problem] = (), marked: Iterable[Mention] = ()) -> Rendered:
        lead = " ".join(body.text.split())[:LEAD]
        clauses = tuple(body.clauses())
        packed = zlib.compress(pickle.dumps(body, protocol=5), 1)
        targets, outline, data = _targets(html), body.outline(), body.data()
        return cls(html, tuple(problems), tuple(marked), targets, outline, clauses, lead, data, packed)

    def __reduce__(self) -> tuple[Any, ...]:
        return Rendered, tuple(getattr(self, one.name) for one in fields(self))

    @property
    def body(self) -> Body:
        body: Body = pickle.loads(zlib.decompress(self.packed))
        return body


def _targets(html: str) -> tuple[str, ...]:
    """The paths of the content tree to which a text links, in their order."""
    found = (unquote(part.split('"', 1)[0].split("#", 1)[0]) for part in html.split(f'"{CONTENT_LINK}')[1:])
    return tuple(dict.fromkeys(found))


def derive(source: str, path: str) -> Rendered:
    """Read rendered HTML; `path` is the document's own, for resolving relative links and images."""
    root = html.fragment_fromstring(source, create_parent="div")
    problems = list(sanitise.clean(root, path))
    _loose_notes(root)
    _figures(root)
    footnotes = tuple(tree.footnotes(root))
    blocks = list(_top_blocks(root))
    _promote_headings(blocks)
    body = tuple(block for element, unit in blocks for block in tree.blocks(element, unit))
    marked = marks.mark(root)
    markup = "\n".join(_serialise(element) for element in root if element.tag is not etree.Comment)
    return Rendered.of(markup, Body(body, footnotes), problems, marked)


def _loose_notes(root: HtmlElement) -> None:
    """A note that nothing in the text refers to keeps its words and loses its way back."""
    marks = {mark.get("id") for mark in root.iter("sup")}
    for link in root.xpath(".//a[@class='footnote-backref']"):
        if link.get("href", "").removeprefix("#") not in marks:
            link.drop_tree()


def _figures(root: HtmlElement) -> None:
    """A picture alone in its paragraph is a figure; its title in the source is the caption below it."""
    for paragraph in list(root.iter("p")):
        image = paragraph[0] if len(paragraph) == 1 else None
        if image is not None and image.tag == "img" and not text(paragraph).strip():
            paragraph.tag = "figure"
            if caption := image.attrib.pop("title", "").strip():
                etree.SubElement(paragraph, "figcaption").text = caption


def _serialise(element: HtmlElement) -> str:
    return str(html.tostring(element, encoding="unicode", with_tail=False))


def _top_blocks(root: HtmlElement) -> Iterator[tuple[HtmlElement, Unit | None]]:
    for element in list(root):
        if level(element) and not text(element).strip() and element.find(".//img") is None:
            root.remove(element)  # a “##” with nothing after it: no words are lost, and no one hears a nameless heading
    elements = [e for e in root if isinstance(e.tag, str)]
    numbered = [TextBlock(text(e), level(e)) if e.tag == "p" or level(e) else None for e in elements]
    units = recognise(block for block in numbered if block is not None)
    names: Counter[str] = Counter()
    for element, block in zip(elements, numbered, strict=True):
        unit = next(units) if block is not None else None
        if unit is not None:
            _mark(element, unit)
        elif level(element):
            element.attrib["id"] = heading_anchor(text(element), names)
        yield element, unit


def _mark(element: HtmlElement, unit: Unit) -> None:
    """Put the anchor on the block and turn its number into a link to itself."""
    element.attrib["id"], element.attrib["class"] = unit.anchor, unit.kind
    words = element.text or ""
    lead = len(words) - len(words.lstrip())
    if unit.label and words.startswith(unit.label, lead):
        link = html.Element("a", {"class": "unit", "href": f"#{unit.anchor}"})
        link.text, link.tail = unit.label, words[lead + len(unit.label) :]
        element.text = words[:lead]
        element.insert(0, link)


def _promote_headings(blocks: list[tuple[HtmlElement, Unit | None]]) -> None:
    """A numbered line that stands alone is a heading, however it was typed; levels leave no step out."""
    heads = [(e, u) for e, u in blocks if level(e) or (u and u.stands_alone and u.kind != "tiao")]
    order = sorted({_heading_rank(e, u) for e, u in heads})
    for element, unit in heads:
        element.tag = f"h{min(order.index(_heading_rank(element, unit)) + 2, 6)}"


def _heading_rank(element: HtmlElement, unit: Unit | None) -> int:
    ranks = {"bian": 1, "fenbian": 2, "zhang": 3, "jie": 4, "sec1": 5, "sec2": 6, "sec3": 7, "sec4": 8}
    return ranks.get(unit.kind, 9) if unit else max(level(element) - 2, 0)
