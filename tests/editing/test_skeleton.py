"""`invoke new` writes a draft that its editor only has to fill in."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.checks import Options, check
from plugins.editing import cli, skeleton
from plugins.gazette import front_matter, vocabularies
from plugins.gazette.findings import Severity
from plugins.gazette.kinds import KINDS, Kind
from plugins.gazette.placeholders import BLANK
from plugins.gazette.vocabularies import Vocabularies
from plugins.portal.cli import Places
from tests.building import DAY, ROOT, write

KINDS_WITH_COLUMN = [kind for kind in KINDS if kind.id != "page"]


@pytest.fixture(scope="module")
def words() -> Vocabularies:
    return vocabularies.read(ROOT / "content" / "vocabularies")


@pytest.mark.parametrize("kind", KINDS_WITH_COLUMN, ids=lambda kind: kind.id)
def test_a_skeleton_is_a_draft_without_errors(kind: Kind, words: Vocabularies, tmp_path: Path) -> None:
    made = skeleton.skeleton(kind, words, DAY)
    content = write(tmp_path / "content", {made.path: made.text})
    found = check(content, [], words, Options(DAY))
    assert found != []
    assert {finding.severity for finding in found} <= {Severity.WARNING, Severity.NOTE}
    head, unread = front_matter.parse(made.text, made.path)
    assert unread == []
    assert all(head.get(key) for key in kind.required)


@pytest.mark.parametrize("kind", KINDS_WITH_COLUMN, ids=lambda kind: kind.id)
def test_what_is_not_filled_keeps_it_from_being_published(kind: Kind, words: Vocabularies, tmp_path: Path) -> None:
    made = skeleton.skeleton(kind, words, DAY)
    text = "".join(line for line in made.text.splitlines(keepends=True) if not line.startswith("status"))
    found = check(write(tmp_path / "content", {made.path: text}), [], words, Options(DAY))
    lines = {number for number, line in enumerate(text.splitlines(), 1) if BLANK in line}
    assert {f.line for f in found if f.code == "UN001" and f.severity is Severity.ERROR} == lines


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=60).map(str.strip))
def test_a_title_is_read_back_as_given(title: str) -> None:
    head, _ = front_matter.parse(f"---\n标题: {skeleton.scalar(title)}\n---\n", "a.md")
    entry = head.get("标题")
    assert entry is not None
    assert entry.value.text == title


def new(content: Path, kind: str, title: str = "", name: str = "") -> int:
    return cli.new(kind, title, name, Places(str(content), settings=str(ROOT / "pelicanconf.py")), "2020-05-06")


def test_never_over_a_file_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "policies" / "2020" / "关于防汛的通知.md"
    assert new(tmp_path, "政策文件", "关于防汛的通知") == 0
    path.write_text("改过的", "utf-8")
    assert new(tmp_path, "policies", "关于防汛的通知") == 1
    assert path.read_text("utf-8") == "改过的"
    assert "已有文件" in capsys.readouterr().err


def test_bulletins_are_numbered_through(tmp_path: Path) -> None:
    assert [new(tmp_path, "政府公报"), new(tmp_path, "bulletin")] == [0, 0]
    assert sorted(path.name for path in (tmp_path / "bulletins" / "2020").iterdir()) == ["01.md", "02.md"]


@pytest.mark.parametrize(("kind", "said"), [("办事指难", "办事指南"), ("polcy", "policy"), ("", "可用：政策文件")])
def test_unknown_kind(kind: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert new(tmp_path, kind) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("name", ["../../x", "a/b", "/etc/passwd"])
def test_no_name_leaves_its_folder(name: str, tmp_path: Path) -> None:
    assert new(tmp_path / "content", "政策文件", name=name) == 0
    assert all(path.is_relative_to(tmp_path / "content" / "policies" / "2020") for path in tmp_path.rglob("*.md"))
    assert len([*tmp_path.rglob("*.md")]) == 1


def test_date_is_an_argument(words: Vocabularies) -> None:
    made = skeleton.skeleton(words.kinds.find("policy"), words, date(2031, 2, 3))
    assert "发布日期: 2031-02-03" in made.text
    assert made.path.startswith("policies/2031/")
