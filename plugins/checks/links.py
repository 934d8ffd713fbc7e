"""The addresses that a Markdown body links to: [text](address), ![text](address), [name]: address, <address>.

One pass over brackets; what stands within code has been blanked before (see `prose`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

BRACKETS = re.compile(r"\\.|(?P<image>!?)\[|\]|\(|\)|(?P<gap>\n[ \t]*\n)")
TITLE = re.compile(r"""\s+(?:"[^"]*"|'[^']*')\s*$""")
DEFINITION = re.compile(r"^ {0,3}\[(?!\^)[^\[\]\n]*\]:[ \t]*(?:\n[ ]*)?(?P<target>[^\s]+)", re.MULTILINE)
AUTOMATIC = re.compile(r"<(?P<target>[A-Za-z][A-Za-z0-9+.-]*://[^<>\s]*)>")


@dataclass(frozen=True, slots=True)
class Link:
    """`target` as a browser reads it; `offset` is where it stands in the body; `alternative` an image's text."""

    target: str
    offset: int
    is_image: bool = False
    alternative: str = ""


def links(text: str) -> Iterator[Link]:
    """All links of a text, sorted by place."""
    if "[" not in text and "://" not in text:
        return iter(())
    found = [*_inline(text), *_matches(DEFINITION, text), *_matches(AUTOMATIC, text)]
    return iter(sorted(found, key=lambda link: link.offset))


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[Link]:
    for match in pattern.finditer(text):
        yield Link(_read(match["target"].strip("<>")), match.start("target"))


def _inline(text: str) -> Iterator[Link]:
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
                yield Link(_read(_address(target)), match.end() + 1 + lead, bool(opener["image"]), words)


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
