"""Who does the heavy pure work? All cores of this machine or a Dask cluster, through `concurrent.futures` executors.

A function is mapped over items and the results come in the items' order. Few items are done here and now: starting a
process costs more than they do. Of many, some chunks for each worker are on their way at a time, so neither all inputs
nor all results lie in memory. Worker processes are started fresh, for a fork of a process that runs threads may hang;
they leave Ctrl-C to the parent. What a cluster must be like is told in docs/engine.md.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import platform
import signal
import socket
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol, TypeVar
from urllib.parse import urlsplit

Item = TypeVar("Item")
Result = TypeVar("Result")
Program = Callable[[], str]

LOCAL = "local"
AHEAD = 4  # chunks that are on their way for each worker
REACH = 5.0  # seconds in which a scheduler must answer and have a worker
WATCH = 1.0  # seconds between two looks at a cluster that is silent
PATIENCE = 30.0  # seconds that a cluster may be without any worker
ALIKE = "各台机器应使用同一份代码和同样的 Python 环境；更新后请重新启动调度器和工作进程"


class PoolError(Exception):
    """The workers can't be used, or were lost; the message is for the person who runs the build."""


class _Crew(Protocol):
    """Workers that take chunks."""

    @property
    def workers(self) -> int: ...

    def submit(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Future[list[Result]]: ...

    def result(self, future: Future[list[Result]]) -> list[Result]:
        """Waits for it. Raises what the work raised, or PoolError."""

    def close(self) -> None: ...


class Pool:
    """`workers` 0 means one for each core; `executor` is `local` or the address of a Dask scheduler, whose own workers
    count then. `program` names the code that runs, here and on a cluster's workers. Use as a context manager."""

    def __init__(self, workers: int = 0, executor: str = LOCAL, program: Program | None = None) -> None:
        self.workers = workers or _cores()
        self.executor = executor
        self._program = program or _this_program
        self._crew: _Crew | None = None

    def __enter__(self) -> Pool:
        """Raises PoolError where a cluster is named that is not there; it is joined when there is work for it."""
        if self.executor != LOCAL:
            _reach(self.executor)
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
            self._crew = _Processes(self.workers) if self.executor == LOCAL else _Cluster(self.executor, self._program)
        return _streamed(self._crew, work, items, chunk)


def _streamed(
    crew: _Crew, work: Callable[[Item], Result], items: Sequence[Item], chunk: int
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
            return self._executor.submit(_each, work, items)
        except BrokenProcessPool as error:
            raise _lost_process() from error

    def result(self, future: Future[list[Result]]) -> list[Result]:
        try:
            return future.result()
        except BrokenProcessPool as error:
            raise _lost_process() from error

    def close(self) -> None:
        self._executor.shutdown(wait=False, cancel_futures=True)


class _Cluster:
    """The workers of a Dask cluster. Each must run this very program, else it would make other bytes: all are asked at
    the beginning, and with every chunk, for a worker may join later. So must the scheduler, which unpacks tasks."""

    def __init__(self, address: str, program: Program) -> None:
        self._address, self._program = address, program
        self._version = _version(program)
        self._dask = _distributed()
        self._client = self._connected()
        try:
            self._compare()
        except BaseException:
            self.close()
            raise
        self._executor: Executor = self._client.get_executor(pure=False)
        self._seen = time.monotonic()

    def _connected(self) -> Any:
        try:
            return self._dask.Client(self._address, timeout=REACH, set_as_default=False)
        except Exception as error:  # whatever listens at the address need not be a scheduler
            raise PoolError(f"{self._address} 上没有可用的 Dask 调度器（{error}）") from error

    def _compare(self) -> None:
        try:
            self._client.wait_for_workers(1, timeout=REACH)
            answers = {"调度器": self._client.run_on_scheduler(_version, self._program)}
            answers |= self._client.run(_version, self._program)
        except TimeoutError as error:
            raise PoolError(f"Dask 调度器 {self._address} 没有工作进程，请先启动") from error
        except Exception as error:  # theirs, who can't load our code
            raise PoolError(f"Dask 集群不能运行本项目的代码（{error}）。{ALIKE}") from error
        for worker, version in answers.items():
            _must_be_alike(worker, version, self._version)

    @property
    def workers(self) -> int:
        return max(1, len(self._client.scheduler_info()["workers"]))

    def submit(self, work: Callable[[Item], Result], items: Sequence[Item]) -> Future[list[Result]]:
        """Packed here, so that Dask neither looks into the items nor copies them."""
        packed = pickle.dumps((self._program, self._version, work, list(items)), protocol=5)
        try:
            return self._executor.submit(_each_packed, packed)
        except Exception as error:
            raise self._lost() from error

    def result(self, future: Future[list[Result]]) -> list[Result]:
        while not wait((future,), timeout=WATCH).done:
            self._watch()
        self._seen = time.monotonic()
        try:
            return future.result()
        except CancelledError as error:
            raise self._lost() from error
        except self._dask.KilledWorker as error:
            raise PoolError(f"Dask 工作进程在处理时反复意外结束（可能内存不足）：{error}") from error

    def _watch(self) -> None:
        """Dask waits for ever for a worker to come; we don't."""
        now = time.monotonic()
        if self._client.status == "running" and self._client.scheduler_info()["workers"]:
            self._seen = now
        elif now - self._seen > PATIENCE:
            raise PoolError(f"Dask 调度器 {self._address} 已有 {PATIENCE:.0f} 秒没有工作进程")

    def _lost(self) -> PoolError:
        return PoolError(f"与 Dask 调度器 {self._address} 的连接断开了")

    def close(self) -> None:
        self._client.close(timeout=REACH)


def _reach(address: str) -> None:
    """A look that costs nothing, before the work begins: a scheduler speaks first. Raises PoolError."""
    if find_spec("distributed") is None:
        raise _not_installed("distributed")
    try:
        place = urlsplit(address)
        with socket.create_connection((place.hostname or "", place.port or 0), timeout=REACH) as line:
            if place.scheme == "tcp" and not line.recv(1):
                raise OSError("没有应答")
    except (OSError, ValueError) as error:
        raise PoolError(f"连接不上 Dask 调度器 {address}（{error}）") from error


def _distributed() -> Any:
    """Dask, which nobody needs who has no cluster."""
    try:
        found, dask = import_module("distributed"), import_module("dask")
    except ImportError as error:
        raise _not_installed(error.name or "distributed") from error
    # A chunk carries whole documents with their pictures: nothing to be warned of.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1GB"})
    return found


def _not_installed(name: str) -> PoolError:
    install = ".venv/bin/python -m pip install dask distributed"
    return PoolError(f"executor 设为 Dask 集群，但没有安装 {name}：请运行 {install}，版本与集群相同")


def _lost_process() -> PoolError:
    return PoolError("一个工作进程意外结束（可能内存不足，被系统终止）；可在 PORTAL 中把 workers 调小，再运行一次")


def _each(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    return [work(item) for item in items]


_turn = threading.Lock()


def _each_packed(packed: bytes) -> list[Any]:
    """What a worker of a cluster does with a chunk. It may have several threads; the work was written for a process of
    its own, so they take turns."""
    program, version, work, items = pickle.loads(packed)
    _must_be_alike(platform.node(), _version(program), version)
    with _turn:
        return _each(work, items)


def _version(program: Program) -> tuple[str, str]:
    return platform.python_version(), program()


def _must_be_alike(worker: str, its: tuple[str, str], ours: tuple[str, str]) -> None:
    if its != ours:
        what = f"Python 是 {its[0]}，本机是 {ours[0]}" if its[0] != ours[0] else "代码或所用的库与本机的不同"
        raise PoolError(f"Dask 集群（{worker}）的{what}。{ALIKE}")


def _this_program() -> str:
    from . import program

    return program.digest((__name__.partition(".")[0],))


def _cores() -> int:
    """The cores this process may use, where the system says which; else all of them."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
