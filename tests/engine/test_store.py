"""The store returns what was put, and a damaged one costs time, never truth."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.engine.store import Store


def put(path: Path, **values: object) -> None:
    with Store(path) as store:
        for key, value in values.items():
            store.put(key, value)


def get(path: Path, key: str) -> object:
    with Store(path) as store:
        return store.get(key)


def test_values_come_back(tmp_path: Path) -> None:
    put(tmp_path / "s.sqlite", 甲={"a": (1, "二")})
    assert get(tmp_path / "s.sqlite", "甲") == {"a": (1, "二")}
    assert get(tmp_path / "s.sqlite", "乙") is None


def test_nothing_is_kept_of_a_build_that_failed(tmp_path: Path) -> None:
    store = Store(tmp_path / "s.sqlite")
    store.__enter__().put("a", 1)
    store.__exit__(RuntimeError)
    assert get(tmp_path / "s.sqlite", "a") is None


def test_a_file_that_is_no_database_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "s.sqlite").write_bytes(b"not a database at all" * 100)
    put(tmp_path / "s.sqlite", a=1)
    assert get(tmp_path / "s.sqlite", "a") == 1


@pytest.mark.parametrize("at", range(0, 8192, 501))
def test_a_flipped_byte_never_gives_a_wrong_value(tmp_path: Path, at: int) -> None:
    path, value = tmp_path / "s.sqlite", "正文" * 2000
    put(path, a=value)
    data = bytearray(path.read_bytes())
    data[at] ^= 0xFF
    path.write_bytes(data)
    assert get(path, "a") in (value, None)


def test_what_is_no_longer_used_goes_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    put(path, **{str(n): n for n in range(10)})
    put(path, **{"0": 0})
    assert get(path, "9") == 9
    with Store(path) as store:
        store.get("0")
        store.keep_asked = True
    assert get(path, "0") == 0
    assert get(path, "9") is None
