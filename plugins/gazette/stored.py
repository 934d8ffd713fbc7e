"""A record of which only a few fields are at hand; the others are read when the first of them is asked for.

For a corpus that is loaded anew for every edit: of ten thousand documents an edit asks a handful for more than their
places in it.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

Record = TypeVar("Record", bound="Stored")


class Stored:
    """The base of a dataclass with slots. A whole one is as fast as without it: only a slot that is empty asks here."""

    __slots__ = ("_rest",)

    if not TYPE_CHECKING:  # to a type checker there is no other attribute than the fields

        def __getattr__(self, name: str) -> Any:
            try:
                rest = object.__getattribute__(self, "_rest")
            except AttributeError:
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}") from None
            for key, value in pickle.loads(rest).items():
                object.__setattr__(self, key, value)
            object.__delattr__(self, "_rest")
            return getattr(self, name)


def put_away(record: Stored, at_hand: Sequence[str]) -> tuple[dict[str, Any], bytes]:
    """The fields that stay at hand, and all others as bytes, for `take_out`."""
    values = {one.name: getattr(record, one.name) for one in fields(record)}  # type: ignore[arg-type]
    kept = {name: values.pop(name) for name in at_hand}
    return kept, pickle.dumps(values, protocol=5)


def take_out(kind: type[Record], at_hand: Sequence[str], values: Sequence[Any], rest: bytes | memoryview) -> Record:
    """A record of `kind` with these values at hand; the bytes `rest` are read when any other is asked for."""
    record = object.__new__(kind)
    for name, value in zip(at_hand, values, strict=True):
        object.__setattr__(record, name, value)
    object.__setattr__(record, "_rest", rest)
    return record
