"""What stands around a document: its relations in both directions, its course, what it cites, and what cites it.

Lists are cut, with the count said: thousands may cite one law, and neither its page nor theirs is to grow with them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from plugins.gazette import cited, courses
from plugins.gazette.citations import Citation
from plugins.gazette.documents import Document
from plugins.gazette.relations import BY_ID, PRINTED, RELATIONS
from plugins.gazette.titles import number_key, title_key

from .site import Site
from .views import CitationsView, CitedView, CourseStep, Link, Relation

MOST = 20  # documents of one list
STEP = 5  # documents of one step of a course
COMPANION = "interprets"  # the way from a policy to its interpretation, shown by itself always
CITES = "引用本文件的文件"
BOTH = (  # 政策解读 and 刊登于 first; the rest as the table has it
    (BY_ID["interprets"], True), (PRINTED, True),
    *((relation, False) for relation in RELATIONS),
    *((relation, True) for relation in RELATIONS if relation.id != "interprets"),
)  # fmt: skip


def relations(site: Site, document: Document, without: Collection[str] = ()) -> Iterator[Relation]:
    """Both directions of every relation that the document has; `without` are the ids of those that are shown elsewhere."""
    for relation, is_incoming in BOTH:
        if relation.id in without:
            continue
        if is_incoming:
            title, targets = relation.incoming, site.corpus.incoming(relation.id, document)[::-1]
        else:
            title, targets = relation.outgoing, site.corpus.outgoing(relation.id, document)
        if targets and (found := relation_of(site, title, targets)).links:
            yield found


def told_by(steps: Sequence[CourseStep]) -> frozenset[str]:
    """The relations that a course of several steps, shown in full, tells already."""
    is_whole = len(steps) > 1 and not any(step.more for step in steps)
    return frozenset(courses.RELATIONS) - {COMPANION} if is_whole else frozenset()


def relation_of(site: Site, title: str, targets: Sequence[Document]) -> Relation:
    """A list of links under a title, the first `MOST` of them."""
    shown = [target for target in targets if not target.is_draft]
    return Relation(title, tuple(link(site, target) for target in shown[:MOST]), max(0, len(shown) - MOST))


def link(site: Site, document: Document) -> Link:
    return Link(document.title, site.url(document), document.number_text)


def course(site: Site, document: Document) -> tuple[CourseStep, ...]:
    """The steps of the course that this document is part of; empty when it stands alone."""
    found = site.corpus.course(document)
    if found is None:
        return ()
    own = courses.step(site.corpus.work_of[document.path].versions[-1])
    return tuple(_step(site, name, those, document, name == own) for name, those in found.steps)


def _step(site: Site, name: str, those: Sequence[Document], document: Document, is_here: bool) -> CourseStep:
    """The newest documents of a step, oldest first; the page's own is said to be here."""
    newest = [other for other in those[-STEP - 1 :] if other.work_key != document.work_key][-STEP:]
    links = tuple(Link(d.title, site.url(d), d.version_date.isoformat() if d.version_date else "") for d in newest)
    return CourseStep(name, links, is_here, len(those) - len(newest) - is_here)


def citations(site: Site, document: Document) -> CitationsView:
    """The documents that the text names, and those whose text names this one."""
    here: dict[str, tuple[Document, dict[str, None]]] = {}
    several: dict[str, Relation] = {}
    elsewhere: dict[tuple[str, str], str] = {}
    for citation in document.citations:
        if citation.is_own:
            continue
        found = site.cited(document, citation)
        if found.is_ambiguous:
            targets = [work.current(site.day) for work in found.candidates]
            several.setdefault(title_key(citation.title), relation_of(site, _words(citation), targets))
        elif found.document is None:
            elsewhere.setdefault((title_key(citation.title), number_key(citation.number)), _words(citation))
        elif found.document.work_key != document.work_key:
            clauses = here.setdefault(found.document.path, (found.document, {}))[1]
            clauses |= {found.anchor: None} if found.anchor else {}
    shown = tuple(CitedView(link(site, target), _clauses(site, target, anchors)) for target, anchors in here.values())
    return CitationsView(shown, tuple(several.values()), _distinct(elsewhere), _citing(site, document))


def _clauses(site: Site, target: Document, anchors: Iterable[str]) -> tuple[Link, ...]:
    ordered = sorted(anchors, key=lambda anchor: [int(part) for part in anchor.split("-") if part.isdigit()])
    return tuple(Link(cited.label(anchor), f"{site.url(target)}#{anchor}") for anchor in ordered)


def _words(citation: Citation) -> str:
    """A document as the text names it."""
    if not citation.title:
        return citation.number
    return f"《{citation.title}》" + (f"（{citation.number}）" if citation.number else "")


def _distinct(named: dict[tuple[str, str], str]) -> tuple[str, ...]:
    """The words for documents that are not here; a title with its 文号 says also what the title alone does."""
    numbered = {title for title, number in named if number}
    return tuple(words for (title, number), words in named.items() if number or title not in numbered)


def _citing(site: Site, document: Document) -> Relation:
    """The documents that cite this one, without those that its relations show."""
    related = {d for relation, is_incoming in BOTH if is_incoming for d in site.corpus.incoming(relation.id, document)}
    return relation_of(site, CITES, [d for d in site.corpus.citing(document) if d not in related])
