"""All documents of one content tree, found by path, number, title and relation.

Every index is built once, in one pass: nothing here costs more than the number of documents.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from . import validity
from .citations import Citation, title_key
from .documents import Document, Reference
from .numbers import DocumentNumber
from .relations import BY_ID, COURSE, RELATIONS
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
                for name in names(version):
                    found.setdefault(name, version)
            found[work.key] = work.versions[-1]
            for version in work.versions:
                found[version.path] = version
        return found

    @cached_property
    def works_of_title(self) -> dict[str, set[str]]:
        """The keys of all works that bear a title (see `citations.title_key`)."""
        found: dict[str, set[str]] = defaultdict(set)
        for document in self.documents:
            if document.title and not document.is_draft:
                found[title_key(document.title)].add(document.work_key)
        return found

    def resolve(self, reference: Reference | str, on: date | None = None) -> Document | None:
        """The document meant by an 索引号, a 文号 in any writing, a path or a 《title》; None if it is not here.

        A name that all versions of a work share means the newest of them, or that of the day `on`.
        """
        found = self._named(reference)
        if found is None or on is None or len(self.work_of[found.path].versions) == 1:
            return found
        text = reference if isinstance(reference, str) else reference.text
        own = {found.path, found.index_text, *map(str, found.document_numbers)} - {""}
        if own & set(keys(text)):
            return found
        versions = self.work_of[found.path].versions
        return next((v for v in reversed(versions) if v.version_date and v.version_date <= on), versions[0])

    def _named(self, reference: Reference | str) -> Document | None:
        text = reference if isinstance(reference, str) else reference.text
        return next((found for key in keys(text) if (found := self._by_name.get(key))), None)

    def cited(self, document: Document, citation: Citation) -> Cited:
        """What a citation in `document` means: the version in force on its day, and the clause if that version has it."""
        if citation.is_own:
            return self._clause(document, citation)
        number = _number_key(citation.number) if citation.number else ""
        target = self._by_name.get(number) if number else None
        key = title_key(citation.title) if citation.title else ""
        if target is None and key:
            owners = self.works_of_title.get(key, ())
            if len(owners) > 1:
                return Cited(None, is_ambiguous=True)
            target = self._by_name.get(key) if owners else None
        if target is None:
            return Cited(None)
        versions, day = self.work_of[target.path].versions, document.version_date
        if len(versions) > 1 and not (number and number in map(str, target.document_numbers)) and day:
            target = next((v for v in reversed(versions) if (v.in_force_from or day) <= day), versions[0])
        return self._clause(target, citation)

    def _clause(self, target: Document, citation: Citation) -> Cited:
        if not citation.anchor:
            return Cited(target)
        known, anchor = target.anchors, citation.anchor
        if not known:
            return Cited(target)
        while anchor not in known and anchor.count("-") > 1:
            anchor = anchor.rsplit("-", 2)[0] if "-kuan-" in anchor or "-xiang-" in anchor else ""
        return Cited(target, anchor, is_missing=False) if anchor in known else Cited(target, "", is_missing=True)

    @cached_property
    def _incoming(self) -> dict[tuple[str, str], list[Document]]:
        """For (relation, path of the target): the documents that name it, oldest first."""
        found: dict[tuple[str, str], list[Document]] = defaultdict(list)
        ordered = sorted((v for w in self.works for v in w.versions), key=lambda d: (d.version_date or date.min, d.path))
        for document in ordered:
            for relation in RELATIONS:
                for reference in getattr(document, relation.id):
                    target = self.resolve(reference)
                    if target is not None and target is not document:
                        found[relation.id, target.path].append(document)
            for section in document.contents:
                for reference in section.articles:
                    target = self.resolve(reference, document.published_on)
                    if target is not None:
                        found["contents", target.path].append(document)
        return {key: list(dict.fromkeys(documents)) for key, documents in found.items()}

    def incoming(self, relation: str, document: Document) -> tuple[Document, ...]:
        """Who names this document: `relation` is the id of one of `relations.RELATIONS`, or contents (bulletins).

        A reference to any version of a work reaches all its versions; a repeal, an amendment and the printing in a
        bulletin concern one text.
        """
        if relation == "contents" or BY_ID[relation].concerns_version:
            return tuple(self._incoming.get((relation, document.path), ()))
        work = self.work_of.get(document.path)
        versions = work.versions if work else (document,)
        found = [d for version in versions for d in self._incoming.get((relation, version.path), ())]
        return tuple(dict.fromkeys(found))

    def outgoing(self, relation: str, document: Document) -> tuple[Document, ...]:
        """The documents that this one names in the field of a relation, as far as they are here."""
        found = (self.resolve(reference) for reference in getattr(document, relation))
        return tuple(dict.fromkeys(target for target in found if target is not None and target is not document))

    def course(self, document: Document) -> tuple[Document, ...]:
        """All documents of one course (意见征集→决策→文件→解读→执行→结果) with this one, oldest first."""
        found, fresh = {document.path: document}, [document]
        while fresh:
            step = [t for d in fresh for r in COURSE for t in (*self.outgoing(r, d), *self.incoming(r, d))]
            fresh = list({t.path: t for t in step if t.path not in found and not t.is_draft}.values())
            found |= {target.path: target for target in fresh}
        return tuple(sorted(found.values(), key=lambda d: (d.version_date or date.min, d.path)))

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


@dataclass(frozen=True, slots=True)
class Cited:
    """`document` is None when the text cited is not here, or several works bear its title; `is_missing` says that it has
    no clause of that number."""

    document: Document | None
    anchor: str = ""
    is_missing: bool = False
    is_ambiguous: bool = False


def names(document: Document) -> set[str]:
    """Every name a document answers to, in the form in which it is looked up (see `keys`)."""
    numbers = {str(number) for number in document.document_numbers} or {document.number_text}
    found = {document.index_text, *numbers, document.title, title_key(document.title), document.path, document.work_key}
    return found - {""}


def keys(text: str) -> tuple[str, ...]:
    """What a reference may mean, in the order in which it is tried: 索引号, path, 文号 in any writing, 《title》."""
    name = text.strip().removeprefix("content/")
    bare, path = name.strip("《》"), name.removesuffix("/")
    tried = (name, bare, _number_key(bare), path, f"{path}.md", title_key(bare))
    return tuple(dict.fromkeys(key for key in tried if key))


def citation_keys(citation: Citation) -> tuple[str, ...]:
    found = (_number_key(citation.number) if citation.number else "", title_key(citation.title) if citation.title else "")
    return tuple(key for key in found if key)


@cache
def _number_key(text: str) -> str:
    number = DocumentNumber.parse(text) if text else None
    return str(number) if number else text
