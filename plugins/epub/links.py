"""Where does a link in a book lead: to another article of it, or to the web?"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from plugins.gazette.addresses import absolute
from plugins.gazette.sanitise import CONTENT_LINK, SCHEMES

ALLOWED = "!$&'()*+,;=:@/?~%-._"  # what an address keeps as it is; everything else is written in per cents
LONE_PER_CENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True)
class Links:
    """`home` is the site's address, `address` gives that of a file of the content tree (None: it has none). `chapters` are
    the files of the book by the addresses of the pages that show the same, `anchors` the places in each."""

    home: str
    address: Callable[[str], str | None]
    chapters: Mapping[str, str]
    anchors: Mapping[str, Collection[str]]

    def resolve(self, target: str, here: str) -> str | None:
        """The target as the file `here` may carry it; None where nothing is there."""
        if target.startswith("#"):
            return self._within(here, target[1:], here) or None
        if target.startswith(CONTENT_LINK):
            path, _, fragment = target.removeprefix(CONTENT_LINK).partition("#")
            url = self.address(unquote(path))
            return None if url is None else self._page(url, fragment, here)
        path, _, fragment = target.removeprefix("/").partition("#")
        if target.startswith("/") and unquote(path) in self.chapters:
            return self._page(unquote(path), fragment, here)
        return _web(self.home + target if target.startswith("/") else target)

    def _page(self, url: str, fragment: str, here: str) -> str:
        chapter = self.chapters.get(url)
        if chapter is None:
            return absolute(self.home, url) + (f"#{quote(unquote(fragment))}" if fragment else "")
        return self._within(chapter, fragment, here) or chapter

    def _within(self, chapter: str, fragment: str, here: str) -> str:
        """The place in a chapter; empty where it has none of that name."""
        anchor = unquote(fragment)
        if anchor not in self.anchors.get(chapter, ()):
            return ""
        return f"{'' if chapter == here else chapter}#{quote(anchor)}"


def _web(target: str) -> str | None:
    try:
        parts = urlsplit(target)
    except ValueError:
        return None
    if parts.scheme.lower() not in SCHEMES:
        return None
    path, _, fragment = LONE_PER_CENT.sub("%25", target).partition("#")
    return quote(path, safe=ALLOWED) + (f"#{quote(fragment, safe=ALLOWED)}" if fragment else "")
