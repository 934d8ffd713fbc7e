"""How is an XHTML file of a book written? As EPUB 3.3 wants it: well-formed, in its namespaces, in Chinese, without scripts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree
from lxml.builder import ElementMaker

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
EPUB_TYPE = f"{{{OPS}}}type"
LANGUAGE = "zh-CN"
STYLE = "style.css"
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Element = etree._Element  # lxml has no public name for it
E = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": OPS})


def words(text: str) -> str:
    """The text without the characters that no XML may hold."""
    return NO_XML.sub("", text)


def page(title: str, content: Sequence[Element]) -> bytes:
    """A whole file with what stands in its <body>."""
    head = E.head(E.meta(charset="utf-8"), E.title(words(title)), E.link(rel="stylesheet", type="text/css", href=STYLE))
    root = E.html(head, E.body(*content), lang=LANGUAGE)
    root.set("{http://www.w3.org/XML/1998/namespace}lang", LANGUAGE)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>"))


def typed(element: Element, epub_type: str, role: str = "") -> Element:
    """The element with its meaning for reading systems, and for those who listen where there is a role for it."""
    element.set(EPUB_TYPE, epub_type)
    if role:
        element.set("role", role)
    return element


def table(rows: Sequence[tuple[str, str]], name: str) -> Element:
    """Labels and values; `name` is both the class and, in words, what those who listen are told."""
    body = [E.tr(E.th(words(label), scope="row"), E.td(words(value))) for label, value in rows]
    return E.table(E.tbody(*body), {"class": "record", "aria-label": name})


def paragraph(text: str, kind: str = "") -> Element:
    return E.p(words(text), {"class": kind}) if kind else E.p(words(text))
