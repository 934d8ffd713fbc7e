"""By what names is a PDF known? The facts of its XMP packet and its document information."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from plugins.gazette.documents import Document


@dataclass(frozen=True, slots=True)
class Identity:
    """`day` is the day of publication: the only date that a PDF carries."""

    title: str
    publishers: tuple[str, ...] = ()
    number: str = ""
    index: str = ""
    keywords: tuple[str, ...] = ()
    summary: str = ""
    day: date | None = None

    @property
    def publisher(self) -> str:
        return "、".join(self.publishers)

    @property
    def identifier(self) -> str:
        """The lasting name: the 索引号, else the 发文字号."""
        return self.index or self.number

    @property
    def moment(self) -> datetime:
        """Noon in Greenwich, so that the day is the same in Beijing; the epoch for an undated document."""
        return datetime.combine(self.day or date(1970, 1, 1), time(12 if self.day else 0), UTC)


def number(document: Document) -> str:
    """The 发文字号 in its right form: hexagonal brackets for yearly numbers, decrees as they were written."""
    parsed = document.document_number
    return str(parsed) if parsed and parsed.year is not None else document.number_text


def of(document: Document, publishers: tuple[str, ...]) -> Identity:
    return Identity(
        title=" ".join(document.title.split()),
        publishers=publishers,
        number=number(document),
        index=document.index_text,
        keywords=document.keywords,
        summary=document.summary,
        day=document.published_on or document.version_date,
    )
