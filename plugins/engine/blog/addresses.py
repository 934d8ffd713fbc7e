"""At which address stands a content? Pelican's own rules, asked quickly.

Pelican fills in a pattern like `{slug}.html` from a copy of all metadata; here only what the pattern names is looked up.
"""

from __future__ import annotations

import string
from functools import cache
from typing import Any

QUICK = frozenset({"slug", "lang", "date", "author", "category", "path"})


@cache
def _fields(pattern: str) -> tuple[str, ...] | None:
    """The names in a pattern; None where one is not of the kind that we look up ourselves."""
    names = {name.partition(".")[0].partition("[")[0] for _, name, _, _ in string.Formatter().parse(pattern) if name is not None}
    return tuple(sorted(names)) if names <= QUICK else None


def expanded(content: Any, setting: str) -> str:
    """A setting such as ARTICLE_URL, filled in for a content."""
    pattern = str(content.settings[setting])
    names = _fields(pattern)
    if names is None or ("date" in names and not hasattr(content, "date")):
        return pattern.format(**content.url_format)
    return pattern.format(**{name: _value(content, name) for name in names})


def _value(content: Any, name: str) -> Any:
    if name == "path":
        return str(content.metadata.get("path", content.location)).replace("\\", "/")
    if name == "lang":
        return getattr(content, "lang", "en")
    if name in {"author", "category"}:
        value = getattr(content, name, None)
        return "" if value is None else value.slug
    return getattr(content, name, "")
