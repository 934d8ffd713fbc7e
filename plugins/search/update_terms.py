"""The shards and the lengths after some edits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any

from . import directory, term_records, varints
from .edits import Edit, Shift, renewed_column
from .files import Disagreement, Last, Renewal
from .lengths import rounded
from .recut import Sheaf, renewed
from .state import Head
from .term_records import FIELDS, Frequency
from .tokenise import frequency


def renewed_shards(files: Renewal, last: Last, old: Any, edits: Iterable[Edit], rule: directory.Cut) -> Any:
    """The directory of shards. Only the records of terms that stand in a document more often than before, or less, are
    others."""
    frequencies: dict[str, list[Frequency]] = {}
    for edit in edits:
        for number, (before, after) in enumerate(zip(edit.before, edit.after, strict=True)):
            for term in {term for term, _ in before.items() ^ after.items()}:
                one = Frequency(number, edit.place, before.get(term, 0), after.get(term, 0))
                frequencies.setdefault(term, []).append(one)
    changes = {term: partial(term_records.changed, term, found) for term, found in frequencies.items()}
    return renewed(files, last, old, Sheaf("s/", rule, term_records.split), changes)


def renewed_lengths(
    files: Renewal, last: Last, old: str, edits: Sequence[Edit], head: Head
) -> tuple[str, list[int]]:
    """The file of lengths, field after field, and the new totals."""
    lengths, totals = varints.split(last.data(old)), list(head.totals)
    if len(lengths) != FIELDS * head.documents:
        raise Disagreement(old)
    columns = list[bytes]()
    for number in range(FIELDS):
        changed = [_sizes(edit, number) for edit in edits if edit.before]
        totals[number] += sum((now or 0) - (was or 0) for _, was, now in changed)
        column = lengths[number * head.documents : (number + 1) * head.documents]
        columns += renewed_column(column, [(place, _encoded(was), _encoded(now)) for place, was, now in changed])
    files.drop(old)
    return files.add("lengths-", b"".join(columns)), totals


def _sizes(edit: Edit, field: int) -> Shift[int]:
    """How many terms the field had and has."""
    was, now = (rounded(sum(map(frequency, terms[field].values()))) for terms in (edit.before, edit.after))
    return edit.place, was if edit.old.texts else None, now if edit.new.texts else None


def _encoded(value: int | None) -> bytes | None:
    return None if value is None else varints.encode_one(value)
