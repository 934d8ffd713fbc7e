"""The files that stand beside a document's page: its source, its data, its Akoma Ntoso, its attachments and pictures."""

from __future__ import annotations

import hashlib
import json
import posixpath
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from pygments.formatters import HtmlFormatter

from plugins.engine.steps import Making, Step
from plugins.gazette import akoma_ntoso, attachments, particulars
from plugins.gazette.addresses import absolute
from plugins.gazette.documents import Document
from plugins.gazette.vocabularies import Vocabularies
from plugins.gazette.works import Work

from . import record, relations_view, scripts
from .bodies import source_bytes
from .document_view import state
from .site import Site
from .views import Link

NOT_PUBLISHED = (".md", ".yaml", ".yml")
HIGHLIGHT = "css/pygments.css"
BUNDLE = " → "  # between a folder of scripts and one that is put together of them


def document_files(site: Site, work: Work) -> Iterator[tuple[str, bytes]]:
    """`document.md`, `.json` and `.xml` of each version, and of the one in force at the work's address."""
    for version in work.versions:
        source = source_bytes(site.content, version)
        structured = written(data(site, version), site.blocks(version))
        legal = akoma_ntoso.write(version, site.body(version), *names(site, version))
        for url in site.file_urls(version):
            yield f"{url}document.md", source
            yield f"{url}document.json", structured
            yield f"{url}document.xml", legal


def names(site: Site, document: Document) -> tuple[str, str, str]:
    """What Akoma Ntoso says of a document that is not in its file: its address, its site, who issued it by full name."""
    publishers = site.corpus.vocabularies.publishers(document.publisher)
    return site.file_urls(document)[0], site.config.home, "、".join(publishers)


def data(site: Site, document: Document) -> dict[str, Any]:
    """The record of a document for machines, as its page shows it."""
    kind = site.corpus.vocabularies.kinds.find(document.kind)
    said = facts(document, site.corpus.vocabularies)
    if found := state(site, document):
        said["有效性" if kind.lasting else "进展"] = found.label
    if document.sample:
        said["示例"] = True
    said["地址"] = absolute(site.config.home, site.file_urls(document)[0])
    return said | _related(site, document)


def facts(document: Document, words: Vocabularies) -> dict[str, Any]:
    """What the document states of itself, on any day and whatever other documents there are."""
    fields = (*record.record(document, document, words), *record.details(document))
    said: dict[str, Any] = {"种类": words.kinds.find(document.kind).name}
    said |= {field.label: field.value for field in fields if field.value}
    return said | _issue(document) | particulars.data(document, words.kinds)


def _issue(document: Document) -> dict[str, Any]:
    """Which issue of the bulletin it is and what it prints, in the order and by the names of its 目录."""
    numbers = (("期号", document.issue), ("总期号", document.total_issue))
    printed = [{"栏目": one.title, "文件": [reference.text for reference in one.articles]} for one in document.contents]
    return {label: str(number) for label, number in numbers if number} | ({"目录": printed} if printed else {})


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


def written(record: Mapping[str, Any], blocks: str) -> bytes:
    """The record on one line, then each block of the text on its own."""
    return f'{json.dumps(record, ensure_ascii=False)[:-1]},\n"正文": [\n{blocks}\n]}}\n'.encode()


def wanted(site: Site) -> list[str]:
    """The files of the content tree that are published: attachments, and whatever a text links to or shows."""
    found: set[str] = set()
    for work in site.works():
        for document in work.versions:
            found.update(attachments.located(document, lambda path: (site.content / path).is_file()))
            found.update(site.bodies.digest(document).targets)
    return sorted(path for path in found if _is_published(site, path))


def _is_published(site: Site, path: str) -> bool:
    file = site.content / path
    is_inside = not path.startswith("..") and file.resolve().is_relative_to(site.content.resolve())
    return is_inside and file.is_file() and posixpath.splitext(path)[1] not in NOT_PUBLISHED


class ContentFiles:
    """Each published file of the content tree, at the path it has there."""

    id = "file"

    def __init__(self, site: Site, stamps: Mapping[str, str]) -> None:
        self.site, self.stamps = site, stamps

    def all(self) -> Iterator[Step]:
        return map(self.named, wanted(self.site))

    def named(self, name: str) -> Step:
        return Step(name, {"文件": self.stamps.get(f"content/{name}", "")}, partial(self._make, name))

    def _make(self, name: str, making: Making) -> None:
        making.read(f"file {name}")
        making.put(name, (self.site.content / name).read_bytes())


class ThemeFiles:
    """The theme's static files under `theme/`, its scripts in bundles (see `scripts`), and the colours of highlighted code,
    which Pygments writes."""

    id = "theme"

    def __init__(self, site: Site, theme: Path) -> None:
        self.site, self.static = site, theme / "static"

    def all(self) -> Iterator[Step]:
        files = sorted(path for path in self.static.rglob("*") if path.is_file() and not path.name.startswith("."))
        bundled = tuple(path.parent for path in files if path.name == scripts.LIST)
        for path in files:
            if not any(path.is_relative_to(folder) for folder in bundled):
                yield self.named(path.relative_to(self.static).as_posix())
        for folder in bundled:
            for bundle in scripts.names(folder):
                yield self.named(f"{folder.relative_to(self.static).as_posix()}{BUNDLE}{bundle}")
        yield self.named(HIGHLIGHT)

    def named(self, name: str) -> Step:
        data = self._data(name)
        parts = {"文件": hashlib.sha256(data).hexdigest()}
        place = posixpath.normpath(f"theme/{name.replace(BUNDLE, '/')}")
        return Step(name, parts, lambda making: making.put(place, data))

    def _data(self, name: str) -> bytes:
        if name == HIGHLIGHT:
            return self._highlight()
        folder, _, bundle = name.partition(BUNDLE)
        return scripts.bundle(self.static / folder, bundle) if bundle else (self.static / name).read_bytes()

    @staticmethod
    def _highlight() -> bytes:
        return f"{HtmlFormatter(style='friendly').get_style_defs('.highlight')}\n".encode()
