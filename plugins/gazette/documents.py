"""What a document is: its record, its place in the content tree, and the text as its editor wrote it.

A field whose content can't be understood is None here and a finding of the checks; the raw words stay in
`front_matter` with their position. Nothing in a document depends on any other document.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any, NamedTuple

from .citations import Citation
from .fields import BY_NAME, Field
from .front_matter import Deferred, FrontMatter
from .index_numbers import IndexNumber
from .links import Link
from .numbers import DocumentNumber, IssueNumber, TotalIssue
from .stored import Stored
from .titles import number_key
from .units import HEADING_MARK, Unit
from .values import Entry


class Reference(NamedTuple):
    """A document named in another: by 索引号, 文号, path or title, with the place where it is named."""

    text: str
    line: int
    column: int


class Section(NamedTuple):
    """A part of a bulletin's 目录 (区政府文件, 部门文件 …) and the documents it prints."""

    title: str
    articles: tuple[Reference, ...]


class Correction(NamedTuple):
    """An entry of 更正: what an earlier issue of the bulletin printed wrongly, and what it should be. `document` is the one
    that it stands in, `page` its page in the issue; with the place of the entry."""

    issue: Reference
    document: Reference | None
    page: int | None
    wrong: str
    right: str
    line: int
    column: int


class Exemption(NamedTuple):
    """An entry of 检查例外: the rule that is not to judge this document, and why; with its place."""

    code: str
    reason: str
    line: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Document(Stored):
    """One source file: one version of one work.

    `path` is relative to the content folder, with forward slashes (``policies/2016/a.md``); `column` is its
    first folder; `work_key` is the same for all versions of a work (``policies/2016/a``); `digest` is the
    SHA-256 of the file's bytes. `particulars` holds the values of the kind's own fields by their Chinese keys;
    `citations` what its text cites,
    `units` its numbered units with the rows of the body on which they stand (from 0).
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
    document_numbers: tuple[DocumentNumber, ...] = ()
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
    normative: bool = False
    needs_interpretation: bool = False
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
    consultations: tuple[Reference, ...] = ()
    decisions: tuple[Reference, ...] = ()
    executes: tuple[Reference, ...] = ()
    results_of: tuple[Reference, ...] = ()
    feedback_on: tuple[Reference, ...] = ()
    reprinted_from: str = ""
    source_url: str = ""
    history: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    issue: IssueNumber | None = None
    total_issue: TotalIssue | None = None
    total_text: str = ""
    contents: tuple[Section, ...] = ()
    corrections: tuple[Correction, ...] = ()
    sponsor: str = ""
    sample: bool = False
    slug: str = ""
    status: str = ""
    exceptions: tuple[Exemption, ...] = ()
    particulars: Mapping[str, Any] = field(default_factory=dict, compare=False)
    citations: tuple[Citation, ...] = ()
    links: tuple[Link, ...] = ()
    anchor_text: str = ""
    units: tuple[tuple[int, Unit], ...] = field(default=(), repr=False)

    def __eq__(self, other: object) -> bool:
        """The same bytes at the same place; a document is asked for often, and has many fields."""
        return isinstance(other, Document) and (self.path, self.digest) == (other.path, other.digest)

    def __hash__(self) -> int:
        return hash(self.path)

    @property
    def anchors(self) -> frozenset[str]:
        """The anchors of the numbered units of the text (see `units`)."""
        return frozenset(name for name in self.all_anchors if not name.startswith(HEADING_MARK))

    @property
    def all_anchors(self) -> frozenset[str]:
        """The anchors of the text's units and of its headings without a number."""
        return frozenset(self.anchor_text.split())

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
        if stem[4:5] == "-":
            try:
                return date.fromisoformat(stem)
            except ValueError:
                pass
        return self.published_on or self.signed_on

    @property
    def in_force_from(self) -> date | None:
        return self.effective_on or self.version_date

    @property
    def number_keys(self) -> frozenset[str]:
        """The 文号 in the writing in which they are compared (see `titles`)."""
        return frozenset(number_key(str(number)) for number in self.document_numbers)

    @property
    def corrects(self) -> tuple[Reference, ...]:
        """The issues of the bulletin that this one corrects, each once."""
        return tuple({correction.issue.text: correction.issue for correction in self.corrections}.values())

    @property
    def is_reprint(self) -> bool:
        return bool(self.reprinted_from)

    @property
    def is_withheld(self) -> bool:
        return self.disclosure == "不予公开"

    @property
    def is_draft(self) -> bool:
        return self.status in ("draft", "草稿")

    @property
    def card(self) -> Document:
        """This document without its text: all that other documents' checks ask of it, and small enough to keep."""
        return replace(self, front_matter=Deferred.of(self.front_matter), units=())

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickled as one call with plain arguments: ten thousand are read in a fraction of a second."""
        return Document, tuple(getattr(self, one.name) for one in fields(self))

    @property
    def fingerprint(self) -> str:
        """A digest of all that is said of the document without its text: the record, what it names and what it cites.
        Where in the file something stands is no part of it, nor are the anchors of its units."""
        values = [_plain(getattr(self, name)) for name in _SAID]
        return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()

    def take(self, other: Document) -> None:
        """Become `other`, the same document as read again. Everything that holds this one then sees the new text's
        digest and places: for a corpus that is kept while a text is edited, and only when the fingerprints agree."""
        if self.path != other.path:
            raise ValueError(f"{self.path} is not {other.path}")
        for one in fields(self):
            object.__setattr__(self, one.name, getattr(other, one.name))

    def entry(self, name: str) -> Entry | None:
        """The front-matter entry of a field, under whichever of its names it was written."""
        known: Field | None = BY_NAME.get(name)
        return self.front_matter.get(*(known.names if known else (name,)))


_UNSAID = frozenset({"digest", "front_matter", "links", "units", "exceptions", "anchor_text"})
_SAID = tuple(one.name for one in fields(Document) if one.name not in _UNSAID)


def _plain(value: Any) -> Any:
    """The value without the places in the file."""
    if isinstance(value, Reference):
        return value.text
    if isinstance(value, Citation):
        return (value.title, value.number, value.anchor, value.role)
    if isinstance(value, Section):
        return (value.title, *map(_plain, value.articles))
    if isinstance(value, Correction):
        return (*map(_plain, value[:-2]),)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return tuple(map(_plain, value))
    return sorted((key, _plain(one)) for key, one in value.items()) if isinstance(value, Mapping) else value
