"""Which <meta> tags does a page carry? The 网页标签 of 国办发〔2017〕47号《政府网站发展指引》, by kind of page.

They add up: every page has the tags of the site, a page of a column those of the column, a document's page
those of the article. A tag without content is worse than none (inspections look for empty and `null`), so
what is not known is derived where the rules allow it and left out where they do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from plugins.gazette.documents import Document
from plugins.gazette.vocabularies import Column, Vocabularies
from plugins.portal.config import PortalConfig

NOTHING = frozenset({"", "null", "none", "undefined", "nan"})


@dataclass(frozen=True, slots=True)
class Tag:
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the tags of a document's page say. `url` is absolute."""

    document: Document
    url: str
    description: str


def page_tags(
    config: PortalConfig, column: Column | None, article: ArticleFacts | None, words: Vocabularies
) -> tuple[Tag, ...]:
    """The tags of one page: three of the site, four of its column, those of its article; none is empty."""
    tags = [*_site(config)]
    if column is not None:
        tags += _column(column, config)
    if article is not None:
        tags += _article(article, config, words)
    return tuple(tag for tag in map(_tidy, tags) if tag.content.lower() not in NOTHING)


def _tidy(tag: Tag) -> Tag:
    """Line breaks and runs of blanks are no part of a tag's value."""
    return Tag(tag.name, " ".join(tag.content.split()))


def _site(config: PortalConfig) -> Iterator[Tag]:
    yield Tag("SiteName", config.site_name)
    yield Tag("SiteDomain", config.site_domain)
    yield Tag("SiteIDCode", config.site_id)


def _column(column: Column, config: PortalConfig) -> Iterator[Tag]:
    yield Tag("ColumnName", column.name)
    yield Tag(
        "ColumnDescription", column.description or f"{config.site_name}{column.name}栏目发布{column.name}信息"
    )
    yield Tag("ColumnKeywords", _words(column.keywords) or column.name)
    yield Tag("ColumnType", column.type or column.name)


def _article(article: ArticleFacts, config: PortalConfig, words: Vocabularies) -> Iterator[Tag]:
    document = article.document
    publisher = words.publisher(document.publisher)
    yield Tag("ArticleTitle", document.title)
    yield Tag("PubDate", published(document))
    yield Tag("ContentSource", document.reprinted_from or publisher or config.host_unit or config.site_name)
    yield Tag("Keywords", _words(document.keywords))
    yield Tag("Author", publisher)
    yield Tag("Description", article.description)
    yield Tag("Url", article.url)


def published(document: Document) -> str:
    """PubDate: ``2016-12-21 00:00``, a 24-hour clock, Beijing time."""
    if document.published_at:
        return document.published_at.strftime("%Y-%m-%d %H:%M")
    day = document.version_date
    return f"{day.isoformat()} 00:00" if day else ""


def _words(keywords: Iterable[str]) -> str:
    """Readers of these tags part words at “,” and “;”: the half-width comma is the one sign all of them know."""
    return ",".join(keyword for keyword in keywords if keyword.strip())


def metas(tags: Iterable[Tag]) -> tuple[Markup, ...]:
    return tuple(Markup('<meta name="{}" content="{}">').format(tag.name, tag.content) for tag in tags)


def canonical_link(url: str) -> Markup:
    """`url` is absolute."""
    return Markup('<link rel="canonical" href="{}">').format(url)
