"""The catalogue as DCAT-AP 3 in JSON-LD: `/api/dcat.jsonld`, for portals of open data that gather others.

One `dcat:Catalog`; every version of a work is a `dcat:Dataset` whose files are its distributions, with the
properties that DCAT-AP makes mandatory (title, description, publisher of the catalogue; title, description of
a dataset; accessURL of a distribution). The context stands in the file: a reader needs no network.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from plugins.gazette.addresses import absolute, segment

from . import facets
from .assembly import Frame, assemble
from .records import Brief, CatalogueRecord, FileRecord, brief
from .table import url

Node = dict[str, Any]

CONTEXT: Node = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "adms": "http://www.w3.org/ns/adms#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority/"
CHINESE = {"@id": f"{AUTHORITY}language/ZHO"}
PUBLIC = {"@id": f"{AUTHORITY}access-right/PUBLIC"}
DUMP = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
SAMPLE = "示例文件，非真实公文。"  # who gathers this file sees no page that says so
ALGORITHM = {"@id": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"}
IANA = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class CatalogueDescription:
    """What the catalogue says of itself. `publisher` is the body that runs the site."""

    home: str
    title: str
    description: str
    publisher: str


def to_dcat(
    records: Sequence[CatalogueRecord], about: CatalogueDescription, own: Iterable[FileRecord] = ()
) -> bytes:
    """The catalogue with all records, one node a line; `own` are the files of the whole catalogue (JSON, CSV, XLSX)."""
    lines = [dataset_line(record, about) for record in records]
    return assemble(frame(head([brief(record, about.home) for record in records], about), about, own), lines).data


def frame(start: bytes | None, about: CatalogueDescription, own: Iterable[FileRecord]) -> Frame:
    """What stands around the datasets of the records: `start` is the head, None for that of the last file. The dataset
    of the whole comes last: it alone changes with every record."""
    return Frame(start, f"{DUMP(_whole(about, own))}\n]}}\n".encode(), b"")


def head(rows: Sequence[Brief], about: CatalogueDescription) -> bytes:
    """The catalogue, which names all datasets, the publishers and the topics."""
    nodes = (_catalog(rows, about), *_agents(rows, about), *_themes(rows, about))
    lines = "".join(f"{DUMP(node)},\n" for node in nodes)
    return f'{{"@context":{DUMP(CONTEXT)},"@graph":[\n{lines}'.encode()


def dataset_line(record: CatalogueRecord, about: CatalogueDescription) -> bytes:
    """One record. The dataset of the whole follows the last, so a comma ends every line."""
    return f"{DUMP(_dataset(record, about))},\n".encode()


def _catalog(rows: Sequence[Brief], about: CatalogueDescription) -> Node:
    return {
        "@id": _catalogue_id(about),
        "@type": "dcat:Catalog",
        "dct:title": _chinese(about.title),
        "dct:description": _chinese(about.description),
        "dct:publisher": {"@id": _agent_id(about.publisher, about)},
        "dct:language": CHINESE,
        "foaf:homepage": {"@id": absolute(about.home, facets.ROOT)},
        "dcat:themeTaxonomy": {"@id": _scheme_id(about)},
        "dcat:dataset": [*({"@id": one.page} for one in rows), {"@id": _whole_id(about)}],
    }


def _agents(rows: Iterable[Brief], about: CatalogueDescription) -> Iterator[Node]:
    names = dict.fromkeys([about.publisher, *(one.publisher for one in rows if one.publisher)])
    for name in names:
        yield {"@id": _agent_id(name, about), "@type": "foaf:Agent", "foaf:name": _chinese(name)}


def _themes(rows: Iterable[Brief], about: CatalogueDescription) -> Iterator[Node]:
    scheme = {"@id": _scheme_id(about)}
    yield {**scheme, "@type": "skos:ConceptScheme", "dct:title": _chinese("主题分类")}
    for topic in dict.fromkeys(one.top_topic for one in rows if one.top_topic):
        yield {
            "@id": _theme_id(topic, about),
            "@type": "skos:Concept",
            "skos:prefLabel": _chinese(topic),
            "skos:inScheme": scheme,
        }


def _whole(about: CatalogueDescription, own: Iterable[FileRecord]) -> Node:
    """The catalogue's own tables are a dataset, too."""
    return {
        "@id": _whole_id(about),
        "@type": "dcat:Dataset",
        "dct:title": _chinese(about.title),
        "dct:description": _chinese(about.description),
        "dct:publisher": {"@id": _agent_id(about.publisher, about)},
        "dct:accessRights": PUBLIC,
        "dcat:distribution": [_distribution(file, absolute(about.home, facets.ROOT), about) for file in own],
    }


