"""The HTML tags that an editor typed into Markdown, with the place of each tag and attribute.

Tolerant as a browser is: quotes may be missing, a tag may run over lines or never end. What stands between
<script> and </script> is the script, not more tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

TAG = re.compile(
    r"""<(?:
        (?P<comment>!--)
      | (?P<declaration>(?:![a-zA-Z\[]|\?)[^<>]*>)
      | (?P<address>[A-Za-z][A-Za-z0-9+.-]*://[^<>]*>|[^<>\s!/]+@[^@<>\s]+>)
      | (?P<slash>/?)(?P<name>[a-zA-Z][^\s<>/"'=]*)
        (?P<attributes>(?:[^<>"']+|"[^"]*"|'[^']*'|["'])*)(?P<end>>?)
    )""",
    re.VERBOSE | re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+)))?"""
)
RAW = ("script", "style", "textarea", "title", "xmp")
ENDS = {"!--": re.compile("-->")} | {name: re.compile(rf"</{name}\b[^>]*>?", re.IGNORECASE) for name in RAW}
NEVER_TEXT = frozenset((*RAW, "iframe", "object", "embed", "svg", "math", "form", "input", "link", "meta", "base", "img"))


@dataclass(frozen=True, slots=True)
class Attribute:
    """`value` is what a browser makes of it: references like &#106; are resolved."""

    name: str
    value: str
    offset: int


@dataclass(frozen=True, slots=True)
class Tag:
    """`name` is in small letters; “!--” for a comment, “!” for a declaration; `closing` for </name>."""

    name: str
    offset: int
    attributes: tuple[Attribute, ...] = ()
    closing: bool = False


def tags(text: str) -> Iterator[Tag]:
    """The tags of a text in order. A “<” that opens no tag is text: 1<2, <关于…>, <https://…>, <!-- left open."""
    position, ends = 0, _Ends(text)
    while match := TAG.search(text, position):
        position = match.end()
        name = (match["name"] or "").lower()
        if match["comment"]:
            position = ends.after("!--", match.end())
            if position > match.end():
                yield Tag("!--", match.start())
        elif match["declaration"]:
            yield Tag("!", match.start())
        elif name and not match["end"] and name not in NEVER_TEXT:
            position = match.start() + 1
        elif name:
            yield Tag(name, match.start(), tuple(_attributes(match)), bool(match["slash"]))
            position = position if match["slash"] else ends.after(name, position)


class _Ends:
    """Where a comment or a script ends. Once no such end is left, the text is not searched for it again."""

    def __init__(self, text: str) -> None:
        self.text, self.gone = text, set[str]()

    def after(self, name: str, position: int) -> int:
        """The place after the end that follows `position`; the position itself when there is none."""
        if name not in ENDS or name in self.gone:
            return position
        found = ENDS[name].search(self.text, position)
        if found is None:
            self.gone.add(name)
            return position
        return found.end()


def _attributes(match: re.Match[str]) -> Iterator[Attribute]:
    for found in ATTRIBUTE.finditer(match["attributes"]):
        value = next((found[group] for group in ("double", "single", "bare") if found[group] is not None), "")
        yield Attribute(found["name"].lower(), unescape(value), match.start("attributes") + found.start())
