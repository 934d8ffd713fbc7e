"""The Pelican generators: files and side outputs first, then every page, then what needs all of them.

PDFs and indexes are made before the pages, which state their sizes and page numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from plugins.engine.steps import Step
from plugins.engine.writer import TreeWriter

from . import pages, signals
from .document_steps import ChangesPages, DocumentFiles, DocumentPages, IssuePages
from .feeds import Feeds
from .files import ContentFiles, ThemeFiles
from .pages import Page
from .rendering import Renderer
from .site import Site


class PagesKind:
    """Steps of pages that are known in full: lists, and whatever a package above the portal shows."""

    def __init__(self, id: str, renderer: Renderer, pages: Callable[[], Iterable[Page]]) -> None:
        self.id, self._renderer, self._pages = id, renderer, pages

    def all(self) -> Iterator[Step]:
        return map(self._renderer.step, self._pages())

    def named(self, name: str) -> Step:
        return next(self._renderer.step(page) for page in self._pages() if page.url == name)


class PageGenerator(Generator):
    """Has the site and the renderer of its pages; subclasses say which. The site is in the settings under PORTAL_SITE."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site: Site = self.settings["PORTAL_SITE"]
        renderer = self.settings.get("PORTAL_RENDERER") or Renderer(self.site, self.env, self.settings)
        self.renderer: Renderer = self.settings.setdefault("PORTAL_RENDERER", renderer)

    def generate_context(self) -> None:
        """Nothing is shared through Pelican's context: each page carries what it shows."""


class PortalGenerator(PageGenerator):
    """All pages of the portal, its feeds and files."""

    def generate_context(self) -> None:
        site, run = self.site, self.site.steps.run
        with site.report.stage("附件和样式") as stage:
            count = run(ThemeFiles(site, Path(self.theme))) + run(ContentFiles(site, site.stamps))
            count += 0 if site.config.pages_only else run(DocumentFiles(site), stage.track)
            stage.note = f"{count} 项有变化"
        signals.site_ready.send(site)

    def generate_output(self, writer: TreeWriter) -> None:
        site, run, renderer = self.site, self.site.steps.run, self.renderer
        with site.report.stage("生成页面") as stage:
            lists = PagesKind("page", renderer, lambda: pages.list_pages(site))
            documents = run(DocumentPages(site, renderer), stage.track)
            documents += run(ChangesPages(site, renderer))
            count = run(IssuePages(site, renderer)) + run(lists)
            feeds = run(Feeds(site, writer, self.context))
            stage.note = f"{documents} 件文件的页面，{count} 个列表，{feeds} 个订阅源"
