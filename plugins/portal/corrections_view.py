"""更正 on pages: what an issue of the bulletin corrects, and by which later issue it is corrected itself."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.gazette.documents import Correction, Document
from plugins.gazette.relations import BY_ID

from .site import Site
from .views import CorrectionView, Link

RELATION = BY_ID["corrects"]


def made(site: Site, issue: Document) -> Iterator[CorrectionView]:
    """The corrections that an issue prints, each with the issue that it corrects."""
    for correction in issue.corrections:
        target = site.corpus.meant(issue, RELATION, correction.issue)
        if target is not None and site.is_published(target):
            yield _view(site, correction, target, target)


def received(site: Site, issue: Document) -> Iterator[tuple[Document | None, CorrectionView]]:
    """The corrections of an issue by later ones, each with the document that it concerns and the issue that prints it."""
    for later in site.corpus.incoming(RELATION.id, issue):
        for correction in later.corrections:
            if site.corpus.meant(later, RELATION, correction.issue) is issue:
                yield _document(site, correction, issue), _view(site, correction, issue, later)


def _view(site: Site, correction: Correction, corrected: Document, other: Document) -> CorrectionView:
    """`other` is the issue to which the view leads: the corrected one, or the one that corrects it."""
    document = _document(site, correction, corrected)
    pages = site.issue_pages(corrected)
    page = correction.page or (pages.get(document.path) if document else None)
    link = Link(document.title, site.url(document), document.number_text) if document else None
    issue = Link(str(other.issue or other.title), site.url(other))
    return CorrectionView(issue, link, page, correction.wrong, correction.right)


def _document(site: Site, correction: Correction, corrected: Document) -> Document | None:
    """The document in the text that the corrected issue printed."""
    named = correction.document
    return site.corpus.resolve(named, corrected.published_on) if named is not None else None
