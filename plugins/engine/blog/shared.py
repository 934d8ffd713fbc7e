"""What all contents of one build share: settings and context, names, and what is worked out once for many."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, cached_property
from typing import Any, NamedTuple

from pelican.utils import SafeDatetime, posixize_path, slugify

from .head import Named, Names
from .links import Link
from .reads import Reads

DATE_ONLY = frozenset("aAbBdjmuUVwWxyYG")


class Source(NamedTuple):
    """A source file: its place on the disk and below the content folder, what is known of its text, and the text."""

    path: str
    location: str
    body: str
    links: tuple[Link, ...]
    content: Callable[[], Any]
    face: str = ""


class Shared:
    """`quiet` says that no plugin has a hand in the contents: what was worked out once of one holds."""

    def __init__(self, settings: dict[str, Any], context: dict[str, Any], quiet: bool) -> None:
        self.quiet = quiet
        self.settings, self.context = settings, context
        self.names, self.reads = Names(settings), Reads()
        self.default_lang = settings["DEFAULT_LANG"].lower() if "DEFAULT_LANG" in settings else None
        self.zone = settings.get("TIMEZONE", "UTC")
        self.root = os.path.abspath(settings["PATH"])
        self._inside = self.root.rstrip("/") + "/"
        self.now = datetime.now(UTC)
        self._slugs: dict[str, str] = {}
        self._dates: dict[tuple[int, int, int, str], str] = {}
        self._locations: dict[str, str] = {}

    @staticmethod
    def hears(signal: Any) -> bool:
        """Whether anybody listens to a signal."""
        return bool(signal.receivers)

    def slug(self, text: str) -> str:
        if text not in self._slugs:
            self._slugs[text] = slugify(text, **self._slug_ways)
        return self._slugs[text]

    @cached_property
    def _slug_ways(self) -> dict[str, Any]:
        get = self.settings.get
        return {
            "regex_subs": get("SLUG_REGEX_SUBSTITUTIONS", []),
            "preserve_case": get("SLUGIFY_PRESERVE_CASE", False),
            "use_unicode": get("SLUGIFY_USE_UNICODE", False),
        }

    def author(self, kind: type) -> Any:
        """The site's own author."""
        return self.names.get(Named(kind.__name__, self.settings["AUTHOR"]))

    def written(self, date: datetime, form: str) -> str:
        """A date as text, in Pelican's way; days of the same form once."""
        if type(date) is not SafeDatetime or not _is_of_day(form):
            return date.strftime(form)
        key = (date.year, date.month, date.day, form)
        if key not in self._dates:
            self._dates[key] = date.strftime(form)
        return self._dates[key]

    def forget_dates(self) -> None:
        """The locale is another one from now on."""
        self._dates.clear()

    def location(self, path: str) -> str:
        """A path below the content folder, as Pelican writes it."""
        if path.startswith(self._inside):
            return path[len(self._inside) :]
        if path not in self._locations:
            relative = os.path.relpath(os.path.abspath(os.path.join(self.root, path)), self.root)
            self._locations[path] = posixize_path(relative)
        return self._locations[path]


@cache
def _is_of_day(form: str) -> bool:
    """Whether a form writes nothing of the hour."""
    parts = form.replace("%%", "").split("%")[1:]
    return all((part[1:2] if part[:1] == "-" else part[:1]) in DATE_ONLY for part in parts)
