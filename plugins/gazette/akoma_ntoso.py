"""How does a document read for the law's own tools? Akoma Ntoso 3.0 (OASIS LegalDocML 1.0), written from the typed body.

The text is written by `akoma_text`; here are the names of the work, of this version and of the file (FRBR), by which an
archive finds them. What depends on the day (validity) is no part of it.
"""

from __future__ import annotations

from urllib.parse import quote

from lxml import etree
from lxml.etree import _Element as Element

from . import akoma_text
from .akoma_text import NAMESPACE, tag
from .body import Body
from .documents import Document

UNDATED = "0001-01-01"


def write(document: Document, body: Body, address: str, home: str, publisher: str) -> bytes:
    """The document as XML; `address` is that of its version below the site `home`, `publisher` the full name of who issued
    it. The same arguments give the same bytes."""
    root = etree.fromstring(f'<akomaNtoso xmlns="{NAMESPACE}"/>')
    holder = etree.SubElement(root, tag("doc"), name=document.genre or document.kind, contains="originalVersion")
    _meta(holder, document, address, home, publisher)
    preface = etree.SubElement(holder, tag("preface"))
    title = etree.SubElement(etree.SubElement(preface, tag("longTitle")), tag("p"))
    etree.SubElement(title, tag("docTitle")).text = document.title
    if document.number_text:
        number = etree.SubElement(etree.SubElement(preface, tag("block"), name="文号"), tag("docNumber"))
        number.text = document.number_text
    akoma_text.write(etree.SubElement(holder, tag("mainBody")), body)
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _meta(holder: Element, document: Document, address: str, home: str, publisher: str) -> None:
    """FRBR: the work, this version of it (the expression), and this file (the manifestation)."""
    meta = etree.SubElement(holder, tag("meta"))
    identification = etree.SubElement(meta, tag("identification"), source="#publisher")
    day = document.version_date.isoformat() if document.version_date else UNDATED
    work = f"/akn/cn/doc/{quote(document.work_key)}"  # column, year, name: the same for all versions of a work
    levels = (("FRBRWork", work), ("FRBRExpression", f"{work}/zho@{day}"), ("FRBRManifestation", f"{work}/zho@{day}.xml"))
    for level, uri in levels:
        node = etree.SubElement(identification, tag(level))
        etree.SubElement(node, tag("FRBRthis"), value=f"{uri}/!main" if level != "FRBRManifestation" else uri)
        etree.SubElement(node, tag("FRBRuri"), value=uri)
        if level == "FRBRExpression":
            etree.SubElement(node, tag("FRBRalias"), name="web", value=f"{home}/{quote(address)}")
        etree.SubElement(node, tag("FRBRdate"), date=day, name="version")
        etree.SubElement(node, tag("FRBRauthor"), href="#publisher")
        if level == "FRBRWork":
            _work(node, document)
        elif level == "FRBRExpression":
            etree.SubElement(node, tag("FRBRlanguage"), language="zho")
    if document.published_on:
        etree.SubElement(meta, tag("publication"), date=document.published_on.isoformat(), name="发布", showAs=publisher)
    references = etree.SubElement(meta, tag("references"), source="#publisher")
    href = f"/ontology/organization/cn/{quote(publisher)}"
    etree.SubElement(references, tag("TLCOrganization"), eId="publisher", href=href, showAs=publisher)


def _work(node: Element, document: Document) -> None:
    etree.SubElement(node, tag("FRBRcountry"), value="cn")
    for name in filter(None, (document.number_text, document.index_text)):
        etree.SubElement(node, tag("FRBRnumber"), value=name)
    etree.SubElement(node, tag("FRBRname"), value=document.title)
