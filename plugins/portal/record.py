"""The record a document carries, in the order of the district's own pages: 索引号, 主题分类, 发布机构, 发布日期,
名称, 文号, 关键字; then what else is known of it. Empty fields of the first seven are shown empty, as there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plugins.gazette.addresses import segment
from plugins.gazette.documents import Document
from plugins.gazette.vocabularies import Vocabularies

from .views import RecordField


def record(document: Document, current: Document, words: Vocabularies) -> tuple[RecordField, ...]:
    """The seven fields of the record table, as the document states them.

    A value leads to the catalogue's list of it when the work's `current` version, which stands there, has it too.
    """
    topic = _top(document, words) if _top(document, words) == _top(current, words) else ""
    department = words.publisher(document.publisher)
    department = department if department == words.publisher(current.publisher) else ""
    return (
        RecordField("索引号", document.index_text),
        RecordField("主题分类", document.topic, _facet("topic", topic)),
        RecordField("发布机构", document.publisher, _facet("department", department)),
        RecordField("发布日期", moment(document)),
        RecordField("名称", document.title),
        RecordField("文号", document.number_text),
        RecordField("关键字", "、".join(document.keywords)),
    )


def _top(document: Document, words: Vocabularies) -> str:
    topic = words.topics.find(document.topic)
    return topic.top if topic else ""


def details(document: Document) -> tuple[RecordField, ...]:
    """The further fields, where they are filled."""
    return tuple(RecordField(label, value) for label, value in _details(document) if value)


def _details(document: Document) -> Iterator[tuple[str, str]]:
    yield "体裁", document.genre
    yield "成文日期", _iso(document.signed_on)
    yield "生效日期", _iso(document.effective_on)
    yield "失效日期", _iso(document.expires_on)
    yield "规范性文件", "是" if document.normative else ""
    yield "公开属性", document.disclosure
    yield "不公开理由", document.nondisclosure_reason
    yield "公开方式", "、".join(document.disclosure_channels)
    yield "公开时限", document.disclosure_deadline
    yield "转载自", document.reprinted_from
    yield "内容概述", document.summary


def moment(document: Document) -> str:
    """发布日期 as pages show it: ``2016-12-21 00:00`` (政府网站发展指引: YYYY-MM-DD HH:MM, 24 hours)."""
    return document.published_at.strftime("%Y-%m-%d %H:%M") if document.published_at else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _facet(name: str, value: str) -> str:
    return f"catalogue/{name}/{segment(value)}/" if value else ""