def _dataset(record: CatalogueRecord, about: CatalogueDescription) -> Node:
    page, work = url(about.home, record.url), url(about.home, record.work_url)
    node: Node = {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:title": _chinese(record.title),
        "dct:description": _chinese(f"{SAMPLE if record.sample else ''}{record.summary or record.title}"),
        "dct:identifier": record.index_number or page,
        "dct:type": {"@type": "skos:Concept", "skos:prefLabel": _chinese(record.kind_name)},
        "dct:language": CHINESE,
        "dcat:landingPage": {"@id": page},
    }
    if work != page:
        node["dcat:isVersionOf"] = {"@id": work}
    if record.version_date:
        node["dcat:version"] = record.version_date.isoformat()
    if record.document_number:
        node["adms:identifier"] = {"@type": "adms:Identifier", "skos:notation": record.document_number}
    return {**node, **_description(record, about), **_distributions(record, page, about)}


def _description(record: CatalogueRecord, about: CatalogueDescription) -> Node:
    """The optional properties that the record has."""
    node: Node = {}
    if record.publisher:
        node["dct:publisher"] = {"@id": _agent_id(record.publisher, about)}
    if record.published_on:
        node["dct:issued"] = {"@type": "xsd:date", "@value": record.published_on.isoformat()}
    if record.disclosure == "主动公开":
        node["dct:accessRights"] = PUBLIC
    if record.top_topic:
        node["dcat:theme"] = {"@id": _theme_id(record.top_topic, about)}
    if record.keywords:
        node["dcat:keyword"] = [_chinese(keyword) for keyword in record.keywords]
    if record.source_url:
        node["dct:source"] = {"@id": record.source_url} if _is_iri(record.source_url) else record.source_url
    if record.reprinted_from:
        node["dct:provenance"] = {
            "@type": "dct:ProvenanceStatement",
            "dct:description": _chinese(f"转载自{record.reprinted_from}"),
        }
    return node


def _distributions(record: CatalogueRecord, page: str, about: CatalogueDescription) -> Node:
    return (
        {"dcat:distribution": [_distribution(file, page, about) for file in record.files]}
        if record.files
        else {}
    )


def _distribution(file: FileRecord, page: str, about: CatalogueDescription) -> Node:
    address = url(about.home, file.path)
    return {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _chinese(file.format),
        "dcat:accessURL": {"@id": page},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{IANA}{file.media_type}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": ALGORITHM,
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _chinese(text: str) -> Node:
    return {"@value": text, "@language": "zh-CN"}


def _is_iri(text: str) -> bool:
    return text.startswith(("http://", "https://")) and not any(char in ' <>"{}|\\^`' for char in text)


def _catalogue_id(about: CatalogueDescription) -> str:
    return f"{absolute(about.home, facets.ROOT)}#catalogue"


def _whole_id(about: CatalogueDescription) -> str:
    return f"{absolute(about.home, facets.ROOT)}#dataset"


def _scheme_id(about: CatalogueDescription) -> str:
    return f"{absolute(about.home, facets.ROOT)}#topics"


@lru_cache(maxsize=1024)
def _theme_id(topic: str, about: CatalogueDescription) -> str:
    return f"{absolute(about.home, facets.address('topic', segment(topic)))}#concept"


@lru_cache(maxsize=1024)
def _agent_id(name: str, about: CatalogueDescription) -> str:
    return f"{absolute(about.home, facets.address('department', segment(name)))}#agent"
