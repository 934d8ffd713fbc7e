"""The pages of the archive: each version of an issue at its own address for good, the list of all, and how to check a PDF.

Made of the archive alone: an issue that is edited, or gone from the content tree, keeps the pages of its versions.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.engine.store import Store
from plugins.portal.pages import Page, bulletin_column
from plugins.portal.site import Site
from plugins.portal.views import FileLink, Link, ReleaseRow

from . import comparison, keys, log, package, publication
from .inventory import Version
from .log import HEADS, PUBLIC_KEY, Head, Log
from .publication import ARCHIVE, BAG, LOG
from .root import Archived
from .views import ArchivedIssue, ArchiveView, ReleaseView, VerifyView

HOME = Link("首页", "")
FORMATS = {".pdf": "PDF", ".epub": "EPUB"}
ISSUE = "bulletin.json"


def rows(one: Archived) -> tuple[ReleaseRow, ...]:
    """The versions of an issue, newest first."""
    head = one.inventory.head
    return tuple(
        ReleaseRow(label(version), publication.version_url(one, version), version.created[:10], version.message, version is head)
        for version in reversed(one.versions)
    )


def label(version: Version) -> str:
    return f"第{version.number}版"


def all_pages(site: Site, objects: Sequence[Archived], entries: Log, known: Store) -> Iterator[Page]:
    for one in objects:
        for version in one.versions:
            yield _release(site, one, version, known)
    if objects:
        yield _archive(objects, entries)
        yield _verify(entries)


def _release(site: Site, one: Archived, version: Version, known: Store) -> Page:
    column = bulletin_column(site)
    said = json.loads(one.read(version, ISSUE))
    crumbs = (HOME, *((Link(column.name, f"{column.id}/"),) if column else ()), Link(said.get("名称", ""), one.address))
    view = ReleaseView(
        title=said.get("名称", ""),
        label=label(version),
        url=publication.version_url(one, version),
        date=version.created[:10],
        user=version.user.name,
        message=version.message,
        is_current=version is one.inventory.head,
        sample=bool(said.get("示例")),
        breadcrumbs=crumbs,
        files=tuple(_files(site, one, version)),
        digests=tuple(_digests(one, version)),
        versions=rows(one),
        changes=_changes(one, version, known),
    )
    described = f"{view.title}{view.label}：{version.message}"
    return Page(view.url, "release", "other", f"{view.title}（{view.label}）", described, column, view=view)


def _files(site: Site, one: Archived, version: Version) -> Iterator[FileLink]:
    for address, logical in publication.readers_files(one, version):
        suffix = Path(address).suffix
        name = _title(one, version, logical)
        yield FileLink(name, address, FORMATS[suffix], site.size(address))
    bag = f"{publication.version_url(one, version)}{BAG}"
    yield FileLink("全部档案文件（BagIt）", bag, "ZIP", site.size(bag))


def _digests(one: Archived, version: Version) -> Iterator[Link]:
    for address, logical in publication.readers_files(one, version):
        words = f"{_title(one, version, logical)} {FORMATS[Path(address).suffix]}"
        yield Link(words, address, version.state[logical])


def _title(one: Archived, version: Version, logical: str) -> str:
    """The title of the document that a file for readers shows."""
    path = logical.removeprefix(f"{package.SIGNED}/")
    name = comparison.title(one, version, f"{path.rpartition('.')[0]}.json")
    return f"{name}（有电子签名）" if path != logical else name


def _changes(one: Archived, version: Version, known: Store) -> comparison.ReleaseChanges | None:
    if version.number == 1:
        return None
    before = one.inventory.version(version.number - 1)
    return comparison.compare(one, before, version, Link(label(before), publication.version_url(one, before)), known)


def _archive(objects: Sequence[Archived], entries: Log) -> Page:
    issues = tuple(
        ArchivedIssue(comparison.title(one, one.inventory.head, ISSUE), one.address, rows(one)) for one in reversed(objects)
    )
    head = log.parse(Head, entries.heads.get(entries.size, b""))
    key = keys.read_public(entries.public_key)
    newest = Link("日志头", f"{LOG}/{log.path_of(HEADS, entries.size)}", head.root if head else "")
    public = Link("公钥", f"{LOG}/{PUBLIC_KEY}", keys.fingerprint(key) if key else "")
    view = ArchiveView("公报档案", (HOME,), issues, entries.size, newest, public)
    return Page(f"{ARCHIVE}/", "archive", "other", view.title, "已归档的各期政府公报及其全部版本。", view=view)


def _verify(entries: Log) -> Page:
    number = log.name(entries.size)
    names = (PUBLIC_KEY, f"{HEADS}/{number}.json", f"{HEADS}/{number}.sig")
    words = ("公钥", "最新的日志头", "日志头的签名")
    links = tuple(Link(f"{word}（{Path(name).name}）", f"{LOG}/{name}") for word, name in zip(words, names, strict=True))
    command = f"openssl pkeyutl -verify -pubin -inkey {PUBLIC_KEY} -rawin -in {number}.json -sigfile {number}.sig"
    view = VerifyView("怎样核对一份公报 PDF", (HOME,), links, command)
    described = "核对政府公报 PDF 的校验值、电子签名和归档日志的方法。"
    return Page("verify/", "verify", "other", view.title, described, view=view)
