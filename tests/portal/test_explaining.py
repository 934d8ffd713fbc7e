"""What a build says of itself: how much it made anew, and for one address why."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from plugins.engine.stamps import SETTLED
from plugins.portal import cli
from plugins.portal.cli import Places
from plugins.search import build as search_build
from tests.building import DAY, ROOT, files, policy, write

Said = pytest.CaptureFixture[str]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    basis = {"policies/2020/b.md": policy("乙通知", 依据="[policies/2020/a.md]"), "policies/2020/c.md": policy("丙通知")}
    return write(tmp_path / "content", {"policies/2020/a.md": policy("甲通知"), **basis})


def build(content: Path, capsys: Said, **wishes: object) -> str:
    folder = content.parent
    places = Places(str(content), str(folder / "output"), str(folder / "cache"), str(ROOT / "pelicanconf.py"))
    capsys.readouterr()
    assert cli.build(places, DAY.isoformat(), **{"pdf": False, **wishes}) == 0  # type: ignore[arg-type]
    return capsys.readouterr().out


def test_one_body_is_two_pages(content: Path, capsys: Said) -> None:
    build(content, capsys)
    write(content, {"policies/2020/c.md": policy("丙通知", body="改了。")})
    said = build(content, capsys, explain="policies/2020/c/")
    assert "渲染 2 页" in said
    assert "文件页面 policies/2020/c：重新生成" in said
    assert "  原因：正文 policies/2020/c.md 有变化" in said


def test_a_title_reaches_those_who_show_it(content: Path, capsys: Said) -> None:
    build(content, capsys)
    write(content, {"policies/2020/a.md": policy("甲新通知")})
    said = build(content, capsys, explain="policies/2020/b/")
    assert "文件页面 policies/2020/b：重新生成" in said
    assert "  原因：内容有变化" in said
    assert "  涉及改动过的文稿：content/policies/2020/a.md" in said
    write(content, {"policies/2020/a.md": policy("甲又新通知")})
    assert "文件页面 policies/2020/c：没有重新生成" in build(content, capsys, explain="policies/2020/c/")


def test_without_changes_nothing_is_made(content: Path, capsys: Said) -> None:
    said = build(content, capsys)
    assert "重新生成：" not in said, "a first build makes everything: there is nothing to explain"
    time.sleep(3 * SETTLED / 1e9)
    build(content, capsys)  # files that were new a moment ago are looked at once more
    assert "没有变化，渲染 0 页" in build(content, capsys, explain="policies/2020/c/")


def test_an_address_that_is_not_there(content: Path, capsys: Said) -> None:
    build(content, capsys)
    write(content, {"policies/2020/c.md": policy("丙通知", body="改了。")})
    assert "nowhere/：没有这个页面或文件" in build(content, capsys, explain="nowhere/")


def test_a_title_does_not_make_the_whole_index_anew(content: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    build(content, capsys)
    write(content, {"policies/2020/a.md": policy("甲新通知")})
    with monkeypatch.context() as patch:
        patch.delattr(search_build, "build_index")
        build(content, capsys)
    mended = files(content.parent / "output")
    build(content, capsys, fresh=True)
    assert files(content.parent / "output") == mended


def test_pages_alone(content: Path) -> None:
    """Each in a process of its own, as a person runs them: plugins that were loaded stay loaded."""
    whole, alone, again = (run(content, *wish) for wish in ((), ("--only=pages",), ()))
    assert {path.partition("/")[0] for path in whole.keys() - alone.keys()} >= {"api", "catalogue", "search"}
    assert "policies/2020/a/index.html" in alone
    assert "policies/2020/a/document.json" not in alone
    assert again == whole


def run(content: Path, *wishes: str) -> dict[str, bytes]:
    places = [f"--content={content}", f"--output={content.parent / 'output'}", f"--cache={content.parent / 'cache'}"]
    command = [sys.executable, "-m", "invoke", "build", "--no-pdf", f"--date={DAY}", *places, *wishes]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return files(content.parent / "output")


def test_only_pages_can_be_wished_for(content: Path, capsys: Said) -> None:
    places = Places(str(content), str(content.parent / "output"), str(content.parent / "cache"), str(ROOT / "pelicanconf.py"))
    assert cli.build(places, DAY.isoformat(), only="feeds") == 2
    assert "--only 只能是 pages；当前为“feeds”" in capsys.readouterr().err
