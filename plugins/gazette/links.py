"""The addresses that a body links to: [text](address), ![text](address), [name]: address, <address>, and those of
<a href> and <img src>.

One pass over brackets; what stands within code has been blanked before (see `prose`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

from .prose import Prose
from .tags import tags

BRACKETS = re.compile(r"\\.|(?P<image>!?)\[|\]|\(|\)|(?P<gap>\n[ \t]*\n)")
TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]*\]:[ \t]*(?:\n[ ]*)?(?P<target>[^\s]+)", re.MULTILINE)
AUTOMATIC = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*://[^<>\s]*)>")


HTML = re.compile(r"<(?:a|img)(?![^\s/>])", re.IGNORECASE)


class Link(NamedTuple):
    """`target` as a browser reads it, with its line and column in the file; `alternative` is an image's text."""

    target: str
    line: int
    column: int
    is_image: bool = False
    alternative: str = ""


class _Found(NamedTuple):
    offset: int
    target: str
    is_image: bool = False
    alternative: str = ""


def links(prose: Prose) -> tuple[Link, ...]:
    """All links of a body, sorted by place."""
    if "[" not in prose.body and "<" not in prose.body:
        return ()
    text = prose.without_code
    found = sorted((*_inline(text), *_matches(DEFINITION, text), *_matches(AUTOMATIC, text), *_typed(text)))
    return tuple(Link(one.target, *prose.place(one.offset), one.is_image, one.alternative) for one in found)


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[_Found]:
    for match in pattern.finditer(text):
        yield _Found(match.start("target"), _read(match["target"].strip("<>")))


def _typed(text: str) -> Iterator[_Found]:
    """The addresses of HTML links and images; an image's `alternative` is its alt."""
    for tag in tags(text) if HTML.search(text) else ():
        if tag.name in ("a", "img"):
            values = {attribute.name: attribute for attribute in reversed(tag.attributes)}
            address = values.get("href" if tag.name == "a" else "src")
            if address is not None:
                words = values["alt"].value if "alt" in values else ""
                yield _Found(address.offset, address.value.strip(), tag.name == "img", words)


def _inline(text: str) -> Iterator[_Found]:
    if "](" not in text:
        return
    ends = _round_brackets(text)
    opened: list[re.Match[str]] = []
    for match in BRACKETS.finditer(text):
        if match["gap"]:
            opened = []
        elif match[0].endswith("[") and not match[0].startswith("\\"):
            opened.append(match)
        elif match[0] == "]" and opened:
            opener = opened.pop()
            end = ends.get(match.end())
            if end is not None:
                target = text[match.end() + 1 : end]
                lead = len(target) - len(target.lstrip())
                words = text[opener.end() : match.start()]
                yield _Found(match.end() + 1 + lead, _read(_address(target)), bool(opener["image"]), words)


def _round_brackets(text: str) -> dict[int, int]:
    """For each “(” of a paragraph the place of the “)” that closes it."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for match in BRACKETS.finditer(text):
        if match["gap"]:
            opened = []
        elif match[0] == "(":
            opened.append(match.start())
        elif match[0] == ")" and opened:
            ends[opened.pop()] = match.start()
    return ends


def _address(inside: str) -> str:
    """What stands in the round brackets, without a title."""
    return TITLE.sub("", inside).strip().removeprefix("<").removesuffix(">").strip()


def _read(address: str) -> str:
    return unescape(address)
