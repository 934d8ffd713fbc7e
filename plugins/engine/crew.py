"""What a pool asks of those who do its work, whoever they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Protocol, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class PoolError(Exception):
    """The workers can't be used, or were lost; the message is for the person who runs the build."""


class Crew(Protocol):
    """Workers that take chunks."""

    @property
    def workers(self) -> int: ...

    def submit(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Future[list[Result]]: ...

    def result(self, future: Future[list[Result]]) -> list[Result]:
        """Waits for it. Raises what the work raised, or PoolError."""

    def close(self) -> None: ...


def each(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return [work(item) for item in items]
