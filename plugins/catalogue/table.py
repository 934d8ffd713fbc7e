"""The columns of the machine catalogue: name, Chinese label and content, one table for JSON, CSV and XLSX.

The order follows the district's record (索引号, 主题分类, 发布机构, 发布日期, 名称, 文号, 关键字), then what the
catalogues of other governments hold besides.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from plugins.gazette.addresses import absolute

from .files import ATTACHMENT, FORMATS
from .records import CatalogueRecord

TITLE = "政府信息公开目录"

Value = str | bool | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """`read` gives the value of a record; None and “” mean that the record has none."""

    name: str
    label: str
    read: Callable[[CatalogueRecord], Value]


COLUMNS = (
    ExportColumn("index_number", "索引号", lambda r: r.index_number),
    ExportColumn("topic", "主题分类", lambda r: r.topic),
    ExportColumn("publisher", "发布机构", lambda r: r.publisher),
    ExportColumn("published_on", "发布日期", lambda r: _iso(r.published_on)),
    ExportColumn("title", "名称", lambda r: r.title),
    ExportColumn("document_number", "文号", lambda r: r.document_number),
    ExportColumn("keywords", "关键词", lambda r: r.keywords),
    ExportColumn("column", "栏目", lambda r: r.column.name),
    ExportColumn("kind", "种类", lambda r: r.kind_name),
    ExportColumn("genre", "体裁", lambda r: r.genre),
    ExportColumn("signed_on", "成文日期", lambda r: _iso(r.signed_on)),
    ExportColumn("effective_on", "生效日期", lambda r: _iso(r.effective_on)),
    ExportColumn("expires_on", "失效日期", lambda r: _iso(r.expires_on)),
    ExportColumn("validity", "有效性", lambda r: r.status.value if r.status else None),
    ExportColumn(
        "validity_since", "有效性起始日期", lambda r: _iso(r.validity.since) if r.validity else None
    ),
    ExportColumn("version_date", "版本日期", lambda r: _iso(r.version_date)),
    ExportColumn("current", "现行版本", lambda r: r.current),
    ExportColumn("disclosure", "公开属性", lambda r: r.disclosure),
    ExportColumn("nondisclosure_reason", "不公开理由", lambda r: r.nondisclosure_reason),
    ExportColumn("disclosure_channels", "公开方式", lambda r: r.disclosure_channels),
    ExportColumn("summary", "内容概述", lambda r: r.summary),
    ExportColumn("publisher_as_written", "发布机构（原文）", lambda r: r.publisher_as_written),
    ExportColumn("topic_as_written", "主题分类（原文）", lambda r: r.topic_as_written),
    ExportColumn("genre_as_written", "体裁（原文）", lambda r: r.genre_as_written),
    ExportColumn("reprinted_from", "转载自", lambda r: r.reprinted_from),
    ExportColumn("source_url", "来源网址", lambda r: r.source_url),
    ExportColumn("sample", "示例", lambda r: r.sample),
    ExportColumn("particulars", "种类要素", lambda r: r.particulars_text),
)


def header() -> tuple[str, ...]:
    """The first line of the flat forms."""
    own = tuple(f"{form}{what}" for form, _ in FORMATS.values() for what in ("网址", "校验值（SHA-256）"))
    return (
        *(column.label for column in COLUMNS),
        "网址",
        "现行版本网址",
        *own,
        "附件网址和校验值（SHA-256）",
    )


def read(record: CatalogueRecord) -> list[Value]:
    """The values of all columns."""
    return [column.read(record) for column in COLUMNS]


def cells(record: CatalogueRecord, home: str, values: Sequence[Value] = ()) -> tuple[str, ...]:
    """One record as a line of the flat forms; several words in one cell are parted by “；”. `values` are those of `read`,
    where they are at hand."""
    texts = [value if isinstance(value, str) else _text(value) for value in values or read(record)]
    texts += (url(home, record.url), url(home, record.work_url))
    first = {file.format: file for file in record.files if file.format != ATTACHMENT}
    for form, _ in FORMATS.values():
        file = first.get(form)
        texts += (url(home, file.path), file.sha256) if file else ("", "")
    attached = (f for f in record.files if f.format == ATTACHMENT)
    texts.append("；".join(f"{url(home, file.path)} {file.sha256}" for file in attached))
    return tuple(texts)


@lru_cache(maxsize=256)
def url(home: str, path: str) -> str:
    """As `absolute`; every form of a record asks for the same few addresses, one after another."""
    return absolute(home, path)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "；".join(value) if isinstance(value, tuple) else value or ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
