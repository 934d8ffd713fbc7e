"""One article of a book: the document as it was printed, with its record and its own fields, its text, its attachments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.gazette import attachments, particulars
from plugins.gazette.addresses import absolute
from plugins.gazette.documents import Document
from plugins.gazette.particulars import chinese_day
from plugins.portal import record
from plugins.portal.site import Site

from .book import XHTML_TYPE, Chapter, File
from .xhtml import E, Element, page, paragraph, table, typed, words

SAMPLE = "示例文件，非真实公文。"


def chapter(site: Site, name: str, section: str, document: Document, text: Sequence[Element]) -> Chapter:
    """`text` are the blocks of the document's text."""
    content = [E.header(*_head(site, section, document)), *_own(site, document, bool(text)), *_letter(document, text)]
    content += _around(site, document)
    body = typed(E.section(*content, {"aria-labelledby": "title"}), "chapter", "doc-chapter")
    file = File(name, XHTML_TYPE, page(document.title, [body]))
    return Chapter(file, document.title, section, site.outline(document))


def _head(site: Site, section: str, document: Document) -> Iterator[Element]:
    yield paragraph(section, "section")
    yield E.h1(words(document.title), id="title")
    if document.sample:
        yield paragraph(SAMPLE, "sample")
    # The record names the document by itself: its way to the catalogue is the site's.
    fields = (*record.record(document, document, site.corpus.vocabularies), *record.details(document))
    yield table([(field.label, field.value) for field in fields if field.value], "目录信息")


def _own(site: Site, document: Document, has_text: bool) -> Iterator[Element]:
    """The fields of the document's kind, and the name of the text that follows them."""
    kinds = site.corpus.vocabularies.kinds
    rows = [(one.field.key, one.text) for one in particulars.of(document, kinds)]
    if rows:
        yield table(rows, "要素")
    if rows and has_text and (title := kinds.find(document.kind).body):
        yield E.h2(words(title))


def _letter(document: Document, text: Sequence[Element]) -> Iterator[Element]:
    """The text between the 主送机关 and the 附注, as the page has it."""
    if document.addressee:
        yield paragraph(document.addressee, "addressee")
    yield from text
    if document.signature:
        yield paragraph(document.signature, "signature")
    if document.signed_on:
        yield paragraph(chinese_day(document.signed_on), "signature")
    if document.note:
        yield paragraph(document.note, "note")


def _around(site: Site, document: Document) -> Iterator[Element]:
    """The attachments and the page of this text, which are on the web."""
    home = site.config.home
    files = attachments.located(document, lambda path: site.file_url(path) is not None)
    if files:
        links = [E.li(E.a(words(path.rsplit("/", 1)[-1]), href=absolute(home, path))) for path in files]
        yield E.h2("附件")
        yield E.ul(*links)
    address = absolute(home, site.version_url(document))
    yield E.p("网上全文：", E.a(address, href=address), {"class": "source"})
