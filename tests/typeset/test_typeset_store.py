"""A stored PDF comes back as it was put or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.typeset.store import Store


def test_what_was_put_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path / "pdf")
    assert store.get("a") is None
    store.put("a", b"%PDF")
    assert store.get("a") == b"%PDF"
    assert sorted(path.name for path in store.folder.iterdir()) == ["a.pdf", "a.sha256"]


@pytest.mark.parametrize("name", ["a.pdf", "a.sha256"])
def test_a_damaged_file_is_a_miss(tmp_path: Path, name: str) -> None:
    store = Store(tmp_path)
    store.put("a", b"%PDF")
    (tmp_path / name).write_bytes(b"\xff")
    assert store.get("a") is None


def test_old_files_are_forgotten(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for key in "acb":
        store.put(key, key.encode())
        os.utime(tmp_path / f"{key}.pdf", ns=(0, "acb".index(key)))
    assert store.keep_newest(1) == 2
    assert [path.name for path in sorted(tmp_path.iterdir())] == ["b.pdf", "b.sha256"]
    assert store.get("b") == b"b"
    assert store.get("a") is None
