"""The steps of the books: one for each issue of the bulletin, taken when a text, a record or a picture in it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.engine.steps import Making, Step
from plugins.gazette.documents import Document
from plugins.portal import bulletin_view
from plugins.portal.document_steps import texts
from plugins.portal.keys import digest, said
from plugins.portal.site import Site

from . import container, issue, navigation, package_document
from .book import Book

EPUB = "document.epub"


class Books:
    """`document.epub` beside the page of each issue, where its PDF is."""

    id = "epub"

    def __init__(self, site: Site) -> None:
        self.site = site

    def all(self) -> Iterator[Step]:
        return map(self._step, self.site.corpus.bulletins)

    def named(self, name: str) -> Step:
        return self._step(self.site.corpus.by_path[name])

    def _step(self, shown: Document) -> Step:
        site = self.site
        printed = tuple(bulletin_view.articles(site, shown))
        documents = [shown, *(document for _, document in printed)]
        parts = {
            "程序": digest(site.program, container.ENVIRONMENT),
            "站点": digest(said(site.config), site.words_digest),
            "内容": digest([(section, one.fingerprint) for section, one in (("", shown), *printed)]),
            "正文": texts(site, documents),
            "地址": digest([(site.url(one), site.version_url(one)) for one in documents]),
        }
        return Step(shown.path, parts, partial(self._make, shown))

    def _make(self, shown: Document, making: Making) -> None:
        data = container.pack(files(issue.book(self.site, shown)))
        for url in self.site.file_urls(shown):
            making.put(f"{url}{EPUB}", data)


def files(book: Book) -> Iterator[tuple[str, bytes]]:
    """The files of a book in the order in which they lie in it: the package document first, then as they are read."""
    nav = navigation.nav(book.chapters, book.before_nav)
    yield "package.opf", package_document.package(book, nav)
    yield nav.name, nav.data
    yield from ((file.name, file.data) for file in book.files())
