"""Results come in the items' order, whoever does the work; few are on their way at a time; a lost worker is told.

Worker processes import this module, so what only the builds need is imported by them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import overload

import pytest

from plugins.engine.pool import AHEAD, Pool, PoolError


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def fail(number: int) -> int:
    raise ValueError(number)


def die(number: int) -> int:
    os._exit(9)


def die_rendering(source: tuple[str, str]) -> tuple[bytes, bytes]:
    os._exit(9)


class Taken(Sequence[int]):
    """Numbers below `length`; `furthest` is how many were asked for."""

    def __init__(self, length: int) -> None:
        self.length, self.furthest = length, 0

    def __len__(self) -> int:
        return self.length

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        numbers = range(self.length)[place]
        self.furthest = max(self.furthest, numbers + 1 if isinstance(numbers, int) else numbers.stop)
        return numbers


def test_order_is_kept_across_processes() -> None:
    with Pool(2) as pool:
        results = list(pool.map(square, range(100), serial_below=10, chunk=3))
    assert [value for value, _ in results] == [n * n for n in range(100)]
    assert os.getpid() not in {process for _, process in results}


def test_few_items_start_no_process() -> None:
    with Pool(2) as pool:
        assert {process for _, process in pool.map(square, range(5))} == {os.getpid()}


def test_an_error_in_a_worker_reaches_the_caller() -> None:
    with Pool(2) as pool, pytest.raises(ValueError, match="0"):
        list(pool.map(fail, range(100), serial_below=10))


def test_only_some_chunks_are_on_their_way() -> None:
    items = Taken(5_000)
    with Pool(2) as pool:
        for taken, (value, _) in enumerate(pool.map(square, items, chunk=4)):
            assert value == taken * taken
            assert items.furthest <= taken + 4 * (AHEAD * 2 + 1)
    assert items.furthest == 5_000


def test_who_stops_early_takes_no_more() -> None:
    items = Taken(5_000)
    with Pool(2) as pool:
        results = pool.map(square, items, chunk=4)
        assert next(results)[0] == 0
    assert items.furthest <= 4 * AHEAD * 2


def test_a_worker_that_dies_is_told_whenever_the_pool_is_asked() -> None:
    with Pool(2) as pool:
        for _ in range(2):
            with pytest.raises(PoolError, match="一个工作进程意外结束"):
                list(pool.map(die, range(100), serial_below=10))


def test_a_worker_that_dies_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from plugins.portal import markdown
    from tests.building import build, files, policy, write

    content = write(tmp_path / "content", {"policies/2020/good.md": policy()})
    before = files(build(content, tmp_path, pdf=False).output)
    write(content, {f"policies/2021/{n}.md": policy(f"关于{n}的通知") for n in range(60)})
    monkeypatch.setattr(markdown, "render_packed", die_rendering)
    built = build(content, tmp_path, pdf=False, workers=2)
    assert built.status == 2, built.said
    assert "没有生成站点：一个工作进程意外结束" in built.said
    assert files(built.output) == before


@pytest.mark.parametrize("written", ["dask", "http://10.0.0.8:8786", "tcp://10.0.0.8", "tcp://:8786:x", 4])
def test_an_executor_that_is_none_is_refused(tmp_path: Path, written: object) -> None:
    from tests.building import build, policy, write

    content = write(tmp_path / "content", {"policies/2020/good.md": policy()})
    built = build(content, tmp_path, pdf=False, executor=written)
    assert built.status == 2
    assert f"当前为“{written}”" in built.said
    assert not built.output.exists()
