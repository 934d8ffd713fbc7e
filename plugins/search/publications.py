"""Which search records does a site have? One for each version of each work, with all words its page shows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from plugins.gazette import particulars
from plugins.gazette.body import Clause
from plugins.gazette.documents import Document
from plugins.gazette.works import Work
from plugins.portal.filters import chinese_date
from plugins.portal.site import Site

from .records import Pending, SearchRecord


def records(site: Site) -> Iterator[Pending]:
    """A record for every published version, at the address where a reader should read it; its text is looked up when
    its turn comes."""
    for work in site.works():
        for version in work.versions:
            yield Pending(_date(version), version.path, partial(record_of, site, work, version))


def record_of(site: Site, work: Work, document: Document) -> SearchRecord:
    """The record of one version of a work."""
    date = _date(document)
    return SearchRecord(
        key=document.path,
        url=site.url(document),
        title=document.title,
        date=date,
        serial=date,
        clauses=tuple(_clauses(site, document)),
        number=document.number_text or None,
        each_number=tuple(map(str, document.document_numbers)),
        index_number=document.index_text or None,
        facets={name: value for name, value in _facets(site, work, document) if value},
        current=site.current(work) is document,
    )


def _date(document: Document) -> str:
    day = document.published_on or document.version_date
    return day.isoformat() if day else ""


def _clauses(site: Site, document: Document) -> Iterator[Clause]:
    """The text in the page's order: the fields of the document's kind, 主送机关, the body, 署名, 成文日期 and 附注, then the
    further fields of the record."""
    signed = chinese_date(document.signed_on.isoformat()) if document.signed_on else ""
    after = (document.signature, signed, document.note, "、".join(document.keywords), document.summary)
    for one in particulars.of(document, site.corpus.vocabularies.kinds):
        yield from _clause(f"{one.field.key}：{one.text}")
    yield from _clause(document.addressee)
    yield from site.clauses(document)
    for section in document.contents:
        targets = [site.corpus.resolve(article, document.published_on) for article in section.articles]
        yield from _clause("\n".join([section.title, *(target.title for target in targets if target)]))
    yield from _clause("\n".join(filter(None, (*after, *document.history, document.reprinted_from))))


def _clause(text: str) -> Iterator[Clause]:
    if text:
        yield Clause("", "", text)


def _facets(site: Site, work: Work, document: Document) -> Iterator[tuple[str, str]]:
    words = site.corpus.vocabularies
    column, topic = words.columns.find(work.column), words.topics.find(document.topic)
    day = document.published_on or document.version_date
    yield "kind", column.name if column else ""
    yield "department", words.publisher(document.publisher)
    yield "topic", topic.top if topic else ""
    yield "genre", document.genre
    yield "year", str(day.year) if day else ""
    if words.kinds.find(document.kind).lasting:
        yield "validity", site.corpus.validity(document, site.day).status.value
