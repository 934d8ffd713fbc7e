"""Who does the heavy pure work? All cores of this machine or a Dask cluster, through `concurrent.futures` executors.

A function is mapped over items and the results come in the items' order. Few items are done here and now: starting a
process costs more than they do. Of many, some chunks for each worker are on their way at a time, so neither all inputs
nor all results lie in memory. Worker processes are started fresh, for a fork of a process that runs threads may hang;
they leave Ctrl-C to the parent. What a cluster must be like is told in docs/engine.md.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from .cluster import Cluster, Program, reach
from .crew import Crew, Item, PoolError, Result, each

__all__ = ["LOCAL", "Pool", "PoolError"]

LOCAL = "local"
AHEAD = 4  # chunks that are on their way for each worker


class Pool:
    """`workers` 0 means one for each core; `executor` is `local` or the address of a Dask scheduler, whose own workers
    count then. `program` names the code that runs, here and on a cluster's workers. Use as a context manager."""

    def __init__(self, workers: int = 0, executor: str = LOCAL, program: Program | None = None) -> None:
        self.workers = workers or _cores()
        self.executor = executor
        self._program = program or _this_program
        self._crew: Crew | None = None

    def __enter__(self) -> Pool:
        """Raises PoolError where a cluster is named that is not there; it is joined when there is work for it."""
        if self.executor != LOCAL:
            reach(self.executor)
        return self

    def __exit__(self, *_: object) -> None:
        if self._crew is not None:
            self._crew.close()
            self._crew = None

    def map(
        self, work: Callable[[Item], Result], items: Sequence[Item], serial_below: int = 64, chunk: int = 8
    ) -> Iterator[Result]:
        """The results in the items' order, each as soon as it and those before it are done. Raises PoolError when
        a worker is lost."""
        alone = self.executor == LOCAL and self.workers < 2
        if alone or len(items) < serial_below:
            return map(work, items)
        if self._crew is None:
            self._crew = _Processes(self.workers) if self.executor == LOCAL else Cluster(self.executor, self._program)
        return _streamed(self._crew, work, items, chunk)


def _streamed(
    crew: Crew, work: Callable[[Item], Result], items: Sequence[Item], chunk: int
) -> Iterator[Result]:
    waiting = deque[Future[list[Result]]]()
    most = AHEAD * crew.workers
    try:
        for start in range(0, len(items), chunk):
            waiting.append(crew.submit(work, items[start : start + chunk]))
            if len(waiting) >= most:
                yield from crew.result(waiting.popleft())
        while waiting:
            yield from crew.result(waiting.popleft())
    finally:
        for future in waiting:
            future.cancel()


class _Processes:
    """Processes of this machine."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        context = multiprocessing.get_context("spawn")
        self._executor: Executor = ProcessPoolExecutor(workers, context, _leave_interrupts_to_the_parent)

    def submit(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Future[list[Result]]:
        try:
            return self._executor.submit(each, work, items)
        except BrokenProcessPool as error:
            raise _lost_process() from error

    def result(self, future: Future[list[Result]]) -> list[Result]:
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise _lost_process() from error

    def close(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)


def _lost_process() -> PoolError:
    return PoolError("一个工作进程意外结束（可能内存不足，被系统终止）；可在 PORTAL 中把 workers 调小，再运行一次")


def _this_program() -> str:
    from . import program

    return program.digest((__name__.partition(".")[0],))


def _cores() -> int:
    """The cores this process may use, where the system says which; else all of them."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
