"""The catalogue's facts inside the PDF: dc:identifier and a schema of this domain for 发文字号, 索引号 and 发布机构.

PDF/A (ISO 19005-2, 6.6.2.3) wants every schema that is not one of its own to be described in the file itself.
"""

from __future__ import annotations

import io

import pikepdf
from lxml import etree
from lxml.etree import _Element as Element

from . import seals
from .identity import Identity

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DC = "http://purl.org/dc/elements/1.1/"
EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
PROPERTY = "http://www.aiim.org/pdfa/ns/property#"
GAZETTE = "urn:gazette-portal:xmp:1.0/"
PREFIX = "gazette"
NAMES = {
    "rdf": RDF,
    "dc": DC,
    "pdfaExtension": EXTENSION,
    "pdfaSchema": SCHEMA,
    "pdfaProperty": PROPERTY,
    PREFIX: GAZETTE,
}
PROPERTIES = (
    ("documentNumber", "发文字号：机关代字、年份和序号"),
    ("indexNumber", "政府信息公开目录的索引号"),
    ("publisher", "发布机构的全称"),
)
HEAD = b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>'
TAIL = b'<?xpacket end="r"?>'


def describe(data: bytes, identity: Identity, issue: bool = False) -> bytes:
    """The PDF with its identity in the XMP packet; `issue` labels the cover and opens the bookmarks.

    The same bytes and identity give the same bytes.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        packet = etree.fromstring(pdf.Root.Metadata.read_bytes(), etree.XMLParser(resolve_entities=False))
        rdf = packet if packet.tag == _name(RDF, "RDF") else packet.find(_name(RDF, "RDF"))
        if rdf is None:
            raise ValueError("the PDF has no XMP packet")
        _part_creators(rdf, identity)
        _identify(rdf, identity)
        written = etree.tostring(packet, encoding="utf-8", xml_declaration=False)
        # In the place of the old packet: for a new object qpdf would first read all the others.
        pdf.Root.Metadata.write(HEAD + written + TAIL)
        if issue:
            _open_as_issue(pdf)
        seals.make_fields(pdf)
        target = io.BytesIO()
        pdf.save(
            target,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            fix_metadata_version=False,  # Typst names it; pikepdf would read and write the packet once more
        )
    return target.getvalue()


def _part_creators(rdf: Element, identity: Identity) -> None:
    """Typst writes the bodies that issue a document together as one creator; each is one."""
    sequence = rdf.find(f".//{_name(DC, 'creator')}/{_name(RDF, 'Seq')}")
    if sequence is not None and len(identity.publishers) > 1:
        sequence[:] = []
        for publisher in identity.publishers:
            etree.SubElement(sequence, _name(RDF, "li")).text = publisher


def _identify(rdf: Element, identity: Identity) -> None:
    facts = dict(
        zip(
            (name for name, _ in PROPERTIES),
            (identity.number, identity.index, identity.publisher),
            strict=True,
        )
    )
    if identity.identifier:
        _add(rdf, DC, {"identifier": identity.identifier})
    if identity.publisher:
        holder = _description(rdf)
        bag = etree.SubElement(etree.SubElement(holder, _name(DC, "publisher")), _name(RDF, "Bag"))
        for publisher in identity.publishers:
            etree.SubElement(bag, _name(RDF, "li")).text = publisher
    _add(rdf, GAZETTE, {name: value for name, value in facts.items() if value})
    _declare(rdf)


def _add(rdf: Element, namespace: str, values: dict[str, str]) -> None:
    holder = _description(rdf)
    for name, value in values.items():
        etree.SubElement(holder, _name(namespace, name)).text = value


def _description(rdf: Element) -> Element:
    holder = etree.SubElement(rdf, _name(RDF, "Description"), nsmap=NAMES)
    holder.set(_name(RDF, "about"), "")
    return holder


def _declare(rdf: Element) -> None:
    """Describe the schema beside those that the PDF already describes."""
    bag = rdf.find(f".//{_name(EXTENSION, 'schemas')}/{_name(RDF, 'Bag')}")
    if bag is None:
        bag = etree.SubElement(
            etree.SubElement(_description(rdf), _name(EXTENSION, "schemas")), _name(RDF, "Bag")
        )
    entry = _resource(bag)
    etree.SubElement(entry, _name(SCHEMA, "schema")).text = "政府公报与政府信息公开目录"
    etree.SubElement(entry, _name(SCHEMA, "namespaceURI")).text = GAZETTE
    etree.SubElement(entry, _name(SCHEMA, "prefix")).text = PREFIX
    sequence = etree.SubElement(etree.SubElement(entry, _name(SCHEMA, "property")), _name(RDF, "Seq"))
    for name, description in PROPERTIES:
        item = _resource(sequence)
        etree.SubElement(item, _name(PROPERTY, "name")).text = name
        etree.SubElement(item, _name(PROPERTY, "valueType")).text = "Text"
        etree.SubElement(item, _name(PROPERTY, "category")).text = "external"
        etree.SubElement(item, _name(PROPERTY, "description")).text = description


def _resource(parent: Element) -> Element:
    item = etree.SubElement(parent, _name(RDF, "li"), nsmap=NAMES)
    item.set(_name(RDF, "parseType"), "Resource")
    return item


def _name(namespace: str, local: str) -> str:
    return f"{{{namespace}}}{local}"


def _open_as_issue(pdf: pikepdf.Pdf) -> None:
    """The first page is labelled 封面, the rest by their numbers; a reader shows the bookmarks at once."""
    numbers = [
        0,
        pikepdf.Dictionary(P=pikepdf.String("封面")),
        1,
        pikepdf.Dictionary(S=pikepdf.Name.D, St=2),
    ]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))
    pdf.Root.PageMode = pikepdf.Name.UseOutlines
