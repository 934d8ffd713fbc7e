"""Every page of the site, as a plain value: where it is written, by which template, with what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from plugins.gazette import addresses
from plugins.gazette.documents import Document
from plugins.gazette.kinds import BULLETIN, PAGE
from plugins.gazette.vocabularies import Column
from plugins.gazette.works import Work

from . import bulletin_view, document_view, lists, redline_view
from .site import Site


@dataclass(frozen=True)
class Page:
    """`kind` is home, column, article, issue, catalogue, search or other; `url` root-relative, “” for home.

    `view` is what the template shows; `context` further variables for it. The page of an old version names the
    address it stands for in `canonical`.
    """

    url: str
    template: str
    kind: str
    title: str
    description: str = ""
    column: Column | None = None
    document: Document | None = None
    view: Any = None
    canonical: str = ""
    feed_url: str = ""
    relative: bool = True
    context: Mapping[str, Any] = field(default_factory=dict)

    @property
    def save_as(self) -> str:
        return self.url if self.url.endswith(".html") else f"{self.url}index.html"


def list_pages(site: Site) -> Iterator[Page]:
    """The pages that are not a document's; the catalogue brings its own."""
    columns = lists.by_column(site)
    yield _home(site, columns)
    yield from _column_pages(site, columns)
    yield from _bulletin_list(site)
    yield from _services(site, columns)


def _home(site: Site, columns: dict[str, list[Work]]) -> Page:
    name = site.config.site_name
    description = f"{name}政府信息公开：政策文件、政策解读、政府公报和公开目录。"
    return Page("", "index", "home", name, description, context={"home": lists.home(site, columns)})


def _column_pages(site: Site, columns: dict[str, list[Work]]) -> Iterator[Page]:
    known = site.corpus.vocabularies.columns
    for name, works in columns.items():
        column = known.find(name) or document_view.column_of(site, works[0].first)
        for view in lists.column_views(site, works, column):
            title = f"{column.name}（{view.year}年）" if view.year else column.name
            yield Page(view.url, "column", "column", title, column.description, column, view=view, feed_url=view.feed)


def document_pages(site: Site, work: Work, with_text: bool = True) -> Iterator[Page]:
    """The page at the work's lasting address, and one for each version."""
    current = site.current(work)
    yield document_page(site, work, current, True, with_text)
    if work.first.kind != PAGE:
        for version in work.versions:
            yield document_page(site, work, version, False, with_text)


def document_page(site: Site, work: Work, document: Document, work_page: bool, with_text: bool = True) -> Page:
    view = document_view.view(site, work, document, work_page, with_text)
    template = "page" if document.kind == PAGE else "document"
    canonical = view.work_url if view.is_current else view.version_url
    description = document_view.summary(site, document)
    return Page(view.url, template, "article", document.title, description, view.column, document, view, canonical)


def changes_page(site: Site, work: Work, document: Document, with_text: bool = True) -> Page:
    """What changed in a version against the one before it."""
    view = redline_view.view(site, work, document, addresses.changes(work, document), with_text)
    described = f"《{document.title}》{view.new.text}与{view.old.text}逐条对照。"
    return Page(view.url, "changes", "other", view.title, described, document_view.column_of(site, document), view=view)


def bulletin_column(site: Site) -> Column | None:
    return next((c for c in site.corpus.vocabularies.columns if c.kind == BULLETIN), None)


def _bulletin_list(site: Site) -> Iterator[Page]:
    column = bulletin_column(site)
    if column is not None and site.corpus.bulletins:
        url, feed, context = f"{column.id}/", f"feeds/{column.id}.atom.xml", {"issues": bulletin_view.rows(site)}
        yield Page(url, "bulletins", "column", column.name, column.description, column, feed_url=feed, context=context)


def issue_pages(site: Site, issue: Document, with_text: bool = True) -> Iterator[Page]:
    """The page of an issue of the bulletin, and one for each article that it prints."""
    column = bulletin_column(site)
    shown = bulletin_view.view(site, issue, with_text)
    described = document_view.summary(site, issue)
    yield Page(shown.url, "issue", "issue", issue.title, described, column, issue, shown, shown.url)
    for document, view in bulletin_view.article_views(site, issue, shown, with_text):
        url = bulletin_view.article_url(site, issue, document)
        title = f"{document.title}（{shown.title}）"
        described = document_view.summary(site, document)
        yield Page(url, "article", "article", title, described, column, document, view, site.url(document))


def _services(site: Site, columns: dict[str, list[Work]]) -> Iterator[Page]:
    yield Page("search/", "search", "search", "站内搜索", context={"letters": lists.letters(site)})
    groups = lists.site_map(site, columns)
    yield Page("sitemap/", "sitemap", "other", "网站地图", context={"groups": groups})
    yield Page("404.html", "404", "other", "页面不存在", relative=False)
