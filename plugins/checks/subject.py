"""What a rule sees: one document in its surroundings, and the places where its words stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from plugins.gazette import addresses, review
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.findings import Edit, Severity
from plugins.gazette.kinds import Kind
from plugins.gazette.prose import Prose
from plugins.gazette.values import Entry, Value
from plugins.gazette.vocabularies import Vocabularies

from .options import Options
from .passages import Passage, passages

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

    `edits` mend it where no judgement is needed (see `findings.Edit`).
    """

    line: int
    column: int
    message: str
    hint: str = ""
    severity: Severity | None = None
    edits: tuple[Edit, ...] = ()

    @classmethod
    def at(cls, place: Placed, message: str, hint: str = "", severity: Severity | None = None) -> Fault:
        return cls(place.line, place.column, message, hint, severity)

    def mended(self, length: int, text: str) -> Fault:
        """The same fault with the edit that mends it at its place."""
        return self._replace(edits=(Edit(self.line, self.column, length, text),))


def by_line(faults: Iterable[Fault]) -> Iterator[Fault]:
    """The first fault of each line, with the number of all and the edits of all."""
    lines: dict[int, list[Fault]] = {}
    for fault in faults:
        lines.setdefault(fault.line, []).append(fault)
    for first, *others in lines.values():
        if not others:
            yield first
            continue
        edits = (*first.edits, *(edit for fault in others for edit in fault.edits))
        yield first._replace(message=f"{first.message}（本行共 {len(others) + 1} 处）", edits=edits)


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

    @cached_property
    def pages(self) -> Mapping[str, Document]:
        """The pages of documents, by their addresses."""
        return dict(addresses.pages(self.corpus))

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
    def head(self) -> Prose:
        """The head as it is written, its fences included."""
        return Prose(self.document.front_matter.head, 1)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """What readers read: the worded fields of the head and the text outside code, with their places."""
        return passages(self.document.front_matter, self.prose, self.words.kinds.by_name)

    def matches(self, pattern: re.Pattern[str], marks: str) -> Iterator[tuple[Passage, re.Match[str]]]:
        """Where readers read what the pattern says; one of these characters is in each of its matches."""
        return ((passage, match) for passage in self.passages for match in passage.matches(pattern, marks))

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

    def place_in(self, value: Value, start: int, words: str) -> tuple[int, int]:
        """Line and column of words that stand at `start` of a field's value; it may run over several lines."""
        rows = self.document.front_matter.head.split("\n")[value.line - 1 :]
        first = value.column - 1 + max(start, 0)
        if not rows or rows[0][first : first + len(words)] == words:
            return value.line, first + 1
        for row, text in enumerate(rows):
            at = text.find(words, value.column - 1 if row == 0 else 0)
            if at >= 0:
                return value.line + row, at + 1
        return value.line, value.column

    def mended(self, fault: Fault, old: str, new: str) -> Fault:
        """A fault of the head with the edit that mends it; as it is when other words stand there (a folded text)."""
        rows = self.document.front_matter.head.split("\n")
        there = fault.line <= len(rows) and rows[fault.line - 1].startswith(old, fault.column - 1)
        return fault.mended(len(old), new) if there else fault

    @cached_property
    def _entries(self) -> dict[str, Entry]:
        """The first entry of each field, by the field's key."""
        by_name, found = self.words.kinds.by_name, dict[str, Entry]()
        for entry in self.document.front_matter.entries:
            field = by_name.get(entry.key)
            found.setdefault(field.key if field else entry.key, entry)
        return found

    def at(
        self, name: str, message: str, hint: str = "", severity: Severity | None = None
    ) -> Fault:
        """A fault at a field's value; at the file's first line when the field is not there."""
        entry = self.entry(name)
        if entry is None:
            return Fault(1, 1, message, hint, severity)
        place: Entry | Value = entry.value if entry.value.data else entry
        return Fault(place.line, place.column, message, hint, severity)


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
