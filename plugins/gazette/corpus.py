"""All documents of one content tree, found by path, number, title and relation.

Every index is built once, in one pass: nothing here costs more than the number of documents.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from . import courses, validity
from .citations import Citation, Mention
from .cited import Cited, clause
from .courses import Course
from .documents import Document, Reference
from .names import keys, names_of
from .numbers import DocumentNumber
from .relations import BY_ID, PRINTED, RELATIONS, Relation
from .titles import number_key, printed_key, title_key
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

    def is_published(self, document: Document) -> bool:
        return document.path in self.work_of

    @cached_property
    def by_key(self) -> dict[str, Work]:
        return {work.key: work for work in self.works}

    @cached_property
    def by_path(self) -> dict[str, Document]:
        return {document.path: document for document in self.documents}

    @cached_property
    def _by_name(self) -> dict[str, Document]:
        """Every name a document answers to; of several versions of a work the newest answers."""
        found: dict[str, Document] = {}
        for work in self.works:
            for version in reversed(work.versions):
                for name in names_of(version):
                    found.setdefault(name, version)
            found[work.key] = work.versions[-1]
            for version in work.versions:
                found[version.path] = version
        return found

    @cached_property
    def works_of_title(self) -> dict[str, set[str]]:
        """The keys of all works that bear a title (see `titles.title_key`)."""
        found: dict[str, set[str]] = defaultdict(set)
        for document in self.documents:
            if document.title and not document.is_draft:
                found[title_key(document.title)].add(document.work_key)
        return found

    def lay_out(self) -> None:
        """Work out every index, for a corpus that is to be kept."""
        for name, index in vars(type(self)).items():
            if isinstance(index, cached_property) and name not in ("_resolved", "_cited"):
                getattr(self, name)

    def resolve(self, reference: Reference | str, on: date | None = None) -> Document | None:
        """The document meant by an 索引号, a 文号 in any writing, a path or a 《title》; None if it is not here.

        A name that all versions of a work share means the newest of them, or that of the day `on`.
        """
        found = self._named(reference)
        if found is None or on is None or len(self.work_of[found.path].versions) == 1:
            return found
        asked = set(keys(reference if isinstance(reference, str) else reference.text))
        versions = self.work_of[found.path].versions
        named = [v for v in versions if asked & {v.path, v.index_text, *v.number_keys} - {""}] or versions
        return next((v for v in reversed(named) if v.version_date and v.version_date <= on), named[0])

    def meant(self, document: Document, relation: Relation, reference: Reference) -> Document | None:
        """The document that a field of `document` names: what it amends or repeals is the text of its own day."""
        return self.resolve(reference, document.version_date if relation.concerns_version else None)

    def _named(self, reference: Reference | str) -> Document | None:
        text = reference if isinstance(reference, str) else reference.text
        known = self._resolved
        if text not in known:  # every rule about relations asks for the same few names
            known[text] = next((found for key in keys(text) if (found := self._by_name.get(key))), None)
        return known[text]

    @cached_property
    def _resolved(self) -> dict[str, Document | None]:
        return {}

    def cited(self, document: Document, citation: Citation | Mention) -> Cited:
        """What a citation in `document` means: the version in force on its day, and the clause if that version has it."""
        if citation.is_own:
            return clause(document, citation.anchor)
        owners, is_there = self._owners(citation)
        if len(owners) != 1:
            return Cited(None, is_ambiguous=len(owners) > 1, candidates=owners)
        target, is_text = owners[0].on(document.version_date, number_key(citation.number))
        return clause(target, citation.anchor) if is_text and is_there else Cited(target)

    def is_ambiguous(self, citation: Citation) -> bool:
        """Whether several works bear the title that is cited, and no number tells which is meant."""
        return not citation.is_own and len(self._owners(citation)[0]) > 1

    def _owners(self, citation: Citation | Mention) -> tuple[tuple[Work, ...], bool]:
        """The works that a citation may mean, and whether the text of its number is among their versions.

        The 文号 decides. A title with another 文号 is another document, unless it is a decree's: each revision of an
        act is proclaimed by its own.
        """
        named = (citation.title, citation.number)
        if named not in self._cited:
            self._cited[named] = self._find_owners(citation)
        return self._cited[named]

    @cached_property
    def _cited(self) -> dict[tuple[str, str], tuple[tuple[Work, ...], bool]]:
        return {}

    def _find_owners(self, citation: Citation | Mention) -> tuple[tuple[Work, ...], bool]:
        number = number_key(citation.number)
        if (found := self._by_name.get(number)) is not None:
            return (self.work_of[found.path],), True
        owners = self._works_by_title.get(title_key(citation.title), ()) if citation.title else ()
        parsed = DocumentNumber.parse(citation.number)
        if parsed is None or len(owners) != 1 or not owners[0].numbers:
            return owners, True
        return (owners, False) if parsed.ordinal else ((), False)

    @cached_property
    def _works_by_title(self) -> dict[str, tuple[Work, ...]]:
        """The works that bear a title, else those that print the text of that title."""
        printed: dict[str, set[str]] = defaultdict(set)
        for work in self.works:
            for version in work.versions:
                if key := printed_key(version.title):
                    printed[key].add(work.key)
        keys_of = {**printed, **self.works_of_title}
        return {title: tuple(self.by_key[key] for key in sorted(keys)) for title, keys in keys_of.items()}

    @cached_property
    def _citing(self) -> dict[str, tuple[Document, ...]]:
        """For the key of a work: the works that cite it, each by its newest text that does; the newest first."""
        found: dict[str, dict[str, Document]] = defaultdict(dict)
        for work in self.works:
            for version in work.versions:
                heads = {(c.title, c.number): c for c in version.citations if not c.is_own}
                for citation in heads.values():
                    owners, _ = self._owners(citation)
                    if len(owners) == 1 and owners[0] is not work:
                        found[owners[0].key][work.key] = version
        return {key: tuple(sorted(those.values(), key=_age, reverse=True)) for key, those in found.items()}

    def citing(self, document: Document) -> tuple[Document, ...]:
        """The documents whose text cites this one, in any of its versions; the newest first."""
        return self._citing.get(document.work_key, ())

    @cached_property
    def _incoming(self) -> dict[tuple[str, str], list[Document]]:
        """For (relation, path of the target): the documents that name it, oldest first."""
        found: dict[tuple[str, str], list[Document]] = defaultdict(list)
        ordered = sorted((v for w in self.works for v in w.versions), key=_age)
        for document in ordered:
            for relation in RELATIONS:
                for reference in getattr(document, relation.id):
                    target = self.meant(document, relation, reference)
                    if target is not None and target is not document:
                        found[relation.id, target.path].append(document)
            for section in document.contents:
                for reference in section.articles:
                    target = self.resolve(reference, document.published_on)
                    if target is not None:
                        found[PRINTED.id, target.path].append(document)
        return {key: list(dict.fromkeys(documents)) for key, documents in found.items()}

    def incoming(self, relation: str, document: Document) -> tuple[Document, ...]:
        """Who names this document: `relation` is the id of one of `relations`.

        A reference to any version of a work reaches all its versions; a repeal, an amendment and the printing in a
        bulletin concern one text.
        """
        if BY_ID[relation].concerns_version:
            return tuple(self._incoming.get((relation, document.path), ()))
        work = self.work_of.get(document.path)
        versions = work.versions if work else (document,)
        found = [d for version in versions for d in self._incoming.get((relation, version.path), ())]
        return tuple(dict.fromkeys(found))

    def outgoing(self, relation: str, document: Document) -> tuple[Document, ...]:
        """The documents that this one names in the field of a relation, as far as they are here."""
        references = getattr(document, relation)
        if not references:
            return ()
        found = (self.meant(document, BY_ID[relation], reference) for reference in references)
        return tuple(dict.fromkeys(target for target in found if target is not None and target is not document))

    @cached_property
    def _courses(self) -> dict[str, Course]:
        texts = [work.versions[-1] for work in self.works]
        named = ((d, t) for d in texts for relation in courses.RELATIONS for t in self.outgoing(relation, d))
        return courses.courses((d, self.work_of[t.path].versions[-1]) for d, t in named if t.work_key != d.work_key)

    def course(self, document: Document) -> Course | None:
        """The course (意见征集→决策→文件→解读→执行→结果) of which this document is a step, if it is one of several."""
        return self._courses.get(document.work_key)

    def validity(self, document: Document, day: date) -> Validity:
        """The status of this version on `day` (see `validity.on`); the repeal of a newer text is the end of the older."""
        work = self.work_of.get(document.path)
        later = work.later(document) if work else ()
        repealed = [cause for text in (document, *later) for cause in self.incoming("repeals", text)]
        return validity.on(day, document, later, tuple(repealed), self.incoming("amends", document))

    @cached_property
    def bulletins(self) -> tuple[Document, ...]:
        """Bulletin issues, newest first."""
        issues = [w.versions[-1] for w in self.works if w.versions[-1].kind == "bulletin" and w.versions[-1].issue]
        return tuple(sorted(issues, key=lambda d: d.issue, reverse=True))  # type: ignore[arg-type, return-value]


def _age(document: Document) -> tuple[date, str]:
    return (document.version_date or date.min, document.path)
