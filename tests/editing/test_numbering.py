"""索引号 are given once, in order, and never again; what is numbered is in the ledger."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.editing import cli
from plugins.gazette import ledger, source, vocabularies
from plugins.gazette.ledger import Entry, Ledger
from plugins.portal.cli import Places
from tests.building import ROOT, policy, write

CODE = "015116516"
SEED = f"索引号: {CODE}-201612-480926"


def number(content: Path, *paths: str, day: str = "2020-06-01") -> int:
    return cli.number([str(content / path) for path in paths], Places(str(content), settings=str(ROOT / "pelicanconf.py")), day)


def numbers(content: Path) -> dict[str, str]:
    words = vocabularies.read(ROOT / "content" / "vocabularies")
    return {d.path: d.index_text for d in source.read(content, words).corpus.documents}


def registered(content: Path) -> Ledger:
    known, faults = source.read_ledger(content)
    assert faults == []
    return known


def test_oldest_first_after_the_highest_number(tmp_path: Path) -> None:
    seed = policy("甲", "2016-12-21").replace("体裁", f"{SEED}\n体裁")
    files = {"policies/2016/a.md": seed, "policies/2020/c.md": policy("丙", "2020-05-07"), "policies/2020/b.md": policy("乙")}
    content = write(tmp_path / "content", files)
    assert number(content) == 0
    assert numbers(content) == {
        "policies/2016/a.md": f"{CODE}-201612-480926",
        "policies/2020/b.md": f"{CODE}-202005-480927",
        "policies/2020/c.md": f"{CODE}-202005-480928",
    }
    assert (content / "policies/2020/b.md").read_text("utf-8") == policy("乙").replace(
        "标题: 乙\n", f"标题: 乙\n索引号: {CODE}-202005-480927\n"
    )
    assert {entry.path for entry in registered(content).entries} == set(files)


def test_again_changes_nothing(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy("甲")})
    number(content)
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    assert number(content, day="2021-01-01") == 0
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before


def test_numbers_of_withdrawn_documents_are_not_given_again(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy("甲"), "policies/2020/b.md": policy("乙")})
    number(content)
    (content / "policies/2020/b.md").unlink()
    write(content, {"policies/2020/c.md": policy("丙", "2020-05-08")})
    number(content)
    assert numbers(content)["policies/2020/c.md"] == f"{CODE}-202005-000003"


def test_versions_of_one_work_share_their_number(tmp_path: Path) -> None:
    folder = "policies/2020/办法"
    versions = {f"{folder}/{day}.md": policy("办法", day) for day in ("2020-05-06", "2021-05-06")}
    content = write(tmp_path / "content", versions)
    number(content)
    assert set(numbers(content).values()) == {f"{CODE}-202005-000001"}
    assert len(registered(content).entries) == 2


@pytest.mark.parametrize("more", [{"示例": "是"}, {"status": "draft"}, {"转载自": "中国政府网"}, {"发布机构": "国务院"}])
def test_what_gets_no_number(tmp_path: Path, more: dict[str, str]) -> None:
    text = policy("甲", **{key: value for key, value in more.items() if key != "发布机构"})
    text = text.replace("昆明市西山区人民政府", more.get("发布机构", "昆明市西山区人民政府"))
    content = write(tmp_path / "content", {"policies/2020/a.md": text})
    assert number(content) == 0
    assert (content / "policies/2020/a.md").read_text("utf-8") == text
    assert not (content / ledger.PATH).exists()


def test_a_sample_is_numbered_when_it_is_named(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy("（示例）甲", 示例="是")})
    assert number(content, "policies/2020/a.md") == 0
    assert numbers(content) == {"policies/2020/a.md": f"{CODE}-202005-000001"}


def test_a_head_that_cannot_be_read_gets_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = policy("甲").replace("体裁: 通知", "体裁：通知")
    content = write(tmp_path / "content", {"policies/2020/a.md": text, "policies/2020/b.md": policy("乙")})
    assert number(content) == 1
    assert (content / "policies/2020/a.md").read_text("utf-8") == text
    assert numbers(content)["policies/2020/b.md"] == f"{CODE}-202005-000001"
    assert "policies/2020/a.md：没有编号：元数据有错误" in capsys.readouterr().err


def test_an_empty_field_is_filled_and_its_comment_kept(tmp_path: Path) -> None:
    text = policy("甲").replace("体裁", "索引号:   # 由办公室编\n体裁")
    content = write(tmp_path / "content", {"policies/2020/a.md": text})
    number(content)
    assert f"\n索引号: {CODE}-202005-000001  # 由办公室编\n" in (content / "policies/2020/a.md").read_text("utf-8")


def test_only_the_paths_given(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy("甲"), "policies/2021/b.md": policy("乙", "2021-05-06")})
    assert number(content, "policies/2021") == 0
    assert numbers(content) == {"policies/2020/a.md": "", "policies/2021/b.md": f"{CODE}-202105-000001"}
    assert number(content, "policies/2022") == 2


def test_another_pattern(tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy("甲")})
    shutil.copytree(ROOT / "content" / "vocabularies", content / "vocabularies")
    write(content, {"vocabularies/index-numbers.yaml": '- pattern: "{organisation}/{year}-{serial:5}"\n'})
    assert number(content) == 0
    assert numbers(content)["policies/2020/a.md"] == f"{CODE}/2020-00001"


def test_a_pattern_that_cannot_be_assigned_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy("甲")})
    write(content, {"vocabularies/index-numbers.yaml": '- pattern: "{region:6}-{serial:5}"\n'})
    assert number(content) == 1
    assert "policies/2020/a.md：没有编号：" in capsys.readouterr().err


def test_a_broken_ledger_is_never_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy("甲"), ledger.PATH: "坏了\n"})
    assert number(content) == 1
    assert (content / ledger.PATH).read_text("utf-8") == "坏了\n"
    assert "LG001" in capsys.readouterr().err


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=20)
ENTRIES = st.builds(Entry, WORDS, WORDS, WORDS, st.dates(), st.dates())


@given(st.lists(ENTRIES, unique=True, max_size=5))
def test_what_the_ledger_writes_it_reads(entries: list[Entry]) -> None:
    known = Ledger(tuple(sorted(entries)))
    assert ledger.parse(str(known)) == (known, [])


@given(st.text())
def test_no_ledger_raises(text: str) -> None:
    ledger.parse(text)
