"""The workers of a Dask cluster, for who has one; what it must be like is told in docs/engine.md."""

from __future__ import annotations

import pickle
import platform
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Executor, Future, wait
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from .crew import Item, PoolError, Result, each

Program = Callable[[], str]

REACH = 5.0  # seconds in which a scheduler must answer and have a worker
WATCH = 1.0  # seconds between two looks at a cluster that is silent
PATIENCE = 30.0  # seconds that a cluster may be without any worker
ALIKE = "各台机器应使用同一份代码和同样的 Python 环境；更新后请重新启动调度器和工作进程"


class Cluster:
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


def reach(address: str) -> None:
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


_turn = threading.Lock()


def _each_packed(packed: bytes) -> list[Any]:
    """What a worker of a cluster does with a chunk. It may have several threads; the work was written for a process of
    its own, so they take turns."""
    program, version, work, items = pickle.loads(packed)
    _must_be_alike(platform.node(), _version(program), version)
    with _turn:
        return each(work, items)


def _version(program: Program) -> tuple[str, str]:
    return platform.python_version(), program()


def _must_be_alike(worker: str, its: tuple[str, str], ours: tuple[str, str]) -> None:
    if its != ours:
        what = f"Python 是 {its[0]}，本机是 {ours[0]}" if its[0] != ours[0] else "代码或所用的库与本机的不同"
        raise PoolError(f"Dask 集群（{worker}）的{what}。{ALIKE}")
