"""The output is one transaction: whole old site or whole new site, nothing in between."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.engine.exchange import exchange
from plugins.engine.output import MARKER, OutputError, OutputTree, locked


def build(target: Path, files: dict[str, str]) -> OutputTree:
    tree = OutputTree(target)
    tree.begin()
    for path, text in files.items():
        tree.put(path, text.encode())
    tree.commit()
    return tree


def contents(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file() and p.name != MARKER
    }


def test_first_build_makes_the_site(tmp_path: Path) -> None:
    build(tmp_path / "site", {"index.html": "甲", "公报/2016/index.html": "乙"})
    assert contents(tmp_path / "site") == {"index.html": "甲", "公报/2016/index.html": "乙"}


def test_unchanged_build_touches_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a.html": "1", "b/c.html": "2"})
    before = {p: p.stat() for p in [site, *site.rglob("*")]}
    tree = build(site, {"a.html": "1", "b/c.html": "2"})
    assert (tree.written, tree.kept) == (0, 2)
    assert {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in before} == {
        p: (s.st_ino, s.st_mtime_ns) for p, s in before.items()
    }


def test_only_changed_files_are_written_and_deleted_ones_go(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a.html": "1", "b.html": "2", "c.html": "3"})
    kept = (site / "a.html").stat()
    tree = build(site, {"a.html": "1", "b.html": "two"})
    assert tree.written == 1
    assert contents(site) == {"a.html": "1", "b.html": "two"}
    assert (site / "a.html").stat().st_mtime_ns == kept.st_mtime_ns


def test_a_file_changed_by_hand_is_put_right(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a.html": "1"})
    (site / "a.html").write_text("x")
    build(site, {"a.html": "1"})
    assert contents(site) == {"a.html": "1"}


def test_an_abandoned_build_leaves_the_old_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a.html": "1"})
    tree = OutputTree(site)
    tree.begin()
    tree.put("a.html", b"half")
    tree.abandon()
    assert contents(site) == {"a.html": "1"}
    assert contents(tmp_path / ".site.spare") == {"a.html": "1"}


def test_a_dead_build_is_cleared_by_the_next(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a.html": "1"})
    dead = OutputTree(site)
    dead.begin()
    dead.put("junk.html", b"junk")
    build(site, {"a.html": "2"})
    assert contents(site) == {"a.html": "2"}


def test_files_of_the_same_bytes_are_one_on_disk(tmp_path: Path) -> None:
    build(tmp_path / "site", {"a/x.pdf": "1" * 100, "b/x.pdf": "1" * 100, "c": "2"})
    assert (tmp_path / "site/a/x.pdf").stat().st_ino == (tmp_path / "site/b/x.pdf").stat().st_ino


def test_without_hard_links_the_files_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    for _ in range(2):
        build(tmp_path / "site", {"a": "1", "b": "1"})
        assert contents(tmp_path / "site") == {"a": "1", "b": "1"}


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "", "a\0b"])
def test_no_path_leaves_the_tree(tmp_path: Path, path: str) -> None:
    tree = OutputTree(tmp_path / "site")
    tree.begin()
    with pytest.raises(OutputError):
        tree.put(path, b"")


def test_two_outputs_at_one_address_are_an_error(tmp_path: Path) -> None:
    tree = OutputTree(tmp_path / "site")
    tree.begin()
    tree.put("a", b"1")
    with pytest.raises(OutputError, match="two outputs"):
        tree.put("a", b"1")


def test_a_folder_that_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(OutputError, match="不是本程序生成的站点"):
        OutputTree(tmp_path).begin()
    assert (tmp_path / "letters.txt").read_text() == "dear"


def test_two_builds_of_one_output_do_not_meet(tmp_path: Path) -> None:
    with locked(tmp_path / "site"), pytest.raises(OutputError, match="另一个构建"), locked(tmp_path / "site"):
        pass


def test_exchange_without_the_system_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda *_, **__: object())
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "which").write_text(name)
    exchange(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old" / "which").read_text() == "new"
    assert (tmp_path / "new" / "which").read_text() == "old"


KILLED = """
import sys; from pathlib import Path; from plugins.engine.output import OutputTree
generation = 0
while True:
    generation += 1
    tree = OutputTree(Path(sys.argv[1])); tree.begin()
    for n in range(200): tree.put(f"{n}.html", str(generation).encode())
    tree.commit()
"""


def test_killed_at_any_moment_the_site_is_of_one_build(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for wait in (0.31, 0.43, 0.57, 0.71, 0.83):
        process = subprocess.Popen([sys.executable, "-c", KILLED, str(site)], cwd=Path.cwd(), env={**os.environ})
        time.sleep(wait)
        process.kill()
        process.wait()
        if site.exists():
            texts = set(contents(site).values())
            assert len(contents(site)) == 200
            assert len(texts) == 1
    assert site.exists()


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for files in ({"a": "1", "b/c": "2", "b/d": "3"}, {"a/x": "1", "b": "2"}, {"a": "3", "b/c/d": "4"}):
        build(site, files)
        assert contents(site) == files
        assert contents(tmp_path / ".site.spare") == files


def test_what_a_stranger_put_into_the_folder_is_gone_for_good(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a": "1"})
    (site / "deep").mkdir()
    (site / "deep" / "stranger").write_text("x")
    for text in "234":
        build(site, {"a": text})
        assert contents(site) == {"a": text}


def test_a_changed_file_is_a_new_one_for_whoever_reads_the_old(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, {"a": "old"})
    with (site / "a").open() as reader:
        build(site, {"a": "new"})
        assert reader.read() == "old"


@pytest.mark.parametrize("damage", ["unmarked", "other", "gone"])
def test_a_spare_that_is_not_what_it_should_be_is_made_anew(tmp_path: Path, damage: str) -> None:
    site, spare = tmp_path / "site", tmp_path / ".site.spare"
    build(site, {"a": "1", "b": "2"})
    if damage == "gone":
        shutil.rmtree(spare)
    else:
        (spare / "junk").write_text("x")
        (spare / MARKER).write_text("state of another") if damage == "other" else (spare / MARKER).unlink()
    build(site, {"a": "1", "b": "3"})
    assert contents(site) == contents(spare) == {"a": "1", "b": "3"}


def test_the_state_is_named_by_the_files_alone(tmp_path: Path) -> None:
    first = build(tmp_path / "x", {"a": "1", "b": "2"})
    build(tmp_path / "y", {"b": "0", "c": "1"})
    second = build(tmp_path / "y", {"b": "2", "a": "1"})
    assert first.state == second.state
    assert (tmp_path / "x" / MARKER).read_bytes() == (tmp_path / "y" / MARKER).read_bytes()
    assert build(tmp_path / "y", {"b": "2"}).state != first.state
