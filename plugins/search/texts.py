"""What is made of each record's text alone, for many records at a time: by this process or by others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, Protocol, TypeVar

from .documents import Row, row
from .files import FileSet, Last, named, pack
from .pieces import body_pieces, text_data
from .records import Pending, SearchRecord
from .segments import Segment, segment

Item = TypeVar("Item")
Result = TypeVar("Result")

AT_A_TIME = 128


class Mapper(Protocol):
    """`map`, or a pool's: the results come in the items' order."""

    def __call__(self, work: Callable[[Item], Result], items: Sequence[Item], /) -> Iterator[Result]: ...


class Text(NamedTuple):
    """`data` is `[[anchor, label, text], …]` of the clauses as JSON, `packed` what an earlier build made of that."""

    title: str
    numbers: list[str]
    data: bytes
    packed: bytes | None


class Made(NamedTuple):
    title: Segment
    body: Segment
    packed: list[bytes]


def make(texts: Sequence[Text]) -> Made:
    """The terms of titles and bodies, and the packed texts."""
    return Made(
        segment([[text.title] for text in texts]),
        segment([body_pieces(text.data, text.numbers) for text in texts]),
        [text.packed or pack(text.data) for text in texts],
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

    def rows_of(self, batch: int) -> list[Row]:
        return self._rows[batch]

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
            data = text_data(record)
            path = named("text/", data)
            self._rows[place].append(row(record, path))
            packed = self._last.packed(path, data) if self._last else None
            texts.append(Text(record.title, list(record.numbers), data, packed))
        return texts


def make_all(
    records: Sequence[SearchRecord | Pending], files: FileSet, last: Last | None, mapping: Mapper
) -> tuple[list[Row], list[Made]]:
    """Rows and terms of all records, which are in order; their packed texts join the files."""
    batches = Batches(records, last)
    made = list[Made]()
    for number, one in enumerate(mapping(make, batches)):
        for held, packed in zip(batches.rows_of(number), one.packed, strict=True):
            files.add_packed(held.text, packed)
        made.append(one._replace(packed=[]))
    return batches.rows, made
