"""One build of a site: what Pelican's `run` does, into an output tree and with what is known of the last build."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.utils import maybe_pluralize

from ..output import OutputTree
from ..pool import Pool
from ..store import Store
from . import attachments, signs
from .book import Book
from .engine import Engine
from .generators import FastArticles, FastPages, FastStatic
from .keys import Keys
from .outputs import Outputs
from .parse_store import ParseStore
from .shared import Shared
from .snapshot import Snapshot
from .writer import SkippingWriter

OURS = {ArticlesGenerator: FastArticles, PagesGenerator: FastPages, StaticGenerator: FastStatic}
Edit = Callable[[Engine, Book, FastArticles, SkippingWriter], bool]


class Build:
    """`site` is the `FastPelican` that builds."""

    writer: SkippingWriter
    texts: ParseStore

    def __init__(self, site: Any, book: Book, state: Snapshot, stack: ExitStack) -> None:
        self.site, self.settings, self.book, self.state = site, site.settings, book, state
        self.changed = False
        path = Path(self.settings["CACHE_PATH"]) / "blog-texts.sqlite"
        self._is_new = not path.exists()
        self._pool = stack.enter_context(Pool(site.options.workers, site.options.executor))
        self._store = Store(path).__enter__()
        # What was read is kept even if the build fails later: a mistake in a template is mended sooner than all is read.
        stack.callback(self._store.__exit__, None)

    def run(self, tree: OutputTree, edit: Edit | None) -> str:
        """What was made, in words; empty when an `edit` did not do."""
        if edit is None and (self.site.options.fresh or not self.book.is_whole() or not tree.holds(self.book)):
            self.book.forget()
        believed = bool(self.book.state)
        tree.begin()
        try:
            with self._scratch() as scratch:
                outputs = Outputs(tree, self.book, believed)
                said = self._quickly(outputs, scratch, edit) if edit else self._whole(outputs, scratch)
                if said:
                    self._end(tree, outputs)
        finally:
            tree.abandon()
        return said

    def _end(self, tree: OutputTree, outputs: Outputs) -> None:
        """The book is written when the site is. Whoever dies between leaves a book that tells of another state, and is
        not believed."""
        if not tree.partial:
            self.texts.forget_others(self._engine.seen)
        tree.close()
        about = outputs.note()
        self.book.save(about, self._kept_state(outputs))
        self.changed = tree.commit()

    def _kept_state(self, outputs: Outputs) -> Any:
        """The state of this build's sources, where nothing else had a say in what it made."""
        foreseen = self.texts.is_foreseen and outputs.are_foreseen and self._engine.keys.quiet
        if not foreseen or not self.settings["WITH_FUTURE_DATES"]:
            return None
        if outputs.tree.partial:
            return self.state.with_extra(self.book.snapshot[3], self.site.listing).packed()
        files = (source for source, _ in self._copies.values())
        return self.state.with_extra(files, self.site.listing).packed() if self._is_all_ours else None

    @contextmanager
    def _scratch(self) -> Iterator[Path]:
        """A folder for plugins that write files themselves; what they leave there is published."""
        own = self.settings["OUTPUT_PATH"]
        with tempfile.TemporaryDirectory(prefix="blog-") as folder:
            self.settings["OUTPUT_PATH"] = self.site.output_path = folder
            try:
                yield Path(folder)
            finally:
                self.settings["OUTPUT_PATH"] = self.site.output_path = own

    def _begin(self, outputs: Outputs, scratch: Path) -> dict[str, Any]:
        """What generators are made with."""
        site = self.site
        context = {**self.settings, "generated_content": {}, "static_links": set(), "static_content": {}}
        context["localsiteurl"] = self.settings["SITEURL"]
        shared = Shared(self.settings, context, signs.quiet())
        keys = Keys(shared, site.setting_digests)
        self.texts = ParseStore(self._store, self.book.sources, self._pool, site.options, site.reading, self._is_new)
        self._engine = Engine(site.listing, shared, self.texts, outputs, keys)
        self.writer = SkippingWriter(self.settings, outputs, keys, shared.reads, scratch)
        places = {"path": site.path, "theme": site.theme, "output_path": str(scratch)}
        return {"context": context, "settings": self.settings, **places}

    def _quickly(self, outputs: Outputs, scratch: Path, edit: Edit) -> str:
        given = self._begin(outputs, scratch)
        generator = FastArticles(**given, engine=self._engine)
        return "Done: some texts" if edit(self._engine, self.book, generator, self.writer) else ""

    def _whole(self, outputs: Outputs, scratch: Path) -> str:
        given = self._begin(outputs, scratch)
        generators = self._generators(given)
        _generate_context(generators)
        attachments.settle(generators, self.settings["SITEURL"])
        static = [generator for generator in generators if isinstance(generator, FastStatic)]
        self._copies = {path: copy for generator in static for path, copy in generator.copies().items()}
        self.writer.reserved = set(self._copies)
        for generator in generators:
            if hasattr(generator, "generate_output"):
                generator.generate_output(self.writer)
        signals.finalized.send(self.site)
        _take_up(scratch, outputs)
        return _said(generators)

    def _generators(self, given: dict[str, Any]) -> list[Any]:
        found = self.site._get_generator_classes()
        self._is_all_ours = all(kind in OURS for kind in found)
        made = []
        for kind in found:
            own = OURS.get(kind)
            made.append(kind(**given) if own is None else own(**given, engine=self._engine))
        keys = self._engine.keys
        keys.quiet = keys.shared.quiet = keys.quiet and signs.quiet()  # a plugin may begin to listen only now
        return made


def _generate_context(generators: list[Any]) -> None:
    for generator in generators:
        if hasattr(generator, "generate_context"):
            generator.generate_context()
        if hasattr(generator, "check_disabled_readers"):
            generator.check_disabled_readers()
    signals.all_generators_finalized.send(generators)
    for generator in generators:
        if hasattr(generator, "refresh_metadata_intersite_links"):
            generator.refresh_metadata_intersite_links()


def _take_up(scratch: Path, outputs: Outputs) -> None:
    """Publish what plugins left."""
    for folder, _, names in os.walk(scratch):
        for name in names:
            path = os.path.join(folder, name)
            place = os.path.relpath(path, scratch)
            if place not in outputs:
                outputs.put(place, Path(path).read_bytes(), "")


def _said(generators: list[Any]) -> str:
    articles = next(g for g in generators if isinstance(g, ArticlesGenerator))
    pages = next(g for g in generators if isinstance(g, PagesGenerator))
    count = maybe_pluralize(len(articles.articles) + len(articles.translations), "article", "articles")
    return f"Done: Processed {count} and {maybe_pluralize(len(pages.pages) + len(pages.translations), 'page', 'pages')}"
