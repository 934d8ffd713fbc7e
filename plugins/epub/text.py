"""From the markup of a page to that of a book: the same words, with links and pictures that a book can have.

What only serves on the site is left out: the links by which a clause's own address is copied.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lxml import html
from lxml.html import HtmlElement

from .xhtml import Element, typed, words

ANCHOR = re.compile(r' id="([^"]+)"')
Resolve = Callable[[str], str | None]


def anchors(markup: str) -> frozenset[str]:
    """The places in a text to which a link can lead."""
    return frozenset(ANCHOR.findall(markup))


def elements(markup: str, link: Resolve, picture: Resolve) -> Iterator[Element]:
    """The text's blocks in the namespace of XHTML. `link` gives the address of a link's target in the book, `picture` the
    name of an image's file; where they give None, the words stay."""
    root = html.fragment_fromstring(words(markup), create_parent="div")
    for anchor in list(root.iter("a")):
        _anchor(anchor, link)
    for image in list(root.iter("img")):
        _image(image, picture)
    for notes in root.iterfind("div[@class='footnote']"):
        typed(notes, "footnotes", "doc-endnotes")
        notes.set("aria-label", "注释")
    html.html_to_xhtml(root)
    for element in root:
        element.tail = None
        yield element


def _anchor(anchor: HtmlElement, link: Resolve) -> None:
    target = None if anchor.get("class") == "unit" else link(anchor.get("href", ""))
    if target is None:
        anchor.drop_tag()
        return
    anchor.set("href", target)
    kind = anchor.attrib.pop("class", "")
    if kind == "footnote-ref":
        typed(anchor, "noteref", "doc-noteref")
    elif kind == "footnote-backref":
        anchor.set("role", "doc-backlink")


def _image(image: HtmlElement, picture: Resolve) -> None:
    name = picture(image.get("src", ""))
    if name is not None:
        image.set("src", name)
        image.set("alt", image.get("alt", ""))
        return
    image.tag, image.text = "span", f"［图片：{image.get('alt', '')}］"
    for attribute in ("src", "alt", "title"):
        image.attrib.pop(attribute, None)
