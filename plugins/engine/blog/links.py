"""Where does a text point within its own site? The `{filename}`, `{static}`, `{attach}` … links of rendered content.

A text is searched once, when it is read; what a link means is asked of the site in each build.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from html import unescape
from typing import Any, NamedTuple
from urllib.parse import unquote, urlparse

FILES = frozenset({"filename", "static", "attach"})


class Link(NamedTuple):
    """What kind of thing a link names (`filename`, `tag` …), and which one, as written."""

    what: str
    value: str


@cache
def pattern(intrasite_link_regex: str) -> re.Pattern[str]:
    """Pelican's own (contents.py), compiled once and not for every content."""
    return re.compile(
        rf"""
            (?P<markup><[^\>]+  # match tag with all url-value attributes
                (?:href|src|poster|data|cite|formaction|action|content)\s*=\s*)

            (?P<quote>["\'])      # require value to be quoted
            (?P<path>{intrasite_link_regex}(?P<value>.*?))  # the url value
            (?P=quote)""",
        re.X,
    )


def of(content: str, intrasite_link_regex: str) -> tuple[Link, ...]:
    found = pattern(intrasite_link_regex).finditer(content)
    return tuple(Link(match["what"], match["value"]) for match in found)


def target(link: Link, folder: str, context: Mapping[str, Any]) -> Any | None:
    """The content that a link of a document in `folder` names, found as Pelican finds it; None when there is none."""
    keys = ("generated_content", "static_content") if link.what == "filename" else ("static_content",)
    for key in keys:
        for path in places(link, folder):
            found = context[key].get(path)
            if found is not None:
                return found
    return None


def places(link: Link, folder: str) -> tuple[str, ...]:
    """The paths below the content folder that a link may mean, in the order in which Pelican tries them."""
    value = urlparse(link.value)
    paths = (value.path, unquote(value.path), urlparse(unescape(value.geturl())).path)
    return tuple(_place(path, folder) for path in paths)


def _place(path: str, folder: str) -> str:
    if path.startswith("/"):
        return path[1:]
    return os.path.normpath(os.path.join(folder, path)) if path else os.path.normpath(folder)


def static_paths(found: tuple[Link, ...], folder: str) -> set[str]:
    """The files that links say are to be published as they are."""
    paths = (urlparse(link.value).path for link in found if link.what in {"static", "attach"})
    return {_place(path, folder).replace("%20", " ") for path in paths}
