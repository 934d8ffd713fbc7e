"""Results come in the items' order, whether one process does the work or several."""

from __future__ import annotations

import os

import pytest

from plugins.engine.pool import Pool


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


def fail(number: int) -> int:
    raise ValueError(number)


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
