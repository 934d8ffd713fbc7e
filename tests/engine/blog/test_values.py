"""Two values have one digest when a template can't tell them apart."""

from __future__ import annotations

import re
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from plugins.engine.blog import values


class Plain:
    def __init__(self, inner: Any) -> None:
        self.inner = inner


class Slotted:
    __slots__ = ("inner",)


def adding(number: int) -> Any:
    return lambda other: other + number


def first(value: int, *, by: int = 1) -> int:
    return value + by


DIFFERENT = [
    None, 0, 1, True, "1", b"1", 1.0, (1,), [1], {1}, {1: 2}, {2: 1}, {"a": 1, "b": 2}, {"b": 2, "a": 1}, date(2020, 1, 1),
    ZoneInfo("Asia/Shanghai"), re.compile("a"), re.compile("a", re.IGNORECASE), Path("a"), first, adding, adding(1), adding(2),
    partial(first, by=2), partial(first, by=3), Plain(1), Plain([1]), Plain, values,
]  # fmt: skip


def test_different_values_have_different_digests() -> None:
    assert len({values.digest(value) for value in DIFFERENT}) == len(DIFFERENT)


@pytest.mark.parametrize("value", DIFFERENT, ids=range(len(DIFFERENT)))
def test_a_digest_does_not_change(value: Any) -> None:
    assert values.digest(value) == values.digest(value)
    assert values.digest(Plain({"a": [1]})) == values.digest(Plain({"a": [1]}))


def test_what_can_not_be_told_is_unknown() -> None:
    with pytest.raises(values.Unknown):
        values.digest([Slotted()])
    with pytest.raises(values.Unknown):
        values.digest({"a": iter(())})


def test_a_ring_ends() -> None:
    ring: list[Any] = []
    ring.append(ring)
    assert values.digest(ring) == values.digest(ring)


def test_the_caller_may_know_better() -> None:
    assert values.digest([Slotted()], lambda value: "slot" if isinstance(value, Slotted) else None)
