"""The parts of a book, as plain values: what is known of it, its files, and how they are read one after another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plugins.gazette.body import Heading

XHTML_TYPE = "application/xhtml+xml"
UNDATED = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class About:
    """What the package document says of the book; `identifier` is its lasting address on the web, `series` the gazette's name."""

    identifier: str
    title: str
    publisher: str
    series: str
    day: date
    keywords: tuple[str, ...] = ()
    summary: str = ""

    @property
    def modified(self) -> str:
        """Noon in Greenwich on the day of the issue: the only time that the book carries."""
        return f"{self.day.isoformat()}T12:00:00Z"


@dataclass(frozen=True, slots=True)
class File:
    """`name` is relative to the package document; `properties` are those of its manifest."""

    name: str
    media_type: str
    data: bytes
    properties: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A file that is read in its turn, with its line in the contents; `section` is the part of the issue that holds it."""

    file: File
    title: str
    section: str = ""
    outline: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Book:
    """`chapters` are in the order of reading; the nav comes after the first `before_nav` of them. `others` are pictures
    and style."""

    about: About
    chapters: Sequence[Chapter]
    before_nav: int
    others: Sequence[File]

    @property
    def has_pictures(self) -> bool:
        return any(file.media_type.startswith("image/") and not file.properties for file in self.others)

    def files(self) -> Iterator[File]:
        yield from (chapter.file for chapter in self.chapters)
        yield from self.others
