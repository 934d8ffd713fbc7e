"""After the edit of a few documents: which files of the index are others? Byte for byte those of a whole build.

The other documents are not loaded. Of the last index only the files are read that hold something of the edited ones;
what they said before is told by `State` and by their text files. All this is plain Python: for a few files it is done
before numpy is loaded. Whatever does not agree with the state ends the attempt, and a whole build is due.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import directory, manifest
from .edits import Edit, edits_of
from .files import ENTRY, Disagreement, Last, Renewal
from .records import SearchRecord
from .state import Change, Head, Held, Reading, State
from .update_rows import (
    renewed_blocks,
    renewed_facets,
    renewed_numbers,
    renewed_order,
    renewed_readings,
    renewed_texts,
)
from .update_terms import renewed_lengths, renewed_shards


@dataclass(frozen=True, slots=True)
class Update:
    """The files that are new or others, and those that are no more, by path below the root of the site; all others stay.
    `change` is for `State.change`, once they are in place."""

    put: dict[str, bytes]
    gone: frozenset[str]
    change: Change


def update(
    read: Callable[[str], bytes | None],
    state: State,
    records: Iterable[SearchRecord],
    removed: Collection[str] = (),
) -> Update | None:
    """The update that follows from these records, which are new or replace those with the same keys, and from the going
    of those with the keys `removed`. `read` gives the files of the last build by path. None when only a whole build will
    do: when more than some documents are moved, and when files and state are not of the same build."""
    try:
        with state.read() as reading:
            return _update(Last(read), reading, tuple(records), removed)
    except Disagreement:
        return None


def _update(last: Last, state: Reading, records: Sequence[SearchRecord], removed: Collection[str]) -> Update:
    head, files = state.head(), Renewal()
    if last.manifest_path() != head.manifest:
        raise Disagreement("the state is of another index")
    old = last.json(head.manifest)
    edits = edits_of(last, state, records, removed)
    count = head.documents + sum(bool(edit.new.texts) - bool(edit.old.texts) for edit in edits)
    rule = directory.shards(count)
    if rule != directory.shards(head.documents):
        raise Disagreement("the shards are cut anew")
    texts = renewed_texts(files, state, edits)
    lengths, totals = renewed_lengths(files, last, old["lengths"], edits, head)
    new = old | {
        "documents": count,
        "fields": manifest.fields(totals, count),
        "lengths": lengths,
        "shards": renewed_shards(files, last, old["shards"], edits, rule),
        "numbers": renewed_numbers(files, last, old["numbers"], edits),
        "readings": renewed_readings(files, last, old["readings"], edits),
        "docs": renewed_blocks(files, last, old["docs"], edits),
        "order": renewed_order(files, last, old["order"], edits),
        "facets": renewed_facets(files, last, old["facets"], edits, head.documents),
    }
    files.drop(head.manifest)
    path = files.add_entry(new)
    if path == head.manifest:
        files.drop(ENTRY)
    return Update(files.put, files.gone, _change(head, Head(path, count, totals), edits, texts))


def _change(before: Head, after: Head, edits: Sequence[Edit], texts: Mapping[str, int]) -> Change:
    held = [Held(edit.place, edit.new) for edit in edits if edit.new.texts]
    gone = {edit.old.key for edit in edits if edit.old.texts} - {one.row.key for one in held}
    return Change(before.manifest, after, held, dict(texts), sorted(gone), before.documents)
