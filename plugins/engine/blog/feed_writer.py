"""Pelican's writer of feeds, which makes a feed only when what it shows has changed; and which path is still free."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.utils import get_relative_path, path_to_url
from pelican.writers import FileOverwriteFailedError, Writer

from .keys import Keys
from .lean import Lean
from .options import Options
from .outputs import Outputs, place
from .reads import Reads
from .values import Unknown


class FeedWriter(Writer):
    """`reserved` are the paths at which static files will stand: Pelican copies these over pages of the same name."""

    def __init__(self, settings: dict[str, Any], outputs: Outputs, keys: Keys, reads: Reads, scratch: Path) -> None:
        super().__init__(str(scratch), settings=settings)
        self.options = Options.of(settings)
        self.reserved: set[str] = set()
        self.rendered = self.kept = 0
        self._outputs, self._keys, self._reads, self._scratch = outputs, keys, reads, scratch

    def _claim(self, name: str, override: bool) -> bool:
        """Whether a page is to be made; two at one address are refused as Pelican refuses them."""
        if name in self._overridden_files:
            if override:
                raise FileOverwriteFailedError(f'Failed to overwrite "{name}" a second time (was previously overwritten)')
            return False
        if name in self._written_files and not override:
            raise FileOverwriteFailedError(
                f'Failed to overwrite "{name}" as Pelican has already written to it previously (set `override=True` if intended)'
            )
        if override:
            self._overridden_files.add(name)
        self._written_files.add(name)
        return name not in self.reserved

    def _still_holds(self, name: str, key: str, own: Mapping[str, Any]) -> bool:
        known = self._outputs.known(name)
        if known is None or known.key != key:
            return False
        try:
            same = not known.reads or self._keys.texts(known.reads, own) == known.texts
        except Unknown:
            return False
        return same and self._outputs.keep(name)

    def write_feed(
        self,
        elements: Any,
        context: dict[str, Any],
        path: str | None = None,
        url: str | None = None,
        feed_type: str = "atom",
        override_output: bool = False,
        feed_title: str | None = None,
    ) -> Any:
        """As Pelican's own; None for a feed that is kept."""
        shown = elements[: self.settings["FEED_MAX_ITEMS"]]
        heard = signals.feed_generated.receivers or signals.feed_written.receivers
        if not path or heard:
            return self._told_feed(shown, context, path, url, feed_type, override_output, feed_title)
        path = place(path)
        if not self._claim(path, override_output):
            return None
        reads = tuple({item.location: None for item in shown if isinstance(item, Lean)})
        key = self._feed_key(shown, context, (path, url, feed_type, feed_title)) if shown else None
        if key is not None and self._still_holds(path, key, {}):
            self.kept += 1
            return None
        feed, data = self._feed(shown, context, path, url, feed_type, feed_title)
        self.rendered += 1
        told = (url, feed_type, feed_title)
        whole = len(reads) == len(shown) and not any(item.translations for item in shown)
        recipe = ("feed", tuple(item.source_path for item in shown), *told) if whole else None
        self._outputs.put(path, data, key or "", reads, self._keys.texts(reads, {}), recipe)
        return feed

    def _feed_key(self, shown: Any, context: Mapping[str, Any], told: tuple[Any, ...]) -> str | None:
        names = ("SITEURL", "FEED_DOMAIN", "SITENAME", "SITESUBTITLE", "localsiteurl")
        keys = self._keys
        try:
            around = [context.get(name) for name in names]
            return keys.digest(["feed", keys.settings.base, list(told), around, list(shown)])
        except Unknown:
            return None

    def _feed(
        self, shown: Any, context: dict[str, Any], path: str | None, url: str | None, feed_type: str, title: str | None
    ) -> tuple[Any, bytes]:
        self.site_url = context.get("SITEURL", path_to_url(get_relative_path(path)))
        self.feed_domain = context.get("FEED_DOMAIN")
        self.feed_url = self.urljoiner(self.feed_domain, url or path)
        feed = self._create_new_feed(feed_type, title, context)
        for element in shown:
            self._add_item_to_the_feed(feed, element)
        sink = io.StringIO()
        feed.write(sink, "utf-8")
        return feed, sink.getvalue().encode()

    def _told_feed(self, shown: Any, context: dict[str, Any], path: str | None, url: str | None, feed_type: str,
                   override: bool, title: str | None) -> Any:  # fmt: skip
        """A feed in which plugins have a hand: made by Pelican itself, and taken from where it put it."""
        made = super().write_feed(shown, context, path, url, feed_type, override, title)
        self.rendered += 1
        if path and place(path) not in self.reserved:
            written = self._scratch / path
            if written.exists() and self._outputs.entry(place(path)) is None:
                self._outputs.put(place(path), written.read_bytes(), "")
                written.unlink()
        return made
