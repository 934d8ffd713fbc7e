"""What is made of each record's text alone, for many records at a time: by this process or by others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from .documents import Row, row
from .files import FileSet, Last, pack
from .pieces import TextFiles, body_pieces, text_files
from .records import Pending, SearchRecord
from .segments import Segment, segment

Item = TypeVar("Item")
Result = TypeVar("Result")

AT_A_TIME = 128


class Mapper(Protocol):
    """`map`, or a pool's: the results come in the items' order."""

    def __call__(self, work: Callable[[Item], Result], items: Sequence[Item], /) -> Iterator[Result]: ...


class Text(NamedTuple):
    """`files` are those of the text, by path, with what an earlier build packed of each."""

    title: str
    numbers: list[str]
    texts: tuple[str, ...]
    files: list[tuple[str, bytes, bytes | None]]


class Made(NamedTuple):
    title: Segment
    body: Segment
    packed: dict[str, bytes]


def make(texts: Sequence[Text]) -> Made:
    """The terms of titles and bodies, and the packed texts."""
    return Made(
        segment([[[text.title]] for text in texts]),
        segment([body_pieces(text.texts, text.numbers) for text in texts]),
        {path: packed or pack(data) for text in texts for path, data, packed in text.files},
    )


class Batches(Sequence[list[Text]]):
    """The texts of records some at a time, each record made when its batch is asked for; the row of each remains."""

    def __init__(self, records: Sequence[SearchRecord | Pending], last: Last | None) -> None:
        self._records, self._last = records, last
        self._rows: dict[int, list[Row]] = {}

    @property
    def rows(self) -> list[Row]:
        """Of all batches that were asked for, in order."""
        return [row for _, rows in sorted(self._rows.items()) for row in rows]

    def __len__(self) -> int:
        return (len(self._records) + AT_A_TIME - 1) // AT_A_TIME

    def __getitem__(self, place):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN204
        if isinstance(place, slice):
            return [self._batch(one) for one in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self._batch(place)

    def _batch(self, place: int) -> list[Text]:
        records = self._records[place * AT_A_TIME : (place + 1) * AT_A_TIME]
        self._rows[place], texts = [], list[Text]()
        for record in (one.make() if isinstance(one, Pending) else one for one in records):
            text = text_files(record)
            self._rows[place].append(row(record, text.paths))
            texts.append(Text(record.title, list(record.numbers), text.texts, list(self._files(text))))
        return texts

    def _files(self, text: TextFiles) -> Iterator[tuple[str, bytes, bytes | None]]:
        for path, data in text.data.items():
            yield path, data, self._last.packed(path, data) if self._last else None


def make_all(
    records: Sequence[SearchRecord | Pending], files: FileSet, last: Last | None, mapping: Mapper
) -> tuple[list[Row], list[Made]]:
    """Rows and terms of all records, which are in order; their packed texts join the files."""
    batches = Batches(records, last)
    made = list[Made]()
    for one in mapping(make, batches):
        for path, packed in one.packed.items():
            files.add_packed(path, packed)
        made.append(one._replace(packed={}))
    return batches.rows, made
