"""Pelican's writer, putting what it writes into a step of the build in place of the output folder."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from pelican.writers import Writer

from .output import OutputTree

Put = Callable[[str, bytes], object]


class _Page(io.StringIO):
    """A text file that is put when it is closed."""

    def __init__(self, put: Put, path: str) -> None:
        super().__init__()
        self._put, self._path = put, path

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self._put(self._path, self.getvalue().encode("utf-8"))
        super().__exit__(kind, *rest)  # type: ignore[arg-type]


class TreeWriter(Writer):
    """What is written goes into the `OutputTree`, or where `into` leads it."""

    def __init__(self, output_path: str, settings: dict[str, Any] | None = None) -> None:
        super().__init__(output_path, settings=settings)
        tree: OutputTree = self.settings["OUTPUT_TREE"]
        self._put: Put = tree.put
        # Feeds are read away from the site: their addresses are whole ones, whatever the pages use.
        self.urljoiner = lambda base, url: urljoin(base if base.endswith("/") else f"{base}/", str(url))

    @contextmanager
    def into(self, put: Put) -> Iterator[TreeWriter]:
        """Within this, files go to `put` (path, data)."""
        before, self._put = self._put, put
        try:
            yield self
        finally:
            self._put = before

    def _create_new_feed(self, feed_type: str, feed_title: str | None, context: dict[str, Any]) -> Any:
        """A feed with an id of its own; Pelican gives the site's to all of them."""
        feed = super()._create_new_feed(feed_type, feed_title, context)
        feed.feed["id"] = self.feed_url
        return feed

    def _open_w(self, filename: str, encoding: str, override: bool = False) -> _Page:
        path = Path(filename).relative_to(Path(self.output_path)).as_posix()
        return _Page(self._put, path)
