"""The page of one document: everything it shows, worked out from the corpus."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from plugins.gazette import addresses, attachments, consultation, particulars
from plugins.gazette.consultation import Stage
from plugins.gazette.documents import Document
from plugins.gazette.kinds import CONSULTATION, PAGE
from plugins.gazette.particulars import chinese_day
from plugins.gazette.validity import Status, Validity
from plugins.gazette.vocabularies import Column
from plugins.gazette.works import Work

from . import record, relations_view
from .site import Site
from .views import (
    DocumentView,
    FileLink,
    Link,
    ParticularView,
    Row,
    ValidityView,
    VersionLink,
)  # fmt: skip

EXCERPT = 120
SENTENCES = {
    Status.IN_FORCE: "未见失效、废止或修改的记录",
    Status.NOT_YET: "自 {since} 起施行",
    Status.AMENDED: "自 {since} 起适用修改后的文本",
    Status.EXPIRED: "自 {since} 起失效",
    Status.REPEALED: "自 {since} 起废止",
}
STAGES = {
    Stage.COMING: "自 {day} 起征集意见",
    Stage.OPEN: "欢迎在 {day} 前（含当日）提出意见",
    Stage.CLOSED: "已于 {day} 截止，意见正在整理",
    Stage.ANSWERED: "已公开意见采纳情况",
}
FORMATS = {"pdf": "PDF", "md": "Markdown", "json": "JSON", "docx": "Word", "doc": "Word", "xlsx": "Excel",
           "xls": "Excel", "csv": "CSV", "zip": "ZIP", "png": "图片", "jpg": "图片", "jpeg": "图片"}
FILES = (("document.pdf", "PDF", "PDF"), ("document.epub", "电子书", "EPUB"), ("document.md", "原文", "Markdown"),
         ("document.json", "数据", "JSON"), ("document.xml", "法律文件标准格式", "Akoma Ntoso"))  # fmt: skip


def column_of(site: Site, document: Document) -> Column:
    """The document's column; for a folder no vocabulary names, one made of the folder's own name."""
    known = site.corpus.vocabularies.columns.find(document.column)
    return known or Column(document.column, document.column or "页面", document.kind)


def view(site: Site, work: Work, document: Document, work_page: bool, with_text: bool = True) -> DocumentView:
    """`work_page`: the page at the work's lasting address, in place of the version's own. Without its text it shows
    whether anything else on the page has changed."""
    column = column_of(site, document)
    current = site.current(work)
    url = site.work_urls[work.key] if work_page else site.version_url(document)
    kind = site.corpus.vocabularies.kinds.find(document.kind)
    is_page, course = document.kind == PAGE, relations_view.course(site, document)
    return DocumentView(
        title=document.title,
        url=url,
        work_url=site.work_urls[work.key],
        version_url=site.version_url(document),
        column=column,
        breadcrumbs=_breadcrumbs(column, document),
        record=() if is_page else record.record(document, current, site.corpus.vocabularies),
        details=() if is_page else record.details(document),
        published=record.moment(document),
        source=document.reprinted_from or document.publisher,
        validity=state(site, document),
        sample=document.sample,
        reprint=document.is_reprint,
        summary=document.summary,
        toc=site.outline(document) if with_text else (),
        body=site.html(document) if with_text else "",
        addressee=document.addressee,
        signature=document.signature,
        signed_on=document.signed_on.isoformat() if document.signed_on else "",
        note=document.note,
        history=document.history,
        versions=_versions(site, work, document, current) if len(work.versions) > 1 else (),
        relations=tuple(relations_view.relations(site, document, relations_view.told_by(course))),
        course=course,
        citations=None if is_page else relations_view.citations(site, document),
        unlinked_basis=tuple(r.text for r in document.basis if site.corpus.resolve(r) is None),
        attachments=tuple(_attachments(site, document)),
        files=() if is_page else files(site, url),
        is_work_page=work_page,
        is_current=document is current,
        kind=kind.name,
        particulars=tuple(_particulars(site, document)),
        body_title=kind.body,
    )


def _particulars(site: Site, document: Document) -> Iterator[ParticularView]:
    for one in particulars.of(document, site.corpus.vocabularies.kinds):
        yield ParticularView(one.field.key, one.texts, one.is_list, one.field.ordered)


def _breadcrumbs(column: Column, document: Document) -> tuple[Link, ...]:
    home = (Link("首页", ""),)
    return home if document.kind == PAGE else (*home, Link(column.name, f"{column.id}/"))


def state(site: Site, document: Document) -> ValidityView | None:
    """What holds of the document on the day: the validity of a kind that has one, the stage of an 意见征集."""
    if document.kind == CONSULTATION:
        return _stage_view(site, document)
    lasting = site.corpus.vocabularies.kinds.find(document.kind).lasting
    return validity_view(site, document) if lasting else None


def _stage_view(site: Site, document: Document) -> ValidityView | None:
    found = consultation.on(site.day, document, site.corpus.incoming("feedback_on", document))
    if found is None:
        return None
    link = Link(found.feedback.title, site.url(found.feedback)) if found.feedback else None
    sentence = STAGES[found.stage].format(day=chinese_day(found.day) if found.day else "")
    return ValidityView(found.stage.id, found.stage.value, sentence, link)


def validity_view(site: Site, document: Document) -> ValidityView:
    found = site.corpus.validity(document, site.day)
    cause = found.cause
    link = Link(cause.title, site.url(cause), cause.number_text) if cause else None
    return ValidityView(found.status.id, found.status.value, _sentence(found), link)


def _sentence(found: Validity) -> str:
    return SENTENCES[found.status].format(since=found.since.isoformat() if found.since else "")


def _versions(site: Site, work: Work, shown: Document, current: Document) -> tuple[VersionLink, ...]:
    """Newest first."""
    return tuple(
        VersionLink(
            date=version.version_date.isoformat() if version.version_date else "",
            url=site.version_url(version),
            label=version.number_text or (f"{version.version_date:%Y}年文本" if version.version_date else ""),
            validity=validity_view(site, version),
            shown=version is shown,
            current=version is current,
            changes="" if version is work.first else addresses.changes(work, version),
        )
        for version in reversed(work.versions)
    )


def _attachments(site: Site, document: Document) -> Iterator[FileLink]:
    for path in attachments.located(document, site.is_output):
        extension = posixpath.splitext(path)[1].lstrip(".").lower()
        name, size = posixpath.basename(path), site.size(path)
        yield FileLink(name, path, FORMATS.get(extension, extension.upper()), size)


def files(site: Site, url: str) -> tuple[FileLink, ...]:
    """What can be downloaded beside a page, of what this build has put there."""
    return tuple(
        FileLink(label, url + name, kind, site.size(url + name))
        for name, label, kind in FILES
        if site.digest(url + name)
    )


def summary(site: Site, document: Document) -> str:
    """概述, or the beginning of the text, or of the fields where there is no text: what is shown in place of the whole."""
    if document.summary:
        return document.summary
    text = site.lead(document) or _fields_text(site, document)
    return text if len(text) <= EXCERPT else f"{text[:EXCERPT]}……"


def _fields_text(site: Site, document: Document) -> str:
    found = particulars.of(document, site.corpus.vocabularies.kinds)
    return "；".join(f"{one.field.key}：{one.text}" for one in found)


def row(site: Site, work: Work) -> Row:
    """The work as a line of a list: its version in force."""
    document = site.current(work)
    return Row(
        title=document.title,
        url=site.work_urls[work.key],
        date=document.published_on.isoformat() if document.published_on else "",
        publisher=document.publisher,
        number=document.number_text,
        genre=document.genre,
        topic=document.topic,
        summary=document.summary,
        validity=state(site, document),
        sample=document.sample,
        reprint=document.is_reprint,
        column=document.column,
    )
