"""The files that stand beside a document's page: its source, its data, its attachments and pictures."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pygments.formatters import HtmlFormatter

from plugins.gazette import attachments, particulars
from plugins.gazette.addresses import absolute
from plugins.gazette.body import Block
from plugins.gazette.documents import Document
from plugins.gazette.kinds import PAGE
from plugins.gazette.sanitise import CONTENT_LINK
from plugins.gazette.works import Work

from . import record, relations_view
from .document_view import state
from .site import Site
from .views import Link

NOT_PUBLISHED = (".md", ".yaml", ".yml")


def document_files(site: Site, work: Work) -> Iterator[tuple[str, bytes]]:
    """`document.md` and `document.json` of each version, and of the one in force at the work's address."""
    if work.first.kind == PAGE:
        return
    for version in work.versions:
        source = (site.content / version.path).read_bytes()
        data = _json(_data(site, version), site.body(version).blocks)
        for url in site.file_urls(version):
            yield f"{url}document.md", source
            yield f"{url}document.json", data


def _data(site: Site, document: Document) -> dict[str, Any]:
    """The record of a document for machines, as its page shows it."""
    fields = (*record.record(document, document, site.corpus.vocabularies), *record.details(document))
    kinds = site.corpus.vocabularies.kinds
    kind = kinds.find(document.kind)
    data: dict[str, Any] = {"种类": kind.name, **{field.label: field.value for field in fields if field.value}}
    data |= particulars.data(document, kinds)
    if found := state(site, document):
        data["有效性" if kind.lasting else "进展"] = found.label
    if document.sample:
        data["示例"] = True
    data["地址"] = absolute(site.config.home, site.file_urls(document)[0])
    return data | _related(site, document)


def _related(site: Site, document: Document) -> dict[str, Any]:
    """The documents that stand in a relation to this one, and those that its text cites."""
    def named(link: Link) -> dict[str, str]:
        return {"标题": link.text, "地址": absolute(site.config.home, link.url)}

    relations = {r.title: [named(link) for link in r.links] for r in relations_view.relations(site, document)}
    found = relations_view.citations(site, document)
    cited: list[dict[str, Any]] = [
        named(item.document) | ({"条文": [clause.text for clause in item.clauses]} if item.clauses else {})
        for item in found.here
    ]
    cited += [{"标题": words} for words in (*(relation.title for relation in found.several), *found.elsewhere)]
    return {key: value for key, value in (("关系", relations), ("引用", cited)) if value}


def _json(record: dict[str, Any], blocks: Iterable[Block]) -> bytes:
    """The record on one line, then each block of the text on its own: lines to compare, in the order of the text."""
    head = json.dumps(record, ensure_ascii=False)
    lines = ",\n".join(json.dumps(_block(block), ensure_ascii=False) for block in blocks)
    return f'{head[:-1]},\n"正文": [\n{lines}\n]}}\n'.encode()


def _block(block: Block) -> dict[str, Any]:
    data: dict[str, Any] = {"kind": block.kind, "text": block.text}
    if block.kind == "figure":
        data["alt"] = block.inlines[0].text
    if block.anchor:
        data["anchor"] = block.anchor
    if block.unit:
        data["unit"] = {"kind": block.unit.kind, "number": list(block.unit.number)}
    if block.rows:
        data["rows"] = [[cell.text for cell in row] for row in block.rows]
    return data


def content_files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Attachments, and whatever a body links to or shows, at the path they have in the content tree."""
    wanted: set[str] = set()
    for document in site.corpus.documents:
        if document.path in site.rendered:
            wanted.update(attachments.located(document, lambda path: (site.content / path).is_file()))
            wanted.update(_linked(site.rendered[document.path].html))
    for path in sorted(wanted):
        file = site.content / path
        inside = not path.startswith("..") and file.resolve().is_relative_to(site.content.resolve())
        if inside and file.is_file() and posixpath.splitext(path)[1] not in NOT_PUBLISHED:
            yield path, file.read_bytes()


def _linked(html: str) -> Iterator[str]:
    for part in html.split(f'"{CONTENT_LINK}')[1:]:
        yield unquote(part.split('"', 1)[0].split("#", 1)[0])


def theme_files(theme: Path) -> Iterator[tuple[str, bytes]]:
    """The theme's static files under `theme/`, and the colours of highlighted code, which Pygments writes."""
    static = theme / "static"
    for path in sorted(static.rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            yield f"theme/{path.relative_to(static).as_posix()}", path.read_bytes()
    styles = HtmlFormatter(style="friendly").get_style_defs(".highlight")
    yield "theme/css/pygments.css", f"{styles}\n".encode()
