"""Pelican for a blog that makes only what has changed: name it in PELICAN_CLASS.

The site is what stock Pelican makes of the same settings, byte for byte. It is one transaction: whoever reads it while
it is built sees the old one, and a build that fails leaves it. docs/engine.md tells what is promised and what is not.
"""

from __future__ import annotations

import os
import time
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path
from typing import Any

from pelican import Pelican, console

from ..output import OutputTree, locked
from . import code, quick, reading_key, signs, snapshot
from .book import Book
from .build import Build
from .keys import Settings
from .listing import Listing
from .options import Options


class FastPelican(Pelican):
    """After a run, `rendered`, `kept` and `parsed` count pages and sources; `changed` says whether the site is another."""

    def __init__(self, settings: dict[str, Any]) -> None:
        # Pelican's own cache knows neither settings nor an edit that keeps a file's time.
        settings["CACHE_CONTENT"] = settings["LOAD_CONTENT_CACHE"] = False
        self.options = Options.of(settings)
        self.rendered = self.kept = self.parsed = 0
        self.changed = False
        code.forget()
        super().__init__(settings)

    def run(self) -> None:
        started = time.time()
        target, cache = Path(self.settings["OUTPUT_PATH"]), Path(self.settings["CACHE_PATH"])
        name = blake2b(os.fsencode(os.path.abspath(target)), digest_size=8).hexdigest()
        self.rendered = self.kept = self.parsed = 0
        with locked(target), Book(cache / f"blog-{name}.sqlite") as book, ExitStack() as stack:
            state = self._state()
            edited = self._edited(book, target, state)
            said = f"Nothing has changed: {book.about.files} files"
            if edited is None or edited:
                said = self._made(Build(self, book, state, stack), target, edited)
        counts = f"read {self.parsed}, rendered {self.rendered}, kept {self.kept}"
        console.print(f"{said} in {time.time() - started:.2f} seconds: {counts}.", soft_wrap=True)

    def _state(self) -> snapshot.Snapshot:
        """In which state everything is that a build is made of."""
        self.listing = Listing(self.path, self.settings["IGNORE_FILES"])
        self.setting_digests = Settings(self.settings, [plugin.__name__ for plugin in self.plugins] + [__name__])
        self.reading = reading_key.digest(self.settings)
        base = f"{self.setting_digests.base} {self.reading} {self.options.that_pages_show} {snapshot.surroundings()}"
        return snapshot.taken(self.listing, self.theme, self.settings, base)

    def _edited(self, book: Book, target: Path, state: snapshot.Snapshot) -> set[str] | None:
        """The sources that may have been edited since the last build; None when a look at them does not do."""
        options = self.options
        if options.fresh or options.rehash or book.snapshot is None or not signs.quiet():
            return None
        state = state.with_extra(book.snapshot[3], self.listing)
        return state.edited_since(book.snapshot) if OutputTree(target, book).holds(book) else None

    def _made(self, build: Build, target: Path, edited: set[str] | None) -> str:
        said = ""
        if edited is not None:
            said = build.run(OutputTree(target, build.book, partial=True), lambda *parts: quick.edit(edited, *parts))
            self.parsed = build.texts.parsed
        if not said:
            said = build.run(OutputTree(target, build.book), None)
            self.parsed += build.texts.parsed
        self.rendered, self.kept, self.changed = build.writer.rendered, build.writer.kept, build.changed
        return said
