"""A stamp changes whenever its file may have; nothing that was changed a moment ago has one."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from plugins.engine import stamps


def seen(folder: Path) -> dict[str, str]:
    time.sleep(2 * stamps.SETTLED / 1e9)
    return stamps.of([("x", folder)])


def changed(folder: Path, before: dict[str, str]) -> set[str]:
    return stamps.differing(before, seen(folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.md", "b/c.md", ".hidden", "b/.swp"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("正文")
    return tmp_path


def test_nothing_changes_by_itself(folder: Path) -> None:
    before = seen(folder)
    assert sorted(before) == ["x/a.md", "x/b/c.md"]
    assert changed(folder, before) == set()


def test_an_edit_that_keeps_size_and_time_shows(folder: Path) -> None:
    before, status = seen(folder), (folder / "a.md").stat()
    (folder / "a.md").write_text("其他")
    os.utime(folder / "a.md", ns=(status.st_atime_ns, status.st_mtime_ns))
    assert (folder / "a.md").stat().st_size == status.st_size
    assert changed(folder, before) == {"x/a.md"}


def test_new_and_deleted_and_replaced_files_show(folder: Path) -> None:
    before = seen(folder)
    (folder / "a.md").unlink()
    (folder / "n.md").write_text("新")
    other = folder / "b" / "other"
    other.write_text("正文")
    other.replace(folder / "b" / "c.md")
    assert changed(folder, before) == {"x/a.md", "x/n.md", "x/b/c.md"}


def test_what_changed_a_moment_ago_is_not_trusted(folder: Path) -> None:
    before = seen(folder)
    (folder / "a.md").write_text("刚才")
    at_once = stamps.of([("x", folder)])
    assert at_once["x/a.md"] == ""
    assert stamps.differing(at_once, at_once) == {"x/a.md"}
    assert stamps.differing(before, at_once) == {"x/a.md"}


def test_a_link_shows_what_it_leads_to(folder: Path) -> None:
    (folder / "link.md").symlink_to(folder / "a.md")
    before = seen(folder)
    assert before["x/link.md"]
    (folder / "a.md").write_text("改")
    assert changed(folder, before) == {"x/a.md", "x/link.md"}
