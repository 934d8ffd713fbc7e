"""The published result of the clean-up of normative documents: 继续有效, 修改, 废止失效, and what is to be reviewed next.

One page and two files for machines, worked out anew for the day of the build (see `gazette.review`).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields

from plugins.gazette.addresses import absolute
from plugins.gazette.documents import Document
from plugins.gazette.review import Outcome, Review, ReviewTerms
from plugins.portal.views import FileLink, Link, ValidityView

from .exports import BOM, harmless
from .facets import ROOT

URL = f"{ROOT}cleanup/"
TITLE = "规范性文件清理结果"
CSV, JSON = "api/cleanup.csv", "api/cleanup.json"
DUE = "待复核"


@dataclass(frozen=True, slots=True)
class CleanupRow:
    """`since` is the day from which the status holds, `cause` the document that brought it about, `due` the day on which
    the term ends."""

    document: Link
    date: str
    publisher: str
    validity: ValidityView
    since: str
    cause: Link | None
    due: str
    sample: bool


@dataclass(frozen=True, slots=True)
class CleanupList:
    id: str
    title: str
    rows: tuple[CleanupRow, ...]


@dataclass(frozen=True)
class CleanupView:
    title: str
    day: str
    terms: ReviewTerms
    breadcrumbs: tuple[Link, ...]
    lists: tuple[CleanupList, ...]
    downloads: tuple[FileLink, ...]


@dataclass(frozen=True, slots=True)
class CleanupRecord:
    """One line of the files for machines; `FIELDS` names its columns."""

    outcome: str
    title: str
    document_number: str
    publisher: str
    signed_on: str
    published_on: str
    validity: str
    since: str
    cause: str
    due: str
    is_due: bool
    sample: bool
    url: str


FIELDS = (
    "清理结果", "名称", "文号", "发布机构", "成文日期", "发布日期", "有效性", "有效性起始日期", "依据的文件", "期限",
    "待复核", "示例", "网址",
)  # fmt: skip
Address = Callable[[Document], str]
Judge = Callable[[Document], ValidityView]


def view(found: Sequence[Review], terms: ReviewTerms, day: str, address: Address, judge: Judge) -> CleanupView:
    """The page: the three lists, newest first, and before them what has to be reviewed, the most urgent first."""
    rows = {review.document.path: _row(review, address, judge) for review in found}
    urgent = sorted((r for r in found if r.is_due), key=lambda r: (str(r.due), r.document.path))
    named = [(DUE, "due", urgent), *((o.value, o.name.lower(), [r for r in found if r.outcome is o]) for o in Outcome)]
    lists = tuple(CleanupList(name, title, tuple(rows[r.document.path] for r in group)) for title, name, group in named)
    downloads = (FileLink(f"{TITLE}（CSV，可用表格软件打开）", CSV, "CSV"), FileLink(f"{TITLE}（JSON）", JSON, "JSON"))
    trail = (Link("首页", ""), Link("政府信息公开目录", ROOT))
    return CleanupView(TITLE, day, terms, trail, lists, downloads)


def _row(review: Review, address: Address, judge: Judge) -> CleanupRow:
    document, cause = review.document, review.validity.cause
    return CleanupRow(
        document=Link(document.title, address(document), document.number_text),
        date=_iso(document.signed_on or document.published_on),
        publisher=document.publisher,
        validity=judge(document),
        since=_iso(review.validity.since),
        cause=Link(cause.title, address(cause), cause.number_text) if cause else None,
        due=_iso(review.due),
        sample=document.sample,
    )


def records(found: Iterable[Review], address: Address, home: str) -> Iterator[CleanupRecord]:
    for review in found:
        document, validity = review.document, review.validity
        cause = validity.cause
        yield CleanupRecord(
            outcome=review.outcome.value,
            title=document.title,
            document_number=document.number_text,
            publisher=document.publisher,
            signed_on=_iso(document.signed_on),
            published_on=_iso(document.published_on),
            validity=validity.status.value,
            since=_iso(validity.since),
            cause=f"{cause.title}{f'（{cause.number_text}）' if cause.number_text else ''}" if cause else "",
            due=_iso(review.due),
            is_due=review.is_due,
            sample=document.sample,
            url=absolute(home, address(document)),
        )


def to_csv(found: Iterable[CleanupRecord]) -> bytes:
    """As `exports.to_csv`: a byte-order mark, Chinese labels, nothing that a spreadsheet would run."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(FIELDS)
    for record in found:
        writer.writerow(["是" if v is True else "否" if v is False else harmless(v) for v in asdict(record).values()])
    return (BOM + out.getvalue()).encode()


def to_json(found: Iterable[CleanupRecord], day: str) -> bytes:
    """The day, the columns, and one record a line."""
    names = [{"name": f.name, "label": label} for f, label in zip(fields(CleanupRecord), FIELDS, strict=True)]
    head = json.dumps({"title": TITLE, "day": day, "fields": names}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(asdict(record), ensure_ascii=False) for record in found)
    return f'{head[:-1]}, "records": [\n{lines}\n]}}\n'.encode()


def _iso(day: object) -> str:
    return str(day) if day else ""
