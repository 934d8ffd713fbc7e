"""In which state was everything that a build is made of? So that the next can tell at a glance what has changed.

A snapshot is kept only of builds whose result depends on nothing else: no plugin had a hand in it, no date was completed
by the day, nothing failed.
"""

from __future__ import annotations

import locale
import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .listing import Listing
from .values import short

Packed = tuple[str, dict[str, str], dict[str, str], dict[str, str]]


@dataclass(frozen=True)
class Snapshot:
    """`base` tells settings, code and surroundings; `sources` the state of each text, `others` of all other files
    in the folders that are looked through, `extra` of those that lie elsewhere and are named by a text."""

    base: str
    sources: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    def packed(self) -> Packed:
        return self.base, self.sources, self.others, self.extra

    def with_extra(self, paths: Iterable[str], listing: Listing) -> Snapshot:
        missing = sorted(path for path in paths if path not in self.sources and path not in self.others)
        return replace(self, extra={path: listing.one(path).stamp for path in missing})

    def edited_since(self, before: Packed | None) -> set[str] | None:
        """The sources that may have been edited since an older snapshot (packed); None when other things have changed."""
        if before is None or self.base != before[0] or (self.others, self.extra) != before[2:]:
            return None
        if not all(self.others.values()) or not all(self.extra.values()):
            return None
        if self.sources.keys() != before[1].keys():
            return None
        old = before[1]
        return {path for path, state in self.sources.items() if not state or state != old[path]}


def taken(listing: Listing, theme: str, settings: Mapping[str, Any], base: str) -> Snapshot:
    sources, others = {}, {}
    for prefix in ("ARTICLE", "PAGE"):
        for file in listing.files(settings[f"{prefix}_PATHS"], settings[f"{prefix}_EXCLUDES"]):
            sources[file.path] = file.stamp
    for file in listing.files(settings["STATIC_PATHS"], settings["STATIC_EXCLUDES"]):
        if file.path not in sources:
            others[file.path] = file.stamp
    for folder in (os.path.join(theme, "templates"), *settings["THEME_TEMPLATES_OVERRIDES"]):
        others.update((file.path, file.stamp) for file in Listing(folder, ()).files(""))
    for path in settings["THEME_STATIC_PATHS"]:
        others.update((file.path, file.stamp) for file in Listing(theme, settings["IGNORE_FILES"]).files(path))
    return Snapshot(base, sources, others)


def surroundings() -> str:
    """What the system has a say in: names of months and days, and the local time."""
    return short(f"{locale.setlocale(locale.LC_ALL)} {time.tzname}")
