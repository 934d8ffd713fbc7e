"""What a rule sees: one document in its surroundings, and the places where its words stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document, Reference
from plugins.gazette.findings import Severity
from plugins.gazette.front_matter import Entry, Value

from .options import Options
from .prose import Prose

QUOTED = 60  # characters of the editor's words that a message repeats
SUGGESTIONS = 2_000  # different words for which a right form is sought in one run
LONGEST = 100  # characters of a word for which one is


@dataclass(frozen=True, slots=True)
class Fault:
    """What a rule saw: place (from 1), message and hint; `severity` when it differs from the rule's own."""

    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity | None = None

    @classmethod
    def at(
        cls, place: Value | Entry | Reference, message: str, hint: str = "", severity: Severity | None = None
    ) -> Fault:
        return cls(place.line, place.column, message, hint, severity)


@dataclass(frozen=True)
class Context:
    """The surroundings of every document, and a memory for the searches that faults repeat."""

    corpus: Corpus
    options: Options
    _suggested: dict[tuple[str, str], str] = field(default_factory=dict, repr=False)

    def suggest(self, kind: str, word: str, find: Callable[[str], str | None]) -> str:
        """What `find` offers for a misspelt word; the same fault in every document costs one search."""
        key = (kind, word)
        if key not in self._suggested:
            if len(self._suggested) >= SUGGESTIONS:
                return ""
            self._suggested[key] = find(word[:LONGEST]) or ""
        return self._suggested[key]


@dataclass(frozen=True)
class Subject:
    """One document and its context."""

    document: Document
    context: Context

    @property
    def corpus(self) -> Corpus:
        return self.context.corpus

    @property
    def options(self) -> Options:
        return self.context.options

    @cached_property
    def prose(self) -> Prose:
        """The body with its line numbers, and which of it is code."""
        head = self.document.front_matter
        return Prose(head.body, head.body_line)

    @cached_property
    def is_own(self) -> bool:
        """Whether the district itself made this document, rather than reprinting it."""
        department = self.corpus.vocabularies.departments.find(self.document.publisher)
        return bool(department and department.own) and not self.document.is_reprint

    def text(self, name: str) -> str:
        """The scalar of a field under any of its names, as written; empty when there is none."""
        entry = self.document.entry(name)
        return entry.value.text if entry else ""

    def at(self, name: str, message: str, hint: str = "", severity: Severity | None = None) -> Fault:
        """A fault at a field's value; at the file's first line when the field is not there."""
        entry = self.document.entry(name)
        if entry is None:
            return Fault(1, 1, message, hint, severity)
        place: Entry | Value = entry.value if entry.value.data else entry
        return Fault.at(place, message, hint, severity)


def quoted(text: str) -> str:
    """The editor's words between Chinese quotation marks, on one line and not too many."""
    flat = " ".join(text.split())
    return f"“{flat[:QUOTED]}{'…' if len(flat) > QUOTED else ''}”"


def sentence(*parts: str) -> str:
    """Advice that is a sentence, not a right form (see `Finding.hint`); empty without its words."""
    return "".join(parts) + "。" if all(parts) else ""
