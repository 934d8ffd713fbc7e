"""All documents of one content tree, found by path, number, title and relation.

Every index is built once, in one pass: nothing here costs more than the number of documents.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from . import validity
from .documents import Document, Reference
from .numbers import DocumentNumber
from .validity import Validity
from .vocabularies import Vocabularies
from .works import Work, gather


@dataclass(frozen=True)
class Corpus:
    """`documents` are sorted by path; drafts are among them (the outputs leave them out)."""

    documents: tuple[Document, ...]
    vocabularies: Vocabularies

    @cached_property
    def works(self) -> tuple[Work, ...]:
        return tuple(gather(d for d in self.documents if not d.is_draft))

    @cached_property
    def work_of(self) -> dict[str, Work]:
        """The work of a document, by the document's path."""
        return {version.path: work for work in self.works for version in work.versions}

    @cached_property
    def by_path(self) -> dict[str, Document]:
        return {document.path: document for document in self.documents}

    @cached_property
    def _by_name(self) -> dict[str, Document]:
        """Every name a document answers to; of several versions of a work the newest answers."""
        found: dict[str, Document] = {}
        for work in self.works:
            for version in reversed(work.versions):
                for name in (version.index_text, _number_key(version.number_text), version.title):
                    if name:
                        found.setdefault(name, version)
            found.setdefault(work.key, work.versions[-1])
            for version in work.versions:
                found.setdefault(version.path, version)
        return found

    def resolve(self, reference: Reference | str, on: date | None = None) -> Document | None:
        """The document meant by an 索引号, a 文号 in any writing, a path or a 《title》; None if it is not here.

        A name that all versions of a work share means the newest of them, or that of the day `on`.
        """
        found = self._named(reference)
        if found is None or on is None or len(self.work_of[found.path].versions) == 1:
            return found
        text = (reference if isinstance(reference, str) else reference.text).strip().removeprefix("content/")
        own = {found.path, found.index_text, _number_key(found.number_text)}
        if {text, _number_key(text.strip("《》"))} & own:
            return found
        versions = self.work_of[found.path].versions
        return next((v for v in reversed(versions) if v.version_date and v.version_date <= on), versions[0])

    def _named(self, reference: Reference | str) -> Document | None:
        text = reference if isinstance(reference, str) else reference.text
        name = text.strip().removeprefix("content/")
        bare = name.strip("《》")
        for key in (name, bare, _number_key(bare), name.removesuffix("/"), f"{name.removesuffix('/')}.md"):
            if key and (found := self._by_name.get(key)):
                return found
        return None

    @cached_property
    def _incoming(self) -> dict[tuple[str, str], list[Document]]:
        """For (relation, path of the target): the documents that name it, oldest first."""
        found: dict[tuple[str, str], list[Document]] = defaultdict(list)
        ordered = sorted((v for w in self.works for v in w.versions), key=lambda d: (d.version_date or date.min, d.path))
        for document in ordered:
            for relation in ("basis", "interprets", "amends", "repeals"):
                for reference in getattr(document, relation):
                    target = self.resolve(reference)
                    if target is not None and target is not document:
                        found[relation, target.path].append(document)
            for section in document.contents:
                for reference in section.articles:
                    target = self.resolve(reference, document.published_on)
                    if target is not None:
                        found["contents", target.path].append(document)
        return {key: list(dict.fromkeys(documents)) for key, documents in found.items()}

    def incoming(self, relation: str, document: Document) -> tuple[Document, ...]:
        """Who names this document: `relation` is basis, interprets, amends, repeals, or contents (bulletins).

        A reference to any version of a work reaches all its versions; a repeal, an amendment and the printing in a
        bulletin concern one text.
        """
        if relation in ("amends", "repeals", "contents"):
            return tuple(self._incoming.get((relation, document.path), ()))
        work = self.work_of.get(document.path)
        versions = work.versions if work else (document,)
        found = [d for version in versions for d in self._incoming.get((relation, version.path), ())]
        return tuple(dict.fromkeys(found))

    def validity(self, document: Document, day: date) -> Validity:
        """The status of this version on `day` (see `validity.on`)."""
        work = self.work_of.get(document.path)
        later = work.later(document) if work else ()
        newest = work.versions[-1] if work else document
        repealed, amended = self.incoming("repeals", newest), self.incoming("amends", document)
        return validity.on(day, document, later, repealed, amended)

    @cached_property
    def bulletins(self) -> tuple[Document, ...]:
        """Bulletin issues, newest first."""
        issues = [w.versions[-1] for w in self.works if w.versions[-1].kind == "bulletin" and w.versions[-1].issue]
        return tuple(sorted(issues, key=lambda d: d.issue, reverse=True))  # type: ignore[arg-type, return-value]


def _number_key(text: str) -> str:
    number = DocumentNumber.parse(text) if text else None
    return str(number) if number else text
