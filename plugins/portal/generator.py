"""The Pelican generators: bodies and side outputs first, then every page, then what needs all of them.

PDFs and indexes are made before the pages, which state their sizes and page numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pelican.generators import Generator
from pelican.writers import Writer

from . import feeds, files, lists, signals
from .filters import filters
from .pages import Page, all_pages
from .site import Site


class PageGenerator(Generator):
    """Renders `Page`s; subclasses say which. The site is in Pelican's settings under PORTAL_SITE."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site: Site = self.settings["PORTAL_SITE"]
        self.env.filters.update(filters(self.site))
        pages = {w.key: self.site.work_urls[w.key] for w in self.site.works() if w.first.kind == "page"}
        columns = tuple(c for c in lists.filled(self.site) if c.navigation)
        directories = lists.directories(self.site)
        self.shared = {"portal": self.site.config, "columns": columns, "pages": pages, "directories": directories}

    def generate_context(self) -> None:
        """Nothing is shared through Pelican's context: each page carries what it shows."""

    def write_pages(self, writer: Writer, pages: Iterable[Page]) -> int:
        """Write them one by one; returns how many there were."""
        return sum(self._write(writer, page) for page in pages)

    def _write(self, writer: Writer, page: Page) -> bool:
        head = [part for _, parts in signals.page_head.send(page, site=self.site) for part in parts or ()]
        writer.write_file(
            page.save_as,
            self.get_template(page.template),
            {**self.context, **self.shared},
            relative_urls=page.relative and self.settings["RELATIVE_URLS"],
            head=head,
            page=page,
            page_title=page.title,
            page_description=page.description,
            page_url=page.url,
            feed_url=page.feed_url,
            view=page.view,
            **page.context,
        )
        return True


class PortalGenerator(PageGenerator):
    """All pages of the portal, its feeds and files."""

    def generate_context(self) -> None:
        put = self.site.output.put
        with self.site.report.stage("附件和样式") as stage:
            for path, data in (*files.theme_files(Path(self.theme)), *files.content_files(self.site)):
                put(path, data)
            for work in self.site.works():
                for path, data in files.document_files(self.site, work):
                    put(path, data)
            stage.note = f"{len(self.site.output.paths)} 个文件"
        signals.site_ready.send(self.site)

    def generate_output(self, writer: Writer) -> None:
        with self.site.report.stage("生成页面") as stage:
            pages = list(all_pages(self.site))
            count = self.write_pages(writer, stage.track(pages, len(pages)))
            stage.note = f"{count} 页，{feeds.write(self.site, writer, self.context)} 个订阅源"
