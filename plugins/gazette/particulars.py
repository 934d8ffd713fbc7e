"""What do the fields of a document's own kind say (办理材料, 征集截止, 提问 …), in the words a reader sees and as data?

One mechanism for all kinds, those of `vocabularies/kinds.yaml` too: the table of kinds says which fields there are and in
which order, the field's type how its value reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from .documents import Document, Reference
from .fields import Field
from .kinds import Kinds


class Particular(NamedTuple):
    """A filled field and its words: one text, or the items of a list."""

    field: Field
    texts: tuple[str, ...]

    @property
    def is_list(self) -> bool:
        return self.field.type in ("texts", "references")

    @property
    def text(self) -> str:
        """On one line; the items of a list are parted by “；”, for they may hold commas."""
        return "；".join(self.texts)


def of(document: Document, kinds: Kinds) -> tuple[Particular, ...]:
    """The filled fields of the document's kind, in the order of its page."""
    found = (
        Particular(field, tuple(_texts(document.particulars.get(field.key))))
        for field in kinds.fields(kinds.find(document.kind))
        if field.particular
    )
    return tuple(particular for particular in found if particular.texts)


def data(document: Document, kinds: Kinds) -> dict[str, Any]:
    """The same for programs: ISO dates, numbers as numbers, lists as lists, by the fields' Chinese keys."""
    return {
        particular.field.key: _plain(document.particulars[particular.field.key], particular)
        for particular in of(document, kinds)
    }


def chinese_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _texts(value: Any) -> Iterator[str]:
    """The words of a value of any type of field; none for an empty one."""
    if isinstance(value, Reference):
        yield value.text
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, bool):
        yield "是" if value else "否"
    elif isinstance(value, date):
        clock = f" {value:%H:%M}" if isinstance(value, datetime) and (value.hour or value.minute) else ""
        yield chinese_day(value) + clock
    elif value:
        yield str(value)


def _plain(value: Any, particular: Particular) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | int):
        return value
    return list(particular.texts) if particular.is_list else particular.text
