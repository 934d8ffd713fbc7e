"""The redline of two versions of a text: every clause of both, in their order, with what went and what came in it.

Clauses (`Body.clauses`) are aligned first, then the paragraphs of two that belong together, then their characters: a
comparison of whole texts would find a 条 in the words of its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from plugins.gazette import units
from plugins.gazette.body import Clause

from .alignment import Piece, align
from .runs import Run, RunKind, folded, runs

NUMBERS = (units.HEADING, units.ARTICLE, units.UNSPACED, *units.LEVELS)


class Kind(StrEnum):
    """What became of a clause. One that stands elsewhere now is shown at both places."""

    SAME = "same"
    RENUMBERED = "renumbered"
    CHANGED = "changed"
    ADDED = "added"
    REMOVED = "removed"
    MOVED_HERE = "moved-here"
    MOVED_AWAY = "moved-away"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the old text, of the new one, or of both."""

    runs: tuple[Run, ...]
    in_old: bool = True
    in_new: bool = True


@dataclass(frozen=True, slots=True)
class ComparedClause:
    """A clause of the old text, of the new one, or one of each that belong together; those that moved have both."""

    kind: Kind
    old: Clause | None
    new: Clause | None
    paragraphs: tuple[Paragraph, ...]


def compare(old: Iterable[Clause], new: Iterable[Clause]) -> tuple[ComparedClause, ...]:
    """The two texts, given by their clauses, as one. `old_text` and `new_text` give each of them back, to the character."""
    return tuple(_compared(tuple(old), tuple(new)))


def old_text(compared: Iterable[ComparedClause]) -> str:
    """The old text, of its same and deleted runs."""
    shown = (one for one in compared if one.kind not in (Kind.ADDED, Kind.MOVED_HERE))
    return "\n".join("".join(run.old for run in p.runs) for one in shown for p in one.paragraphs if p.in_old)


def new_text(compared: Iterable[ComparedClause]) -> str:
    """The new text, of its same and inserted runs."""
    shown = (one for one in compared if one.kind not in (Kind.REMOVED, Kind.MOVED_AWAY))
    return "\n".join("".join(run.new for run in p.runs) for one in shown for p in one.paragraphs if p.in_new)


def _compared(old: Sequence[Clause], new: Sequence[Clause]) -> Iterator[ComparedClause]:
    alignment = align([_piece(clause) for clause in old], [_piece(clause) for clause in new])
    away = {couple.old: new[couple.new] for couple in alignment.moved}
    here = {couple.new: old[couple.old] for couple in alignment.moved}
    for before, after in alignment.rows(len(old), len(new)):
        if before is not None and after is not None:
            yield _pair(old[before], new[after])
        elif before is not None:
            kind = Kind.MOVED_AWAY if before in away else Kind.REMOVED
            yield ComparedClause(kind, old[before], away.get(before), tuple(map(_gone, _lines(old[before]))))
        elif after is not None:
            yield _come(here.get(after), new[after])


def _pair(old: Clause, new: Clause) -> ComparedClause:
    if folded(old.text) == folded(new.text):
        kind = Kind.SAME
    else:
        kind = Kind.RENUMBERED if _piece(old).said == _piece(new).said else Kind.CHANGED
    return ComparedClause(kind, old, new, _paragraphs(old, new))


def _come(old: Clause | None, new: Clause) -> ComparedClause:
    """A clause that has no counterpart at its place; `old` is the one that it was elsewhere."""
    if old is None:
        return ComparedClause(Kind.ADDED, None, new, tuple(map(_new, _lines(new))))
    return ComparedClause(Kind.MOVED_HERE, old, new, _paragraphs(old, new))


def _paragraphs(old: Clause, new: Clause) -> tuple[Paragraph, ...]:
    before, after = _lines(old), _lines(new)
    alignment = align([Piece(_unnumbered(line)) for line in before], [Piece(_unnumbered(line)) for line in after])
    return tuple(
        Paragraph(runs(before[left], after[right]))
        if left is not None and right is not None
        else _gone(before[left]) if left is not None else _new(after[right or 0])
        for left, right in alignment.rows(len(before), len(after))
    )  # fmt: skip


def _gone(line: str) -> Paragraph:
    return Paragraph((Run(RunKind.DELETED, line, ""),), in_new=False)


def _new(line: str) -> Paragraph:
    return Paragraph((Run(RunKind.INSERTED, "", line),), in_old=False)


def _lines(clause: Clause) -> list[str]:
    return clause.text.split("\n")


def _piece(clause: Clause) -> Piece:
    return Piece(_unnumbered(clause.text), clause.anchor)


def _unnumbered(text: str) -> str:
    """The text as it is compared, without the number that it begins with."""
    text = text.strip()
    match = next((found for pattern in NUMBERS if (found := pattern.match(text))), None)
    return folded(text[match.end() :] if match else text)
