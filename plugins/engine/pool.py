"""Heavy pure work on all cores: a function mapped over items, in order, through a `concurrent.futures` pool.

Few items are done here and now: starting a process costs more than they do. Worker processes are started
fresh, for a fork of a process that runs threads may hang; they leave Ctrl-C to the parent.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


class Pool:
    """`workers` 0 means one for each core. Use as a context manager."""

    def __init__(self, workers: int = 0) -> None:
        self.workers = workers or _cores()
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        if self._executor is not None:
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = None

    def map(
        self, work: Callable[[Item], Result], items: Sequence[Item], serial_below: int = 64, chunk: int = 8
    ) -> Iterator[Result]:
        """The results in the items' order, each as soon as it and those before it are done."""
        if self.workers < 2 or len(items) < serial_below:
            return map(work, items)
        if self._executor is None:
            context = multiprocessing.get_context("spawn")
            self._executor = ProcessPoolExecutor(self.workers, context, _leave_interrupts_to_the_parent)
        return self._executor.map(work, items, chunksize=chunk)


def _cores() -> int:
    """The cores this process may use, where the system says which; else all of them."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
