"""What a page is, in the words of schema.org, for search engines and assistants: JSON-LD for its <head>.

A policy is a Legislation with its identifier, dates, force and relations; a bulletin a PublicationIssue; a question
with its answer a QAPage; reports and figures a Report; a service guide is about a GovernmentService; the rest are
articles. What is marked 示例 is a CreativeWork and no more: invented rules must not pass as law.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from plugins.gazette.addresses import absolute
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.kinds import BULLETIN, POLICY, QUESTION
from plugins.gazette.validity import Status
from plugins.portal.config import PortalConfig
from plugins.portal.views import FileLink, Link

from . import entities

Node = dict[str, Any]

SCHEMA = "https://schema.org"
TYPES = {POLICY: "Legislation", BULLETIN: "PublicationIssue", QUESTION: "QAPage", "annual-report": "Report",
         "finance": "Report", "statistics": "Report", "supervision": "Report"}  # fmt: skip
MEDIA = {"PDF": "application/pdf", "EPUB": "application/epub+zip", "JSON": "application/json", "Markdown": "text/markdown",
         "Akoma Ntoso": "application/akn+xml"}  # fmt: skip


FORCE = {"amends": "legislationAmends", "repeals": "legislationRepeals"}
BASED_ON = ("basis", "consultations", "decisions")
ABOUT = ("interprets", "feedback_on", "executes", "results_of")


@dataclass(frozen=True, slots=True)
class RelatedDocument:
    """A document that another names: `relation` is the id of one of `gazette.relations`; `url` root-relative."""

    relation: str
    document: Document
    url: str


@dataclass(frozen=True, slots=True)
class Subject:
    """The document of a page: `url` is its canonical address, root-relative; `status` that of the day,
    `text` that of the body."""

    document: Document
    url: str
    description: str
    status: Status
    files: tuple[FileLink, ...] = ()
    related: tuple[RelatedDocument, ...] = ()
    text: str = ""


def site(config: PortalConfig) -> Node:
    """The home page: the site, who runs it, and how to search it."""
    home = f"{config.home}/"
    return {
        "@context": SCHEMA,
        "@type": "WebSite",
        "@id": f"{home}#site",
        "url": home,
        "name": config.site_name,
        "inLanguage": "zh-CN",
        "publisher": _body(config),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": f"{home}search/?q={{search_term_string}}"},
            "query-input": "required name=search_term_string",
        },
    }


def _body(config: PortalConfig) -> Node:
    """The 主办单位; facts that the settings do not give are left out."""
    address = {"streetAddress": config.address, "postalCode": config.postcode}
    postal = (
        {"@type": "PostalAddress", "addressCountry": "CN", **_filled(address)}
        if any(address.values())
        else None
    )
    facts = {"name": config.host_unit or config.site_name, "telephone": config.telephone, "address": postal}
    return {"@type": "GovernmentOrganization", **_filled(facts)}


def breadcrumbs(links: Sequence[Link], config: PortalConfig, title: str, url: str) -> Node:
    """The way from the home page to the page `title` at `url`, which `links` may name last, without address."""
    before = [link for place, link in enumerate(links) if place == 0 or link.url]
    items = [*((link.text, link.url) for link in before), (title, url)]
    return {
        "@context": SCHEMA,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": name, "item": absolute(config.home, address)}
            for place, (name, address) in enumerate(items, 1)
        ],
    }


def document(subject: Subject, corpus: Corpus, config: PortalConfig) -> Node:
    """The page of a document; the properties that it has no value for are left out."""
    shown = subject.document
    if shown.sample:
        specific: Node = {"creativeWorkStatus": "示例文件，非真实公文"}
    elif shown.kind == POLICY:
        specific = _legislation(subject, corpus, config)
    elif shown.kind == BULLETIN:
        specific = _issue(shown, config)
    else:
        specific = {"headline": shown.title, **_about(subject, config)}
        specific["mainEntity"] = entities.main(shown, corpus.vocabularies, subject.text)
    common = _common(subject, corpus, config)
    return {"@context": SCHEMA, "@type": _type(shown), **_filled({**common, **specific})}


def _type(shown: Document) -> str:
    if shown.sample:
        return "CreativeWork"
    return TYPES.get(shown.kind, "Article")


def _common(subject: Subject, corpus: Corpus, config: PortalConfig) -> Node:
    shown = subject.document
    publisher = corpus.vocabularies.publisher(shown.publisher)
    topic = corpus.vocabularies.topics.find(shown.topic)
    return {
        "@id": absolute(config.home, subject.url),
        "url": absolute(config.home, subject.url),
        "name": shown.title,
        "description": subject.description,
        "inLanguage": "zh-CN",
        "datePublished": _moment(shown),
        "identifier": shown.index_text,
        "publisher": {"@type": "GovernmentOrganization", "name": publisher} if publisher else None,
        "keywords": list(shown.keywords),
        "about": topic.path if topic else shown.topic,
        "encoding": [_encoding(file, config) for file in subject.files],
        "isBasedOn": _references(subject, BASED_ON, config),
    }


def _legislation(subject: Subject, corpus: Corpus, config: PortalConfig) -> Node:
    shown = subject.document
    genre = corpus.vocabularies.genres.find(shown.genre)
    passed_by = corpus.vocabularies.publisher(shown.publisher)
    return {
        "legislationIdentifier": shown.number_text,
        "legislationType": genre.name if genre else shown.genre,
        "legislationDate": _iso(shown.signed_on),
        "legislationDateVersion": _iso(shown.version_date),
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": passed_by} if passed_by else None,
        "legislationLegalForce": f"{SCHEMA}/{'InForce' if subject.status.applies else 'NotInForce'}",
        "temporalCoverage": _period(shown),
        **{name: _references(subject, (relation,), config) for relation, name in FORCE.items()},
    }


def _issue(shown: Document, config: PortalConfig) -> Node:
    return {
        "issueNumber": _issue_number(shown),
        "isPartOf": {"@type": "Periodical", "name": config.gazette_name},
    }


def _issue_number(shown: Document) -> str:
    return shown.issue.short if shown.issue else ""


def _about(subject: Subject, config: PortalConfig) -> Node:
    interpreted = _references(subject, ABOUT, config)
    return {"about": interpreted} if interpreted else {}


def _references(subject: Subject, relations: tuple[str, ...], config: PortalConfig) -> list[Node]:
    return [
        {"@type": _type(item.document), "@id": absolute(config.home, item.url), "name": item.document.title}
        for item in subject.related
        if item.relation in relations
    ]


def _encoding(file: FileLink, config: PortalConfig) -> Node:
    size = {"contentSize": f"{file.size} B"} if file.size else {}
    node = {"@type": "MediaObject", "contentUrl": absolute(config.home, file.url), **size}
    return {**node, "encodingFormat": MEDIA[file.format]} if file.format in MEDIA else node


def _period(shown: Document) -> str:
    """ISO 8601 interval of force, open at the end unless the document expires."""
    start = shown.in_force_from
    return f"{start.isoformat()}/{_iso(shown.expires_on) or '..'}" if start else ""


def _moment(shown: Document) -> str:
    """Beijing time; a bare day where no hour was given."""
    if shown.published_at is None:
        return _iso(shown.version_date)
    bare = not (shown.published_at.hour or shown.published_at.minute)
    return shown.published_at.date().isoformat() if bare else f"{shown.published_at.isoformat()}+08:00"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _filled(node: Node) -> Node:
    return {key: value for key, value in node.items() if value not in ("", None, [], {})}


def script(nodes: Iterable[Node]) -> Iterator[Markup]:
    """Each node as a <script> that no text in it can end: `<`, `>` and `&` are written as escapes."""
    for node in nodes:
        text = json.dumps(node, ensure_ascii=False, separators=(",", ":"))
        safe = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
        safe = safe.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        yield Markup(f'<script type="application/ld+json">{safe}</script>')  # noqa: S704
