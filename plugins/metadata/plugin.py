"""Listens to the portal: says what belongs in a page's <head>, and lists all pages when they are written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from plugins.engine.steps import Making, Step
from plugins.gazette.addresses import absolute
from plugins.gazette.documents import Document
from plugins.gazette.kinds import BULLETIN, PAGE, QUESTION
from plugins.gazette.relations import RELATIONS
from plugins.gazette.vocabularies import Column
from plugins.portal import signals
from plugins.portal.keys import digest
from plugins.portal.pages import Page
from plugins.portal.site import Site
from plugins.portal.views import Link

from . import json_ld, sitemap, tags
from .json_ld import RelatedDocument, Subject
from .sitemap import Address
from .tags import ArticleFacts

NOT_FOUND = "404.html"
INDEX = "index.html"
LEAD = 120  # characters of the text, for a document without 概述


def register() -> None:
    signals.page_head.connect(_head)
    signals.site_finished.connect(_write)


def _head(page: Page, site: Site) -> tuple[Markup, ...]:
    """The 网页标签, the canonical link and the JSON-LD of one page."""
    if page.url == NOT_FOUND:
        return tags.metas(tags.page_tags(site.config, None, None, site.corpus.vocabularies))
    canonical = page.canonical or page.url
    described = tags.page_tags(site.config, _column(page), _article(page, site), site.corpus.vocabularies)
    link = tags.canonical_link(absolute(site.config.home, canonical))
    return (*tags.metas(described), link, *json_ld.script(_nodes(page, site, canonical)))


def _column(page: Page) -> Column | None:
    """A page such as the 政府信息公开指南 is a column of its own."""
    if page.document is not None and page.document.kind == PAGE:
        return Column(page.document.slug, page.title, PAGE, page.description)
    return page.column


def _article(page: Page, site: Site) -> ArticleFacts | None:
    if page.document is None or page.document.kind == PAGE:
        return None
    url = absolute(site.config.home, page.url)
    return ArticleFacts(page.document, url, _description(page, page.document, site))


def _description(page: Page, document: Document, site: Site) -> str:
    return page.description or document.summary or site.lead(document)[:LEAD]


def _nodes(page: Page, site: Site, canonical: str) -> Iterator[json_ld.Node]:
    if page.kind == "home":
        yield json_ld.site(site.config)
        return
    if page.document is not None and page.document.kind != PAGE:
        yield json_ld.document(_subject(page, page.document, site, canonical), site.corpus, site.config)
    name = page.document.title if page.document else str(getattr(page.view, "title", page.title))
    yield json_ld.breadcrumbs(_trail(page), site.config, name, page.url)


def _trail(page: Page) -> tuple[Link, ...]:
    """The page's own breadcrumbs; those of its issue for an article of the bulletin."""
    issue = getattr(page.view, "issue", None)
    if issue is not None:
        return (*issue.breadcrumbs, Link(issue.label, issue.url))
    return getattr(page.view, "breadcrumbs", None) or (Link("首页", ""),)


def _subject(page: Page, document: Document, site: Site, canonical: str) -> Subject:
    files = getattr(page.view, "files", ())
    status = site.corpus.validity(document, site.day).status
    description = _description(page, document, site)
    text = site.body(document).text if document.kind == QUESTION else ""
    return Subject(document, canonical, description, status, files, tuple(_related(document, site)), text)


def _related(document: Document, site: Site) -> Iterator[RelatedDocument]:
    for relation in RELATIONS:
        for target in site.corpus.outgoing(relation.id, document):
            yield RelatedDocument(relation.id, target, site.url(target))


def _write(site: Site) -> None:
    with site.report.stage("网站地图") as stage:
        count = site.steps.run(SiteMap(site))
        stage.note = f"{count} 项有变化"


class SiteMap:
    """`sitemap.xml` and `robots.txt`; a build of a few texts changes neither the pages nor their days."""

    id = "sitemap"

    def __init__(self, site: Site) -> None:
        self.site = site

    def all(self) -> Iterator[Step]:
        yield self.named("sitemap")

    def named(self, name: str) -> Step:
        site = self.site
        pages = sorted(path for path in site.output.paths if path.rsplit("/", 1)[-1] == INDEX)
        modified = dict(_modified(site))
        addresses = [Address(url, modified.get(url)) for url in (path.removesuffix(INDEX) for path in pages)]

        def make(making: Making) -> None:
            for path, data in sitemap.sitemaps(addresses, site.config.home):
                making.put(path, data)
            making.put("robots.txt", sitemap.robots(site.config.home))

        return Step(name, {"程序": site.program, "内容": digest(site.config.home, addresses)}, make)


def _modified(site: Site) -> Iterator[tuple[str, date]]:
    """The day of each document's text, by the addresses of its work and version; none that is yet to come."""
    for work in site.works():
        current = site.current(work)
        for version in work.versions:
            day = max((d for d in (version.published_on, version.version_date) if d), default=None)
            if day is not None and day <= site.day:
                yield site.version_url(version), day
                if version is current or version.kind == BULLETIN:
                    yield site.work_urls[work.key], day
