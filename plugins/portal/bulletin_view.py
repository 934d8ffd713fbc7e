"""The pages of the bulletin: its index by year, each issue with its 目录, each article as printed there."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.gazette import addresses
from plugins.gazette.documents import Document, Section
from plugins.gazette.imprint import imprint
from plugins.gazette.works import Work

from . import corrections_view, document_view
from .document_view import column_of
from .site import Site
from .views import ArticleView, ContentsEntry, ContentsSection, IssueRow, IssueView, Link


def rows(site: Site) -> tuple[IssueRow, ...]:
    """All issues, newest first."""
    return tuple(_row(site, issue) for issue in site.corpus.bulletins)


def _row(site: Site, issue: Document) -> IssueRow:
    url = site.url(issue)
    titles = tuple(document.title for _, document in articles(site, issue))
    return IssueRow(str(issue.issue), _total(issue), url, _date(issue), _pdf(site, url), titles, issue.sample)


def articles(site: Site, issue: Document) -> Iterator[tuple[str, Document]]:
    """The (section, document) pairs of an issue in the order of its 目录."""
    for section in issue.contents:
        for document in _printed(site, issue, section):
            yield section.title, document


def _printed(site: Site, issue: Document, section: Section) -> Iterator[Document]:
    """The documents of a section, in the version of the day on which the issue appeared."""
    for reference in section.articles:
        document = site.corpus.resolve(reference, issue.published_on)
        if document is not None and site.is_published(document):
            yield document


def article_url(site: Site, issue: Document, document: Document) -> str:
    return addresses.article(site.url(issue), site.corpus.work_of[document.path])


def view(site: Site, issue: Document, with_text: bool = True) -> IssueView:
    column = column_of(site, issue)
    url = site.url(issue)
    return IssueView(
        title=issue.title,
        label=str(issue.issue),
        total=_total(issue),
        url=url,
        date=_date(issue),
        sponsor=issue.sponsor or site.config.gazette_sponsor,
        breadcrumbs=(Link("首页", ""), Link(column.name, f"{column.id}/")),
        contents=tuple(_contents(site, issue)),
        files=document_view.files(site, url),
        body=site.html(issue) if with_text else "",
        sample=issue.sample,
        pdf=_pdf(site, url),
        imprint=_imprint(site, issue),
        corrections=tuple(corrections_view.made(site, issue)),
        corrected=tuple(correction for _, correction in corrections_view.received(site, issue)),
        releases=site.releases(url),
    )


def _imprint(site: Site, issue: Document) -> tuple[tuple[str, str], ...]:
    usual = {"主办": site.config.gazette_sponsor, **site.config.gazette_imprint}
    return imprint(issue, site.corpus.vocabularies.kinds, usual)


def _pdf(site: Site, url: str) -> str:
    """The address of the whole issue as PDF; empty when there is none."""
    return f"{url}document.pdf" if site.digest(f"{url}document.pdf") else ""


def _contents(site: Site, issue: Document) -> Iterator[ContentsSection]:
    pages = site.issue_pages(issue)
    for section in issue.contents:
        entries = tuple(
            ContentsEntry(d.title, article_url(site, issue, d), d.number_text, d.publisher, pages.get(d.path), d.sample)
            for d in _printed(site, issue, section)
        )
        if entries:
            yield ContentsSection(section.title, entries)


def article_views(
    site: Site, issue: Document, shown: IssueView, with_text: bool = True
) -> Iterator[tuple[Document, ArticleView]]:
    """One page for each article: the version that was printed, with the one before and the one after."""
    printed = list(articles(site, issue))
    links = [Link(document.title, article_url(site, issue, document)) for _, document in printed]
    pages, corrected = site.issue_pages(issue), list(corrections_view.received(site, issue))
    for place, (section, document) in enumerate(printed):
        work: Work = site.corpus.work_of[document.path]
        yield document, ArticleView(
            issue=shown,
            section=section,
            document=document_view.view(site, work, document, False, with_text),
            previous=links[place - 1] if place else None,
            next=links[place + 1] if place + 1 < len(links) else None,
            page=pages.get(document.path),
            corrected=tuple(correction for concerned, correction in corrected if concerned is document),
        )


def _total(issue: Document) -> str:
    return str(issue.total_issue or issue.total_text)


def _date(issue: Document) -> str:
    return issue.published_on.isoformat() if issue.published_on else ""
