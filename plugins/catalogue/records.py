"""What does the 目录 say of each published document? One record for every version of every work.

Article 12 of the 政府信息公开条例 asks for 索引, 名称, 内容概述 and 生成日期; the other fields are those of the
catalogues now in use. A record is a function of the corpus and the day; the digests of a document's files are
added when the files have been made (`with_files`).
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any, NamedTuple

from plugins.gazette import addresses, particulars
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.kinds import BULLETIN, PAGE
from plugins.gazette.validity import Status, Validity
from plugins.gazette.vocabularies import Column, Vocabularies
from plugins.gazette.works import Work


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file to download: `path` is root-relative, `sha256` in hexadecimal, `size` in bytes."""

    format: str
    media_type: str
    path: str
    sha256: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class CatalogueRecord:
    """One version of a work.

    Controlled words are in their full form (`publisher` not an alias, `topic` a path such as 综合政务\\政务公开),
    beside what the document itself says in `…_as_written`; a word that no vocabulary knows stays as it is.
    `validity` is None for kinds of document that have none. `particulars` are the fields of the document's own kind, by
    their Chinese keys; `particulars_text` the same in words. `url` is the page where this text stands for good,
    `work_url` that of the work; `current` marks the version that the work's page shows on the day. `source` is
    the document's path in the content tree.
    """

    source: str
    index_number: str
    title: str
    document_number: str
    publisher: str
    publisher_as_written: str
    topic: str
    topic_as_written: str
    genre: str
    genre_as_written: str
    column: Column
    kind: str
    kind_name: str
    signed_on: date | None
    published_on: date | None
    effective_on: date | None
    expires_on: date | None
    version_date: date | None
    validity: Validity | None
    disclosure: str
    nondisclosure_reason: str
    disclosure_channels: tuple[str, ...]
    keywords: tuple[str, ...]
    summary: str
    reprinted_from: str
    source_url: str
    sample: bool
    current: bool
    url: str
    work_url: str
    particulars: Mapping[str, Any] = field(default_factory=dict)
    particulars_text: str = ""
    files: tuple[FileRecord, ...] = ()

    @property
    def day(self) -> date:
        """The day by which lists are ordered: 发布日期, else the day of the version, else of signing."""
        return self.published_on or self.version_date or self.signed_on or date.min

    @property
    def top_topic(self) -> str:
        return self.topic.split("\\", 1)[0]

    @property
    def status(self) -> Status | None:
        return self.validity.status if self.validity else None

    @property
    def identifier(self) -> str:
        """The 索引号, else the address: reprints have no number of this district."""
        return self.index_number or self.url


class Brief(NamedTuple):
    """As much of a record as the tables need to know of those that a build has not loaded: `day` is an
    ordinal, `page` its whole address."""

    source: str
    day: int
    page: str
    publisher: str
    top_topic: str

    @property
    def order(self) -> tuple[int, str]:
        """By what records are sorted: the newest first, those of one day by their paths."""
        return -self.day, self.source


def brief(record: CatalogueRecord, home: str) -> Brief:
    page = addresses.absolute(home, record.url)
    return Brief(record.source, record.day.toordinal(), page, record.publisher, record.top_topic)


Judge = Callable[[Document, date], Validity | None]  # the validity of a document on a day, as `Corpus.validity` says it
_WITHOUT_FILES = operator.attrgetter(*(one.name for one in fields(CatalogueRecord) if one.name != "files"))


def records(corpus: Corpus, day: date) -> tuple[CatalogueRecord, ...]:
    """Every catalogued version, newest first. Plain pages (指南, 制度) and what is 不予公开 are no entries."""
    words, validity = corpus.vocabularies, corpus.validity
    made = (record_of(one, work, words, day, validity) for work in corpus.works for one in work.versions)
    return tuple(sorted(filter(None, made), key=lambda record: (-record.day.toordinal(), record.source)))


def record_of(document: Document, work: Work, words: Vocabularies, day: date, validity: Judge) -> CatalogueRecord | None:
    """The record of one version, which is one of those of `work`; None where it is no entry.

    No other document is asked for but the versions of its work; `validity` is called for a kind that has it.
    """
    if document.kind == PAGE or document.is_withheld or document.is_draft:
        return None
    return _record(document, work, words, day, validity)


def with_files(record: CatalogueRecord, files: Iterable[FileRecord]) -> CatalogueRecord:
    """As `dataclasses.replace`, in half the time."""
    values = (*_WITHOUT_FILES(record), tuple(files))  # `files` is the last field
    return CatalogueRecord(*values)


def _record(document: Document, work: Work, words: Vocabularies, day: date, validity: Judge) -> CatalogueRecord:
    kind, address = words.kinds.find(document.kind), addresses.work(work)
    has_own = bool(document.particulars)
    own = particulars.of(document, words.kinds) if has_own else ()
    return CatalogueRecord(
        source=document.path,
        index_number=document.index_text,
        title=document.title,
        document_number=document.number_text,
        publisher=words.publisher(document.publisher),
        publisher_as_written=document.publisher,
        topic_as_written=document.topic,
        genre_as_written=document.genre,
        topic=_full(document.topic, words.topics.find, "path"),
        genre=_full(document.genre, words.genres.find, "name"),
        column=_column(document, words),
        kind=kind.id,
        kind_name=kind.name,
        signed_on=document.signed_on,
        published_on=document.published_on,
        effective_on=document.effective_on,
        expires_on=document.expires_on,
        version_date=document.version_date,
        validity=_stated(validity(document, day)) if kind.lasting else None,
        disclosure=document.disclosure,
        nondisclosure_reason=document.nondisclosure_reason,
        disclosure_channels=document.disclosure_channels,
        keywords=document.keywords,
        summary=document.summary,
        reprinted_from=document.reprinted_from,
        source_url=document.source_url,
        sample=document.sample,
        current=work.current(day) is document,
        url=address if document.kind == BULLETIN else addresses.version(work, document),
        work_url=address,
        particulars=particulars.data(document, words.kinds) if has_own else {},
        particulars_text="\n".join(f"{one.field.key}：{one.text}" for one in own),
    )


def _stated(validity: Validity | None) -> Validity | None:
    """What the catalogue says of it: the status and its day. Without the document that is the cause, a record does not
    depend on that document's text."""
    return Validity(validity.status, validity.since) if validity else None


def _full(word: str, find: Callable[[str], object | None], attribute: str) -> str:
    term = find(word)
    return str(getattr(term, attribute)) if term is not None else word


def _column(document: Document, words: Vocabularies) -> Column:
    return words.columns.find(document.column) or Column(document.column, document.column, document.kind)
