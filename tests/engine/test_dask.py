"""Does a Dask cluster of other processes make the same site, and is it told when it can't?

The clusters are those that docs/engine.md describes: a scheduler and workers, started from a checkout, here on loopback.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import pickle
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from plugins.engine import cluster as clusters
from plugins.engine.pool import AHEAD, Pool, PoolError
from plugins.typeset import compile as typesetting
from tests.building import ROOT, ZHONGWEN, build, files, policy, write
from tests.engine.test_pool import Taken, die, fail, square

LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0")
STARTING = 60.0  # seconds
SAME = str  # says the same of every program: for what is not about versions


@dataclass
class Cluster:
    """A scheduler and its workers; `scheduler` and `workers` are their processes."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)


@contextmanager
def dask(*command: str, cwd: Path = ROOT, failures: int = 3) -> Iterator[subprocess.Popen[bytes]]:
    """A process of Dask, ended as one ends it by hand."""
    environment = {**os.environ, "PYTHONPATH": str(cwd), "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(failures)}
    process = subprocess.Popen(
        [sys.executable, "-m", "dask", *command], cwd=cwd, env=environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def cluster(folder: Path, *workers: str, count: int = 2, code: Path = ROOT, failures: int = 3) -> Iterator[Cluster]:
    """`count` worker processes of one thread each, which run the code of the folder `code`. Work may kill `failures`."""
    note = folder / "scheduler.json"
    with ExitStack() as stack:
        serving = dask("scheduler", *LOOPBACK, "--port", "0", "--scheduler-file", str(note), failures=failures)
        scheduler = stack.enter_context(serving)
        found = Cluster(_address(note, scheduler), scheduler)
        for _ in range(count):
            command = ("worker", found.address, "--nthreads", "1", "--local-directory", str(folder), *LOOPBACK, *workers)
            found.workers.append(stack.enter_context(dask(*command, cwd=code)))
        yield found


def _address(note: Path, scheduler: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + STARTING
    while time.monotonic() < end:
        assert scheduler.poll() is None, "the scheduler has ended"
        try:
            address: str = json.loads(note.read_text("utf-8"))["address"]
        except (OSError, ValueError):
            time.sleep(0.1)
        else:
            return address
    raise TimeoutError("the scheduler does not start")


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker may take long to start on a busy machine."""
    monkeypatch.setattr(clusters, "REACH", STARTING)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with cluster(tmp_path_factory.mktemp("cluster")) as found:
        with clusters._distributed().Client(found.address, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=STARTING)
        yield found.address


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with Chinese names, and so many documents that they are worth a cluster."""
    folder = tmp_path_factory.mktemp("content")
    shutil.copytree(ZHONGWEN, folder, dirs_exist_ok=True)
    texts = [policy(f"关于第{n}号事项的通知", "2023-05-06", f"第一条 甲{n}。\n\n第二条 乙。") for n in range(50)]
    return write(folder, {f"notices/2023/{n}.md": text for n, text in enumerate(texts)})


@pytest.mark.usefixtures("patient")
def test_a_cluster_makes_the_same_site(tmp_path: Path, content: Path, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[str] = []
    monkeypatch.setattr(clusters.Cluster, "submit", _noting(clusters.Cluster.submit, sent))
    local = build(content, tmp_path / "local", workers=1)
    assert sent == []
    far = build(content, tmp_path / "far", executor=address)
    assert (local.status, far.status) == (0, 0), far.said
    assert {"render_packed", "attempt"} == set(sent)
    assert files(far.output) == files(local.output)


def _noting(submit: Callable[..., object], sent: list[str]) -> Callable[..., object]:
    def noted(self: object, work: Callable[..., object], items: object) -> object:
        sent.append(work.__name__)
        return submit(self, work, items)

    return noted


@pytest.mark.usefixtures("patient")
def test_a_site_of_this_machine_is_not_made_again_by_a_cluster(tmp_path: Path, content: Path, address: str) -> None:
    build(content, tmp_path, pdf=False, workers=1)
    assert "没有变化" in build(content, tmp_path, pdf=False, executor=address).said


@pytest.mark.usefixtures("patient")
def test_chunks_are_asked_for_and_given_in_order_and_a_few_at_a_time(address: str) -> None:
    items = Taken(1_000)
    with Pool(executor=address, program=SAME) as pool:
        workers = set()
        for taken, (value, process) in enumerate(pool.map(square, items, chunk=4)):
            assert value == taken * taken
            assert items.furthest <= taken + 4 * (AHEAD * 2 + 1)
            workers.add(process)
    assert len(workers) == 2
    assert os.getpid() not in workers


@pytest.mark.usefixtures("patient")
def test_an_error_in_a_worker_reaches_the_caller(address: str) -> None:
    with Pool(executor=address, program=SAME) as pool, pytest.raises(ValueError, match="0"):
        list(pool.map(fail, range(100), serial_below=10))


@pytest.mark.usefixtures("patient")
def test_large_items_are_nothing_to_be_warned_of(address: str) -> None:
    with Pool(executor=address, program=SAME) as pool:
        assert list(pool.map(len, [b"x" * 4_000_000] * 8, serial_below=2)) == [4_000_000] * 8


def test_a_scheduler_that_is_not_there_is_told(tmp_path: Path, content: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    started = time.monotonic()
    built = build(content, tmp_path, pdf=False, executor=f"tcp://127.0.0.1:{port}")
    assert built.status == 2
    assert f"没有生成站点：连接不上 Dask 调度器 tcp://127.0.0.1:{port}" in built.said
    assert not built.output.exists()
    assert time.monotonic() - started < 5


def test_what_is_no_scheduler_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "REACH", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(PoolError, match="连接不上 Dask 调度器"), Pool(executor=f"tcp://127.0.0.1:{port}"):
            pass


def test_what_to_install_is_told(tmp_path: Path, content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(clusters, "find_spec", lambda name: None if name == "distributed" else known(name))
    built = build(content, tmp_path, pdf=False, executor="tcp://127.0.0.1:1")
    assert built.status == 2
    assert "没有安装 distributed：请运行 .venv/bin/python -m pip install dask distributed" in built.said


def test_a_scheduler_without_workers_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "REACH", 5.0)
    with cluster(tmp_path, count=0) as found:
        _is_refused(found, "没有工作进程")


@pytest.mark.usefixtures("patient")
def test_a_worker_with_other_code_is_refused(tmp_path: Path) -> None:
    checkout = tmp_path / "other checkout"
    shutil.copytree(ROOT / "plugins", checkout / "plugins", ignore=shutil.ignore_patterns("__pycache__"))
    with (checkout / "plugins" / "portal" / "markdown.py").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    with cluster(tmp_path, count=1, code=checkout) as found:
        _is_refused(found, "代码或所用的库与本机的不同。各台机器应使用同一份代码")


@pytest.mark.usefixtures("patient")
def test_a_worker_without_our_code_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with cluster(tmp_path, count=1, code=elsewhere) as found:
        _is_refused(found, r"不能运行本项目的代码.*plugins")


def _is_refused(found: Cluster, told: str) -> None:
    with Pool(executor=found.address) as pool, pytest.raises(PoolError, match=told):
        pool.map(square, range(100))


def test_a_worker_with_another_python_is_refused() -> None:
    with pytest.raises(PoolError, match=r"tcp://a:1）的Python 是 3\.12\.1，本机是 3\.11\.7"):
        clusters._must_be_alike("tcp://a:1", ("3.12.1", "x"), ("3.11.7", "x"))


def test_a_worker_that_joins_later_is_asked_too() -> None:
    packed = pickle.dumps((str, ("3.11.7", "other"), square, [1]))
    with pytest.raises(PoolError, match="各台机器应使用同一份代码"):
        clusters._each_packed(packed)


def test_a_machine_with_other_fonts_does_not_set_a_text(tmp_path: Path) -> None:
    """Typst would do it in silence, without the characters."""
    (tmp_path / "font.ttf").write_bytes(b"a font")
    name = hashlib.sha256(b"a font").hexdigest()[:16]
    (tmp_path / "fonts").mkdir()
    link = tmp_path / "fonts" / f"{name}.ttf"
    link.symlink_to(tmp_path / "font.ttf")
    typesetting._must_be_here(tmp_path / "fonts")
    link.unlink()
    link.symlink_to(tmp_path / "gone.ttf")
    for folder in (tmp_path / "fonts", tmp_path / "nowhere"):
        with pytest.raises(PoolError, match="没有排版所用的字体，或与发起生成的机器上的不同"):
            typesetting._must_be_here(folder)


@pytest.mark.usefixtures("patient")
def test_work_that_kills_its_workers_is_told(tmp_path: Path) -> None:
    told = pytest.raises(PoolError, match="反复意外结束")
    with cluster(tmp_path, count=1, failures=0) as found, Pool(executor=found.address, program=SAME) as pool, told:
        list(pool.map(die, range(100), serial_below=10))


def nap(number: int) -> int:
    time.sleep(0.05)
    return number


@pytest.mark.usefixtures("patient")
@pytest.mark.parametrize(("lost", "told"), [("worker", "秒没有工作进程"), ("scheduler", "连接断开了")])
def test_a_cluster_that_is_lost_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lost: str, told: str) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 2.0)
    with cluster(tmp_path, "--no-nanny", count=1) as found, Pool(executor=found.address, program=SAME) as pool:
        results = pool.map(nap, range(2_000), serial_below=10)
        assert next(results) == 0
        process = found.scheduler if lost == "scheduler" else found.workers[0]
        process.send_signal(signal.SIGKILL)
        process.wait()
        with pytest.raises(PoolError, match=told):
            list(results)
