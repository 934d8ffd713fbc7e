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
        (?P<comment>!--.*?(?:-->|\Z))
      | (?P<declaration>[!?][a-zA-Z\[][^>]*>?)
      | (?P<slash>/?)(?P<name>[a-zA-Z][^\s<>/"'=]*)
        (?P<attributes>(?:[^<>"']+|"[^"]*"|'[^']*'|["'])*)(?P<end>>?)
    )""",
    re.VERBOSE | re.DOTALL,
)
ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'<>]+)))?"""
)
RAW = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "textarea", "title", "xmp")}
NEVER_TEXT = frozenset(RAW) | {"iframe", "object", "embed", "svg", "math", "form", "input", "link", "meta", "base", "img"}


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
    """The tags of a text in order. A “<” that opens no tag is text: 1<2, <关于…>."""
    position, ends_of_raw = 0, _RawEnds(text)
    while match := TAG.search(text, position):
        position = match.end()
        if match["comment"] or match["declaration"]:
            yield Tag("!--" if match["comment"] else "!", match.start())
            continue
        name = match["name"].lower()
        if not match["end"] and name not in NEVER_TEXT:
            position = match.start() + 1
            continue
        yield Tag(name, match.start(), tuple(_attributes(match)), bool(match["slash"]))
        if name in RAW and not match["slash"]:
            position = ends_of_raw.after(name, position)


class _RawEnds:
    """Where the next </script> is; once none is left, nobody asks again."""

    def __init__(self, text: str) -> None:
        self.text, self.gone = text, set[str]()

    def after(self, name: str, position: int) -> int:
        """The end of raw text that starts at `position`; the position itself when nothing closes it."""
        if name in self.gone:
            return position
        closing = re.compile(RAW[name].pattern + "[^>]*>?", re.IGNORECASE).search(self.text, position)
        if closing is None:
            self.gone.add(name)
            return position
        return closing.end()


def _attributes(match: re.Match[str]) -> Iterator[Attribute]:
    for found in ATTRIBUTE.finditer(match["attributes"]):
        value = next((found[group] for group in ("double", "single", "bare") if found[group] is not None), "")
        yield Attribute(found["name"].lower(), unescape(value), match.start("attributes") + found.start())
