"""What is this book? The package document of EPUB 3.3: what it is called, what it holds, in which order it is read.

Accessibility is told as EPUB Accessibility 1.1 asks, and no conformance is claimed: that needs someone who certifies it.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from lxml.builder import ElementMaker

from .book import About, Book, File
from .xhtml import LANGUAGE, Element, words

OPF, DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
P = ElementMaker(namespace=OPF, nsmap={None: OPF, "dc": DC})
D = ElementMaker(namespace=DC, nsmap={"dc": DC})
FEATURES = ("structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability")
SUMMARY = "本书为可重排的文字，有目录和分级标题，表格有表头，可放大字号，可由读屏软件朗读。"
WITH_PICTURES = "图片附有文字说明。"


def package(book: Book, nav: File) -> bytes:
    spine = [chapter.file for chapter in book.chapters]
    spine.insert(book.before_nav, nav)
    listed = [*spine, *book.others]
    ids = {file.name: f"f{place}" for place, file in enumerate(listed, 1)}
    root = P.package(
        P.metadata(*_metadata(book)),
        P.manifest(*(_item(file, ids[file.name]) for file in listed)),
        P.spine(*(P.itemref(idref=ids[file.name]) for file in spine)),
        {"version": "3.0", "unique-identifier": "identifier"},
    )
    root.set("{http://www.w3.org/XML/1998/namespace}lang", LANGUAGE)
    etree.indent(root, "")
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _item(file: File, key: str) -> Element:
    item = P.item({"id": key, "href": file.name, "media-type": file.media_type})
    if file.properties:
        item.set("properties", file.properties)
    return item


def _metadata(book: Book) -> Iterator[Element]:
    about = book.about
    yield D.identifier(about.identifier, id="identifier")
    yield D.title(words(about.title))
    yield D.language(LANGUAGE)
    yield D.publisher(words(about.publisher))
    yield D.date(about.day.isoformat())
    yield from (D.subject(words(keyword)) for keyword in about.keywords)
    if about.summary:
        yield D.description(words(about.summary))
    yield P.meta(about.modified, property="dcterms:modified")
    yield from _series(about)
    yield from _accessibility(book)


def _series(about: About) -> Iterator[Element]:
    yield P.meta(words(about.series), property="belongs-to-collection", id="series")
    yield P.meta("series", property="collection-type", refines="#series")


def _accessibility(book: Book) -> Iterator[Element]:
    modes = ("textual", "visual") if book.has_pictures else ("textual",)
    yield from (P.meta(mode, property="schema:accessMode") for mode in modes)
    yield P.meta("textual", property="schema:accessModeSufficient")
    features = (*FEATURES, "alternativeText") if book.has_pictures else FEATURES
    yield from (P.meta(feature, property="schema:accessibilityFeature") for feature in features)
    yield P.meta("none", property="schema:accessibilityHazard")
    yield P.meta(SUMMARY + (WITH_PICTURES if book.has_pictures else ""), property="schema:accessibilitySummary")
