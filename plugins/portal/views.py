"""What the templates receive: plain values, ready to show. No template looks into a Document.

Addresses are root-relative without a leading slash; a template writes ``{{ SITEURL }}/{{ link.url }}``.
"""

from __future__ import annotations

from dataclasses import dataclass

from plugins.gazette.body import Heading
from plugins.gazette.vocabularies import Column


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RecordField:
    """One line of the record table (索引号, 主题分类 …); `url` leads to the catalogue's list of that value."""

    label: str
    value: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class ParticularView:
    """A field of the document's own kind: one text, or the items of a list (`ordered`: steps)."""

    label: str
    texts: tuple[str, ...]
    is_list: bool = False
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class ValidityView:
    """What holds of a document on the day; `sentence` says it in full.

    `id` is one of in-force, not-yet, amended, expired, repealed; for an 意见征集 coming, open, closed, answered.
    """

    id: str
    label: str
    sentence: str
    cause: Link | None = None


@dataclass(frozen=True, slots=True)
class FileLink:
    """A file to download; `size` in bytes (0 when not known yet), `format` as readers know it (PDF, DOCX)."""

    name: str
    url: str
    format: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class VersionLink:
    """`changes` is the address of what changed against the version before; the first version has none."""

    date: str
    url: str
    label: str
    validity: ValidityView
    shown: bool
    current: bool
    changes: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A document in a list. `date` is ISO; `group` is empty or a word such as 转载 or 示例."""

    title: str
    url: str
    date: str
    publisher: str
    number: str = ""
    genre: str = ""
    topic: str = ""
    summary: str = ""
    validity: ValidityView | None = None
    sample: bool = False
    reprint: bool = False
    column: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A group of links on a document's page: 政策解读, 解读的文件, 依据, 刊登于, 修改, 被修改 …; `more` are not shown."""

    title: str
    links: tuple[Link, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class CourseStep:
    """A step of a policy's course (意见征集, 文件, 解读 …): `links` are the other documents of it, `is_here` says that the
    page's own document is one, `more` how many others are not shown."""

    name: str
    links: tuple[Link, ...]
    is_here: bool
    more: int = 0


@dataclass(frozen=True, slots=True)
class CitedView:
    """A document that a text cites, and the clauses of it that the text names."""

    document: Link
    clauses: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CitationsView:
    """What a text cites: `here` on this site, `several` under a title that more than one bears, `elsewhere` as written;
    `citing` are the documents that cite it."""

    here: tuple[CitedView, ...]
    several: tuple[Relation, ...]
    elsewhere: tuple[str, ...]
    citing: Relation


@dataclass(frozen=True)
class DocumentView:
    title: str
    url: str
    work_url: str
    version_url: str
    column: Column
    breadcrumbs: tuple[Link, ...]
    record: tuple[RecordField, ...]
    details: tuple[RecordField, ...]
    published: str
    source: str
    validity: ValidityView | None
    sample: bool
    reprint: bool
    summary: str
    toc: tuple[Heading, ...]
    body: str
    addressee: str
    signature: str
    signed_on: str
    note: str
    history: tuple[str, ...]
    versions: tuple[VersionLink, ...]
    relations: tuple[Relation, ...]
    unlinked_basis: tuple[str, ...]
    attachments: tuple[FileLink, ...]
    files: tuple[FileLink, ...]
    is_work_page: bool
    is_current: bool
    kind: str = ""
    particulars: tuple[ParticularView, ...] = ()
    body_title: str = ""
    course: tuple[CourseStep, ...] = ()
    citations: CitationsView | None = None


@dataclass(frozen=True, slots=True)
class YearLink:
    year: int
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class ListGroup:
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class LinkGroup:
    title: str
    links: tuple[Link, ...]


@dataclass(frozen=True)
class ColumnView:
    """A column's front page (`year` None: newest of each group) or the page of one of its years (all)."""

    column: Column
    url: str
    breadcrumbs: tuple[Link, ...]
    groups: tuple[ListGroup, ...]
    years: tuple[YearLink, ...]
    year: int | None = None
    feed: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    title: str
    url: str
    number: str
    publisher: str
    page: int | None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class ContentsSection:
    title: str
    entries: tuple[ContentsEntry, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A 更正: `issue` is the corrected issue, or on that one's own pages the issue that corrects it; `page` that of the
    corrected issue."""

    issue: Link
    document: Link | None
    page: int | None
    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """An archived version of an issue: `label` 第1版, `url` its page, `message` why it was released."""

    label: str
    url: str
    date: str
    message: str
    is_current: bool


@dataclass(frozen=True)
class IssueView:
    """A bulletin issue: `label` 2016年第6期, `total` 总第N期 or empty; `contents` its 目录 by section, `pdf` the address of the
    whole issue or empty.

    `imprint` is its end matter by label; `corrections` what it corrects in earlier issues, `corrected` what later ones
    correct in it; `releases` are its archived versions, newest first.
    """

    title: str
    label: str
    total: str
    url: str
    date: str
    sponsor: str
    breadcrumbs: tuple[Link, ...]
    contents: tuple[ContentsSection, ...]
    files: tuple[FileLink, ...]
    body: str
    sample: bool
    pdf: str = ""
    imprint: tuple[tuple[str, str], ...] = ()
    corrections: tuple[CorrectionView, ...] = ()
    corrected: tuple[CorrectionView, ...] = ()
    releases: tuple[ReleaseRow, ...] = ()


@dataclass(frozen=True)
class ArticleView:
    """A document as printed in an issue, with its neighbours there and what later issues correct in it."""

    issue: IssueView
    section: str
    document: DocumentView
    previous: Link | None
    next: Link | None
    page: int | None
    corrected: tuple[CorrectionView, ...] = ()


@dataclass(frozen=True, slots=True)
class IssueRow:
    label: str
    total: str
    url: str
    date: str
    pdf: str
    titles: tuple[str, ...]
    sample: bool


@dataclass(frozen=True, slots=True)
class ColumnPanel:
    """The newest of a column, on the home page."""

    column: Column
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class HomeView:
    """`panels` are the columns of the main navigation that have no place of their own here; `columns` all columns by
    their groups."""

    policies: tuple[Row, ...]
    interpretations: tuple[Row, ...]
    notices: tuple[Row, ...]
    reprints: tuple[Row, ...]
    issue: IssueRow | None
    topics: tuple[Link, ...]
    departments: tuple[Link, ...]
    panels: tuple[ColumnPanel, ...] = ()
    columns: tuple[LinkGroup, ...] = ()
