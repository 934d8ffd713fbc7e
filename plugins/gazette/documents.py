"""What a document is: its record, its place in the content tree, and the text as its editor wrote it.

A field whose content can't be understood is None here and a finding of the checks; the raw words stay in
`front_matter` with their position. Nothing in a document depends on any other document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from .fields import BY_NAME, Field
from .front_matter import Entry, FrontMatter
from .numbers import DocumentNumber, IndexNumber, IssueNumber


@dataclass(frozen=True, slots=True)
class Reference:
    """A document named in another: by 索引号, 文号, path or title, with the place where it is named."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a bulletin's 目录 (区政府文件, 部门文件 …) and the documents it prints."""

    title: str
    articles: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One source file: one version of one work.

    `path` is relative to the content folder, with forward slashes (``policies/2016/a.md``); `column` is its
    first folder; `work_key` is the same for all versions of a work (``policies/2016/a``); `digest` is the
    SHA-256 of the file's bytes.
    """

    path: str
    column: str
    kind: str
    work_key: str
    digest: str
    front_matter: FrontMatter = field(repr=False)
    title: str = ""
    index_number: IndexNumber | None = None
    index_text: str = ""
    document_number: DocumentNumber | None = None
    number_text: str = ""
    publisher: str = ""
    signed_on: date | None = None
    published_at: datetime | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    genre: str = ""
    topic: str = ""
    disclosure: str = ""
    nondisclosure_reason: str = ""
    disclosure_channels: tuple[str, ...] = ()
    disclosure_deadline: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    addressee: str = ""
    signature: str = ""
    copied_to: tuple[str, ...] = ()
    note: str = ""
    basis: tuple[Reference, ...] = ()
    interprets: tuple[Reference, ...] = ()
    amends: tuple[Reference, ...] = ()
    repeals: tuple[Reference, ...] = ()
    reprinted_from: str = ""
    source_url: str = ""
    history: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    issue: IssueNumber | None = None
    total_issue: str = ""
    contents: tuple[Section, ...] = ()
    sponsor: str = ""
    sample: bool = False
    slug: str = ""
    status: str = ""

    @property
    def body(self) -> str:
        """The Markdown text below the front matter, as written."""
        return self.front_matter.body

    @property
    def published_on(self) -> date | None:
        return self.published_at.date() if self.published_at else None

    @property
    def version_date(self) -> date | None:
        """The day that names this version: the file's own name if it is a date, else when it was published."""
        stem = self.path.rsplit("/", 1)[-1].removesuffix(".md")
        try:
            return date.fromisoformat(stem)
        except ValueError:
            return self.published_on or self.signed_on

    @property
    def in_force_from(self) -> date | None:
        return self.effective_on or self.version_date

    @property
    def is_reprint(self) -> bool:
        return bool(self.reprinted_from)

    @property
    def is_draft(self) -> bool:
        return self.status in ("draft", "草稿")

    def entry(self, name: str) -> Entry | None:
        """The front-matter entry of a field, under whichever of its names it was written."""
        known: Field | None = BY_NAME.get(name)
        return self.front_matter.get(*(known.names if known else (name,)))
