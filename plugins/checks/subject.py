"""What a rule sees: one document in its surroundings, and the places where its words stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from plugins.gazette import review
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.findings import Edit, Severity
from plugins.gazette.kinds import Kind
from plugins.gazette.prose import Prose
from plugins.gazette.values import Entry, Value
from plugins.gazette.vocabularies import Vocabularies

from .options import Options

QUOTED = 60  # characters of the editor's words that a message repeats
SUGGESTIONS = 2_000  # different words for which a right form is sought in one run
LONGEST = 100  # characters of a word for which one is


class Placed(Protocol):
    """Anything with a line and a column: a value or entry of the front matter, a reference, a link, a citation."""

    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...


class Fault(NamedTuple):
    """What a rule saw: place (from 1), message and hint; `severity` when it differs from the rule's own.

    `edit` mends it where no judgement is needed (see `findings.Edit`).
    """

    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity | None = None
    edit: Edit | None = None

    @classmethod
    def at(
        cls,
        place: Placed,
        message: str,
        hint: str = "",
        severity: Severity | None = None,
        edit: Edit | None = None,
    ) -> Fault:
        return cls(place.line, place.column, message, hint, severity, edit)


@dataclass(frozen=True)
class Surroundings:
    """What every rule may ask: the controlled words, and a memory for the searches that faults repeat."""

    words: Vocabularies
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
class Context:
    """What rules about several documents ask: all of them, the day, the files."""

    corpus: Corpus
    options: Options
    surroundings: Surroundings

    @property
    def words(self) -> Vocabularies:
        return self.surroundings.words

    @property
    def suggest(self) -> Callable[[str, str, Callable[[str], str | None]], str]:
        return self.surroundings.suggest

    def about(self, document: Document) -> RelatedSubject:
        """The document as a related rule sees it."""
        return RelatedSubject(document, self.surroundings, self)


@dataclass(frozen=True)
class Subject:
    """One document: its record and its text. Rules that see no more are worked out once for each text."""

    document: Document
    surroundings: Surroundings

    @cached_property
    def memory(self) -> dict[str, Any]:
        """What several rules of one family look for, looked for once."""
        return {}

    @property
    def words(self) -> Vocabularies:
        return self.surroundings.words

    @property
    def suggest(self) -> Callable[[str, str, Callable[[str], str | None]], str]:
        return self.surroundings.suggest

    @cached_property
    def kind(self) -> Kind:
        return self.words.kinds.find(self.document.kind)

    @cached_property
    def prose(self) -> Prose:
        """The body with its line numbers, and which of it is code."""
        head = self.document.front_matter
        return Prose(head.body, head.body_line)

    @cached_property
    def is_own(self) -> bool:
        """Whether the district itself made this document, rather than reprinting it."""
        return review.is_own(self.document, self.words)

    def text(self, name: str) -> str:
        """The scalar of a field under any of its names, as written; empty when there is none."""
        entry = self.entry(name)
        return entry.value.text if entry else ""

    def entry(self, name: str) -> Entry | None:
        """The entry of a field under any of its names."""
        known = self.words.kinds.by_name.get(name)
        return self._entries.get(known.key if known else name)

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        """The first entry of each field, by the field's key."""
        by_name, found = self.words.kinds.by_name, dict[str, Entry]()
        for entry in self.document.front_matter.entries:
            field = by_name.get(entry.key)
            found.setdefault(field.key if field else entry.key, entry)
        return found

    def at(
        self, name: str, message: str, hint: str = "", severity: Severity | None = None, edit: Edit | None = None
    ) -> Fault:
        """A fault at a field's value; at the file's first line when the field is not there."""
        entry = self.entry(name)
        if entry is None:
            return Fault(1, 1, message, hint, severity)
        place: Entry | Value = entry.value if entry.value.data else entry
        return Fault(place.line, place.column, message, hint, severity, edit)


@dataclass(frozen=True)
class RelatedSubject(Subject):
    """One document among all others. Its text is not at hand: what is asked of it stands in the document itself."""

    context: Context

    @property
    def corpus(self) -> Corpus:
        return self.context.corpus

    @property
    def options(self) -> Options:
        return self.context.options


def quoted(text: str) -> str:
    """The editor's words between Chinese quotation marks, on one line and not too many."""
    flat = " ".join(text.split())
    return f"“{flat[:QUOTED]}{'…' if len(flat) > QUOTED else ''}”"


def sentence(*parts: str) -> str:
    """Advice that is a sentence, not a right form (see `Finding.hint`); empty without its words."""
    return "".join(parts) + "。" if all(parts) else ""
