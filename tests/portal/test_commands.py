"""The commands as they are typed: paths, formats, exit statuses, the preview server."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import pytest

from plugins.portal.serve import serve, server
from tests.building import DAY, ROOT, policy, write


def invoke(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    bad = policy(title="")
    return write(tmp_path / "content", {"policies/2020/a.md": bad, "policies/2020/b.md": bad, "policies/2021/c.md": bad})


def check(content: Path, *words: str | Path) -> subprocess.CompletedProcess[str]:
    return invoke("check", *map(str, words), "--content", str(content), "--date", DAY.isoformat())


def test_check_names_every_file(faulty: Path) -> None:
    run = check(faulty, "--format", "json")
    found = json.loads(run.stdout)
    assert run.returncode == 1
    assert sorted(Path(f["path"]).name for f in found) == ["a.md", "b.md", "c.md"]
    assert all(set(f) >= {"path", "line", "column", "code", "severity", "message", "hint"} for f in found)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["policies/2020/a.md"], ["a.md"]),
        (["policies/2020/a.md", "policies/2021/c.md"], ["a.md", "c.md"]),
        (["policies/2020"], ["a.md", "b.md"]),
        (["policies/2020", "policies/2021"], ["a.md", "b.md", "c.md"]),
    ],
)
def test_check_takes_any_number_of_paths(faulty: Path, given: Sequence[str], expected: list[str]) -> None:
    run = check(faulty, *(faulty / name for name in given), "--format", "json")
    assert sorted(Path(f["path"]).name for f in json.loads(run.stdout)) == expected


def test_check_of_good_content_is_quiet(tmp_path: Path) -> None:
    run = check(write(tmp_path / "content", {"policies/2020/a.md": policy()}))
    assert run.returncode == 0
    assert "没有发现问题" in run.stdout


def test_an_unknown_format_is_explained(faulty: Path) -> None:
    run = check(faulty, "--format", "xml")
    assert run.returncode == 2
    assert "sarif" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_content_folder_that_is_not_there_is_explained(tmp_path: Path) -> None:
    run = invoke("build", "--content", str(tmp_path / "nothing"), "--output", str(tmp_path / "out"))
    assert run.returncode == 2
    assert "nothing" in run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    assert not (tmp_path / "out").exists()


def test_output_and_content_stay_apart(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy()})
    run = invoke("build", "--content", str(content), "--output", str(content / "site"))
    assert run.returncode == 2
    assert "不能一个在另一个里面" in run.stderr
    assert not (content / "site").exists()


def test_a_wrong_date_is_explained_in_chinese(tmp_path: Path) -> None:
    run = invoke("build", "--date", "2026-13-01")
    assert run.returncode == 2
    assert "构建日期应写作" in run.stderr


def test_paths_count_from_where_the_command_is_typed() -> None:
    command = [sys.executable, "-m", "invoke", "check", "open-government-opinions.md", "--date", DAY.isoformat()]
    run = subprocess.run(command, cwd=ROOT / "content/policies/2016", capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def fetch(url: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def test_the_server_follows_an_exchanged_folder(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"index.html": "旧", "404.html": "没有这一页"})
    with server(site, 0) as running:
        address = f"http://127.0.0.1:{running.server_address[1]}/"
        assert fetch(address) == (200, "旧".encode())
        site.rename(tmp_path / "old")
        write(tmp_path / "site", {"index.html": "新", "404.html": "没有这一页"})
        assert fetch(address) == (200, "新".encode())
        assert fetch(f"{address}nowhere/") == (404, "没有这一页".encode())
        running.shutdown()


def test_serve_builds_again_when_a_file_is_saved(tmp_path: Path) -> None:
    content, said, builds = write(tmp_path / "content", {"a.md": "1"}), list[str](), list[str]()

    def build() -> int:
        builds.append((content / "a.md").read_text())
        return 0

    def say(text: str) -> None:
        said.append(text)

    stop = threading.Event()
    thread = threading.Thread(target=serve, args=(build, [content], tmp_path / "out", 0, say, stop), daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while builds[-1:] != ["2"] and time.monotonic() < deadline:
        if builds:  # only a change after the first build is one to see
            (content / "a.md").write_text("2")
        time.sleep(0.5)
    stop.set()
    thread.join(10)
    assert builds[0] == "1"
    assert builds[-1] == "2"
    assert any("a.md" in text for text in said)
