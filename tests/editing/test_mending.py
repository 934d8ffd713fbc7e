"""`invoke fix` changes what the findings say and nothing else, and what it has mended is found no more."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.editing import cli, mending
from plugins.gazette.findings import Edit
from plugins.portal.cli import Places
from tests.building import ROOT, policy, write

FAULTY = policy("关于防汛的通知", 文号="西政发(2020)1号", body="依据西政发[2019]3号，共１５项\u200b任务，\u200b于二○二○年完成。")
RIGHT = policy("关于防汛的通知", 文号="西政发〔2020〕1号", body="依据西政发〔2019〕3号，共15项任务，于二〇二〇年完成。")


def places(folder: Path) -> Places:
    return Places(str(folder / "content"), cache=str(folder / "cache"), settings=str(ROOT / "pelicanconf.py"))


def fix(folder: Path, *paths: str, dry: bool = False) -> int:
    return cli.fix([str(folder / "content" / path) for path in paths], places(folder), "2020-06-01", dry)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_safe_is_mended(end: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": ""})
    path = content / "policies/2020/a.md"
    path.write_bytes(FAULTY.replace("\n", end).encode())
    assert fix(tmp_path) == 0
    assert path.read_bytes().decode() == RIGHT.replace("\n", end)
    said = capsys.readouterr().out
    assert "-依据西政发[2019]3号，共１５项<U+200B>任务，<U+200B>于二○二○年完成。" in said
    assert "+依据西政发〔2019〕3号，共15项任务，于二〇二〇年完成。" in said
    assert "已改正 7 处（1 个文件）" in said
    assert fix(tmp_path) == 0
    assert "已改正 0 处（0 个文件）" in capsys.readouterr().out


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": FAULTY})
    assert fix(tmp_path, dry=True) == 0
    assert (content / "policies/2020/a.md").read_text("utf-8") == FAULTY
    assert "可以自动改正 7 处" in capsys.readouterr().out


def test_only_the_files_given(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": FAULTY, "policies/2020/b.md": FAULTY.replace("防汛", "抗旱")})
    assert fix(tmp_path, "policies/2020/a.md") == 0
    assert (content / "policies/2020/a.md").read_text("utf-8") == RIGHT
    assert "\u200b" in (content / "policies/2020/b.md").read_text("utf-8")


@pytest.mark.parametrize("more", [{"转载自": "中国政府网"}, {"检查例外": "[{规则: TX003, 理由: 原文如此}]"}])
def test_what_others_wrote_and_what_is_exempted_stays(more: dict[str, str], tmp_path: Path) -> None:
    text = policy("关于防汛的通知", body="共十五项\u200b任务。", **more)
    content = write(tmp_path / "content", {"policies/2020/a.md": text})
    assert fix(tmp_path) == 0
    assert (content / "policies/2020/a.md").read_text("utf-8") == text


EDITS = st.builds(Edit, st.integers(1, 3), st.integers(1, 6), st.integers(0, 4), st.text("新字", max_size=3))


@given(st.text("甲乙\n", max_size=12), st.lists(EDITS, max_size=5))
def test_edits_that_overlap_or_miss_harm_nothing(text: str, edits: list[Edit]) -> None:
    made = mending.mended("a.md", text.encode(), [e for e in edits if e.line <= text.count("\n") + 1])
    kept = [char for char in made.after.encoded().decode() if char in "甲乙\n"]
    assert made.count <= len(set(edits))
    assert len(kept) <= len(text)
    assert "".join(kept).count("\n") == text.count("\n")
