"""To which other documents does a document's page lead? Both sides of every relation, and the whole course of a policy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.gazette.documents import Document
from plugins.gazette.relations import RELATIONS

from . import record
from .site import Site
from .views import CourseStep, Link, Relation


def relations(site: Site, document: Document) -> Iterator[Relation]:
    """Both sides of every relation of the table, each with its heading there, and where it was printed."""
    for relation in RELATIONS:
        yield from _relation(site, relation.outgoing, site.corpus.outgoing(relation.id, document))
        yield from _relation(site, relation.incoming, site.corpus.incoming(relation.id, document))
    yield from _relation(site, "刊登于", site.corpus.incoming("contents", document))


def _relation(site: Site, title: str, targets: Sequence[Document]) -> Iterator[Relation]:
    links = tuple(Link(t.title, site.url(t), t.number_text) for t in dict.fromkeys(targets) if not t.is_draft)
    if links:
        yield Relation(title, links)


def course(site: Site, document: Document) -> Iterator[CourseStep]:
    """The steps in their order, if there are at least two besides this one: one relative is named below the text."""
    steps = site.course(document)
    ordered = sorted(steps, key=lambda step: record.moment(step) or f"{step.version_date}")
    for step in ordered if len(steps) > 2 else ():
        day = step.published_on or step.version_date
        kind = site.corpus.vocabularies.kinds.find(step.kind)
        link = Link(step.title, site.url(step), step.number_text)
        yield CourseStep(kind.name, day.isoformat() if day else "", link, step is document)
