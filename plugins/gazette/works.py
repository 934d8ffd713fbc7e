"""A work and its versions: the 行政复议法 is one work, its texts of 2017 and 2023 are two versions of it.

A folder whose files are named by dates is a work with versions; any other file is a work with one version.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from .documents import Document
from .numbers import DocumentNumber

DATED = re.compile(r"^\d{4}-\d{2}-\d{2}$")
YEAR = re.compile(r"^\d{4}$")


@dataclass(frozen=True, slots=True)
class Work:
    """`versions` are in order of their dates, oldest first; there is always at least one."""

    key: str
    column: str
    versions: tuple[Document, ...]

    def __reduce__(self) -> tuple[type[Work], tuple[str, str, tuple[Document, ...]]]:
        return Work, (self.key, self.column, self.versions)

    @property
    def first(self) -> Document:
        return self.versions[0]

    @property
    def slug(self) -> str:
        """The last part of the address: the editors' `slug`, else the file's or folder's own name."""
        return self.first.slug or self.key.rsplit("/", 1)[-1]

    @property
    def year(self) -> int | None:
        """The year in the address: the folder's if it is one, else that of the first version."""
        folder = next((part for part in self.key.split("/")[1:-1] if YEAR.match(part)), None)
        first = self.first.version_date
        return int(folder) if folder else first.year if first else None

    @property
    def numbers(self) -> frozenset[DocumentNumber]:
        """The 文号 of all versions."""
        return frozenset(number for version in self.versions for number in version.document_numbers)

    def current(self, day: date) -> Document:
        """The version that applies on `day`; before the first one comes into force, that first one."""
        in_force = [v for v in self.versions if v.in_force_from is None or v.in_force_from <= day]
        return in_force[-1] if in_force else self.first

    def on(self, day: date | None, number: str = "") -> tuple[Document, bool]:
        """The version that a document of `day` means when it names this work, and whether that text is here.

        Of the versions that bear `number`, if any do, the one in force; before that the first one published by then;
        on an earlier day an older text was meant, which is not here.
        """
        named = [v for v in self.versions if number and number in v.number_keys] or list(self.versions)
        if day is None:
            return named[-1], True
        in_force = [v for v in named if (v.in_force_from or day) <= day]
        published = [v for v in named if (v.version_date or day) <= day]
        is_named = bool(number) and number in named[0].number_keys
        return (in_force[-1:] or published[:1] or named[:1])[0], bool(in_force or published or is_named)

    def later(self, document: Document) -> tuple[Document, ...]:
        return self.versions[self.versions.index(document) + 1 :]


def work_key(path: str) -> str:
    """The key of the work a file belongs to: ``policies/2017/复议法`` for its ``2017-09-01.md``."""
    parts = path.removesuffix(".md").split("/")
    return "/".join(parts[:-1] if len(parts) > 2 and DATED.match(parts[-1]) else parts)


def gather(documents: Iterable[Document]) -> Iterator[Work]:
    """The works of these documents, in the order in which each is first met."""
    groups: dict[str, list[Document]] = {}
    for document in documents:
        groups.setdefault(document.work_key, []).append(document)
    for key, versions in groups.items():
        ordered = sorted(versions, key=lambda d: (d.version_date or date.min, d.path))
        yield Work(key, ordered[0].column, tuple(ordered))
