"""The contents of a book: the nav that every reading system shows, with sections, articles and their parts."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from urllib.parse import quote

from plugins.gazette.body import Heading

from .book import XHTML_TYPE, Chapter, File
from .xhtml import E, Element, page, typed, words

NAME, TITLE = "nav.xhtml", "目录"
DEPTH = 2  # headings of an article that the contents list


def nav(chapters: Sequence[Chapter], before: int) -> File:
    """Chapters without a section stand by themselves; the contents are a chapter of their own after `before` others."""
    lines = list[Element]()
    for section, grouped in groupby(chapters, key=lambda chapter: chapter.section):
        inner = [_line(chapter) for chapter in grouped]
        lines += [E.li(E.span(words(section)), E.ol(*inner))] if section else inner
    lines.insert(before, E.li(E.a(TITLE, href=f"{NAME}#toc")))
    contents = typed(E.nav(E.h1(TITLE), E.ol(*lines), id="toc"), "toc", "doc-toc")
    return File(NAME, XHTML_TYPE, page(TITLE, [contents, _landmarks(chapters, before)]), "nav")


def _line(chapter: Chapter) -> Element:
    line = E.li(E.a(words(chapter.title), href=chapter.file.name))
    headings = [heading for heading in chapter.outline if heading.depth <= DEPTH]
    if headings:
        line.append(_headings(headings, chapter.file.name))
    return line


def _headings(headings: Sequence[Heading], name: str) -> Element:
    """A list of headings with those below each in a list of its own."""
    top, held = E.ol(), list[Element]()
    for heading in headings:
        line = E.li(E.a(words(heading.text), href=f"{name}#{quote(heading.anchor)}"))
        held = held[: heading.depth - 1]
        if not held:
            top.append(line)
        else:
            _below(held[-1]).append(line)
        held.append(line)
    return top


def _below(line: Element) -> Element:
    if len(line) == 1:
        line.append(E.ol())
    return line[1]


def _landmarks(chapters: Sequence[Chapter], before: int) -> Element:
    """The places to which a reading system jumps by itself."""
    places = [("cover", "封面", chapters[0].file.name), ("toc", TITLE, f"{NAME}#toc")]
    if len(chapters) > before:
        places.append(("bodymatter", "正文", chapters[before].file.name))
    lines = [E.li(typed(E.a(label, href=target), kind)) for kind, label, target in places]
    return typed(E.nav(E.h2("位置"), E.ol(*lines), hidden="hidden"), "landmarks")
