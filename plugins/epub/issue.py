"""From an issue of the bulletin to its book: the cover, what is said of the issue, the contents, and a file for each article.

Nothing in it depends on the day of the build or on another output: a book of an issue is made anew when its documents
are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from plugins.gazette.addresses import absolute
from plugins.gazette.documents import Document
from plugins.gazette.imprint import imprint
from plugins.gazette.particulars import chinese_day
from plugins.gazette.relations import BY_ID
from plugins.portal import bulletin_view
from plugins.portal.site import Site

from . import article, text
from .book import UNDATED, XHTML_TYPE, About, Book, Chapter, File
from .cover import Words, cover
from .links import Links
from .pictures import Pictures
from .style import FILE as STYLE
from .xhtml import E, Element, page, paragraph, table, typed

TITLE_PAGE, TITLE = "issue.xhtml", "本期公报"
CORRECTS = BY_ID["corrects"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A document with its text, in the file of the book and the section of the issue that print it."""

    file: str
    section: str
    document: Document
    markup: str


def book(site: Site, issue: Document) -> Book:
    """Asks the site for texts and pictures, which the step that is running then depends on."""
    printed = tuple(_printed(site, issue))
    pictures, links = Pictures(lambda path: _read(site, path)), _links(site, issue, printed)
    front, image = cover(_cover(site, issue))
    chapters = [front, _title_page(site, issue, links, pictures)]
    for one in printed:
        content = text.elements(one.markup, partial(links.resolve, here=one.file), pictures.name)
        chapters.append(article.chapter(site, one.file, one.section, one.document, tuple(content)))
    return Book(_about(site, issue), chapters, 2, (image, *pictures.files, STYLE))


def _printed(site: Site, issue: Document) -> Iterator[Printed]:
    for place, (section, document) in enumerate(bulletin_view.articles(site, issue), 1):
        yield Printed(f"article-{place:03}.xhtml", section, document, site.html(document))


def _links(site: Site, issue: Document, printed: tuple[Printed, ...]) -> Links:
    chapters, anchors = {site.url(issue): TITLE_PAGE}, {TITLE_PAGE: text.anchors(site.html(issue))}
    for one in printed:
        pages = (site.url(one.document), site.version_url(one.document), bulletin_view.article_url(site, issue, one.document))
        for url in pages:
            chapters.setdefault(url, one.file)
        anchors[one.file] = text.anchors(one.markup)
    return Links(site.config.home, site.file_url, chapters, anchors)


def _read(site: Site, path: str) -> bytes | None:
    site.steps.read(f"file {path}")
    file = (site.content / path).resolve()
    return file.read_bytes() if file.is_relative_to(site.content.resolve()) and file.is_file() else None


def _cover(site: Site, issue: Document) -> Words:
    return Words(
        gazette=site.config.gazette_name,
        label=str(issue.issue or ""),
        total=_total(issue),
        note=article.SAMPLE if issue.sample else "",
        date=_date(issue),
        sponsor=_sponsor(site, issue),
    )


def _about(site: Site, issue: Document) -> About:
    return About(
        identifier=absolute(site.config.home, site.url(issue)),
        title=issue.title,
        publisher=_sponsor(site, issue) or site.config.site_name,
        series=site.config.gazette_name,
        day=issue.published_on or issue.version_date or UNDATED,
        keywords=issue.keywords,
        summary=issue.summary,
    )


def _title_page(site: Site, issue: Document, links: Links, pictures: Pictures) -> Chapter:
    """The facts of the issue, the words of its own file, what it corrects, and its end matter."""
    content = [E.h1(issue.title)]
    if issue.sample:
        content.append(paragraph(article.SAMPLE, "sample"))
    facts = (str(issue.issue or ""), _total(issue), _date(issue))
    content += [paragraph(fact, "fact") for fact in facts if fact and fact not in issue.title]
    content += text.elements(site.html(issue), partial(links.resolve, here=TITLE_PAGE), pictures.name)
    content += _corrections(site, issue)
    usual = {"主办": site.config.gazette_sponsor, **site.config.gazette_imprint}
    if rows := imprint(issue, site.corpus.vocabularies.kinds, usual):
        content.append(table(rows, "刊物信息"))
    section = typed(E.section(*content), "titlepage")
    return Chapter(File(TITLE_PAGE, XHTML_TYPE, page(issue.title, [section])), TITLE)


def _corrections(site: Site, issue: Document) -> Iterator[Element]:
    """更正, in words: the corrected issue, the place in it, what was printed and what is right."""
    if issue.corrections:
        yield E.h2("更正")
    for one in issue.corrections:
        target = site.corpus.meant(issue, CORRECTS, one.issue)
        named = site.corpus.resolve(one.document, target.published_on if target else None) if one.document else None
        place = (str(target.issue) if target and target.issue else one.issue.text, f"《{named.title}》" if named else "",
                 f"第{one.page}页" if one.page else "")  # fmt: skip
        yield paragraph(f"{''.join(place)}：“{one.wrong}”应为“{one.right}”。")


def _sponsor(site: Site, issue: Document) -> str:
    return issue.sponsor or site.config.gazette_sponsor


def _total(issue: Document) -> str:
    return str(issue.total_issue or issue.total_text)


def _date(issue: Document) -> str:
    return chinese_day(issue.published_on) if issue.published_on else ""
