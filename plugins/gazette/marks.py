"""Where on a page are the citations of its text? Each is marked in the rendered HTML; the site makes links of the marks.

The text itself stays as it is, character for character. A citation is marked where it stands in one run of text outside
links, code and headings; what it means is asked anew in each build (`Corpus.cited`), so a page can be kept while the
documents around it change.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from lxml import html
from lxml.html import HtmlElement

from .citations import Mention, scan
from .cited import Cited
from .documents import Document
from .sanitise import CONTENT_LINK

INLINE = frozenset({"a", "strong", "b", "em", "i", "u", "del", "s", "sub", "sup", "span", "code", "img"})
CLOSED = frozenset({"a", "code", "pre", "h1", "h2", "h3", "h4", "h5", "h6"})  # nothing within becomes a link
UNREAD = frozenset({"code", "pre", "sup"})
MARK = re.compile(r'<a class="cited" href="cited:(?P<place>\d+)">(?P<words>[^<]*)</a>')
BLANK = " "


class _Run(NamedTuple):
    """A run of text and where it begins in the whole; it is the element's text, or what follows the element."""

    start: int
    element: HtmlElement
    is_tail: bool
    is_open: bool
    text: str


def mark(root: HtmlElement) -> tuple[Mention, ...]:
    """Mark the citations below `root`; what each mark names, in their order."""
    starts, words, at = list[tuple[int, HtmlElement]](), list[str](), 0
    for block in root.iterchildren("*"):
        text = _text(block)
        starts.append((at, block))
        words.append(text)
        at += len(text)
    marked = list[Mention]()
    for start, block, mentions in _by_block(starts, list(scan("".join(words)))):
        for run, found in _shared(_runs(block, start), mentions):
            _insert(run, found, len(marked))
            marked.extend(found)
    return tuple(marked)


def _text(block: HtmlElement) -> str:
    """The text of a block on lines of its own; for a plain paragraph without a walk through it."""
    if block.tag == "p" and all(child.tag == "a" and not len(child) for child in block):
        return f"\n{''.join(block.itertext())}\n"
    return "".join(text for _, _, _, text in _read(block, is_open=True))


def _by_block(
    starts: Sequence[tuple[int, HtmlElement]], mentions: Sequence[Mention]
) -> Iterator[tuple[int, HtmlElement, list[Mention]]]:
    """The blocks that have mentions, with them; both come in order."""
    places = [start for start, _ in starts]
    for index, group in groupby(mentions, lambda mention: bisect_right(places, mention.start) - 1):
        yield (*starts[index], list(group))


def _runs(block: HtmlElement, at: int) -> list[_Run]:
    runs = list[_Run]()
    for element, is_tail, is_open, text in _read(block, is_open=True):
        if element is not None:
            runs.append(_Run(at, element, is_tail, is_open, text))
        at += len(text)
    return runs


def _read(element: HtmlElement, is_open: bool) -> Iterator[tuple[HtmlElement | None, bool, bool, str]]:
    """The text below an element in order, a line break around every block."""
    if not isinstance(element.tag, str):
        return
    is_open = is_open and element.tag not in CLOSED
    if element.tag not in INLINE:
        yield None, False, False, "\n"
    blank = element.tag in UNREAD
    if element.text:
        yield element, False, is_open, BLANK * len(element.text) if blank else element.text
    for child in element:
        if not blank:
            yield from _read(child, is_open)
        if child.tail:
            yield child, True, is_open, BLANK * len(child.tail) if blank else child.tail
    if element.tag not in INLINE:
        yield None, False, False, "\n"


def _shared(runs: Sequence[_Run], mentions: Sequence[Mention]) -> Iterator[tuple[_Run, list[Mention]]]:
    """Each open run with the mentions that lie wholly in it; both come in order."""
    at = 0
    for run in runs:
        end, found = run.start + len(run.text), list[Mention]()
        while at < len(mentions) and mentions[at].start < end:
            if run.is_open and mentions[at].start >= run.start and mentions[at].end <= end:
                found.append(mentions[at])
            at += 1
        if found:
            yield run, found


def _insert(run: _Run, found: Sequence[Mention], first: int) -> None:
    parent = run.element.getparent() if run.is_tail else run.element
    place = parent.index(run.element) + 1 if run.is_tail else 0
    ends = [*(mention.start for mention in found[1:]), run.start + len(run.text)]
    lead = run.text[: found[0].start - run.start]
    if run.is_tail:
        run.element.tail = lead
    else:
        run.element.text = lead
    for number, (mention, end) in enumerate(zip(found, ends, strict=True)):
        link = html.Element("a", {"class": "cited", "href": f"cited:{first + number}"})
        link.text = run.text[mention.start - run.start : mention.end - run.start]
        link.tail = run.text[mention.end - run.start : end - run.start]
        parent.insert(place + number, link)


def resolve(markup: str, marked: Sequence[Mention], document: Document, cited: Callable[[Mention], Cited]) -> str:
    """The markup with a link in place of each mark whose document is here, and the bare words of all others."""
    if not marked:
        return markup

    def link(match: re.Match[str]) -> str:
        address = _address(cited(marked[int(match["place"])]), document)
        return f'<a class="cited" href="{address}">{match["words"]}</a>' if address else match["words"]

    return MARK.sub(link, markup)


def _address(found: Cited, document: Document) -> str:
    """The address of a cited text from the page of `document`; empty where it leads nowhere."""
    fragment = f"#{quote(found.anchor)}" if found.anchor else ""
    if found.document is None or found.document == document:
        return fragment if found.document else ""
    return f"{CONTENT_LINK}{quote(found.document.path)}{fragment}"
