"""Whatever a file holds or is called: a finding, never a traceback, and nobody else's findings lost."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.checks import Options, check, run
from plugins.checks.reports import FORMATS
from plugins.gazette import front_matter, source
from plugins.gazette.corpus import Corpus
from plugins.gazette.fields import FIELDS
from plugins.gazette.findings import Finding
from plugins.gazette.vocabularies import Vocabularies
from tests.checks.strategies import MARKDOWN

OPTIONS = Options(date(2026, 11, 22))
HEAD = "---\n标题: {}\n发布机构: 昆明市西山区人民政府\n发布日期: 2016-12-21\n公开属性: 主动公开\n公开方式: [政府网站]\n---\n"
FAULTY = HEAD.format("有错误的文件").replace("2016-12-21", "2016-02-30")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A tree with one faulty file, whose finding nothing may hide."""
    folder = tmp_path / "content" / "policies" / "2016"
    folder.mkdir(parents=True)
    (folder / "faulty.md").write_text(FAULTY, "utf-8")
    return tmp_path / "content"


def codes(content: Path, vocabularies: Vocabularies) -> list[str]:
    found = check(content, [], vocabularies, OPTIONS)
    for report in FORMATS.values():
        report(found).encode("utf-8")
    assert [f.code for f in found if f.path.endswith("faulty.md")] == ["DT001"]
    return [f.code for f in found if not f.path.endswith("faulty.md")]


def test_link_out_of_the_tree(content: Path, tmp_path: Path, vocabularies: Vocabularies) -> None:
    (tmp_path / "secret.md").write_text(HEAD.format("密"), "utf-8")
    (content / "policies/2016/a.md").symlink_to(tmp_path / "secret.md")
    assert codes(content, vocabularies) == ["SR001"]


def test_dangling_link(content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016/a.md").symlink_to(content / "nothing.md")
    assert codes(content, vocabularies) == ["SR002"]


def test_link_to_itself(content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016/a.md").symlink_to(content / "policies/2016/a.md")
    assert len(codes(content, vocabularies)) == 1


def test_linked_folder(content: Path, tmp_path: Path, vocabularies: Vocabularies) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "a.md").write_text(HEAD.format("密"), "utf-8")
    (content / "policies/2017").symlink_to(tmp_path / "elsewhere")
    assert codes(content, vocabularies) == ["SR001"]


def test_too_large(content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016/a.md").write_bytes(HEAD.format("大").encode() + b"\n" * 10_000_000)
    assert codes(content, vocabularies) == ["SR003"]


def test_too_long_head(content: Path, vocabularies: Vocabularies) -> None:
    text = HEAD.format("长").replace("---\n", "---\n概述: " + "甲" * 300_000 + "\n", 1)
    (content / "policies/2016/a.md").write_text(text, "utf-8")
    assert codes(content, vocabularies) == ["FM005"]


@pytest.mark.parametrize("name", ["带 空格", "引'号\"", "😀", "甲" * 82, "a?b#c%d", "x" * 247])
def test_odd_names_are_fine(name: str, content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016" / f"{name}.md").write_text(HEAD.format("奇名"), "utf-8")
    assert codes(content, vocabularies) == []


@pytest.mark.parametrize("name", ["\udcff\udcfe.md", "line\nbreak.md", "bell\x07.md"], ids=["latin", "newline", "bell"])
def test_names_that_no_address_can_carry(name: str, content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016" / name).write_text(HEAD.format("奇名"), "utf-8")
    assert codes(content, vocabularies) == ["AD005"]


@pytest.mark.parametrize(
    "bomb",
    [
        "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]",
        "[" * 5_000,
        "{a: " * 5_000,
        "- " * 5_000,
        "? " * 3_000,
        "a: " * 5_000,
        "标题: |" + "\n " * 5_000,
        "标题: \"\\uD800\"",
        "%YAML 9.9",
        "--- !!python/object/apply:os.system [x]",
    ],
)
def test_bombs(bomb: str, content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016/a.md").write_text(f"---\n{bomb}\n---\n正文。\n", "utf-8")
    assert codes(content, vocabularies)


def test_crlf_and_byte_order_mark_change_nothing(content: Path, vocabularies: Vocabularies) -> None:
    text = "\ufeff" + (HEAD.format("换行") + "一。\n\n<b onclick=x>甲</b>\n").replace("\n", "\r\n")
    (content / "policies/2016/a.md").write_bytes(text.encode("utf-8"))
    found = check(content, [Path("policies/2016/a.md")], vocabularies, OPTIONS)
    assert [(f.line, f.column, f.code) for f in found] == [(10, 4, "HT002")]


def findings(text: str, path: str, vocabularies: Vocabularies) -> list[Finding]:
    head, found = front_matter.parse(text, path)
    corpus = Corpus((source.build(path, "", head, vocabularies),), vocabularies)
    return [*found, *run(corpus, Options(date(2026, 11, 22), exists=lambda path: False))]


PATHS = st.sampled_from(["policies/2016/a.md", "bulletins/2016/06.md", "interpretations/a.md", "page.md", "x/2016-02-30.md"])
KEYS = st.sampled_from([*(field.key for field in FIELDS), "未知"])
VALUES = st.one_of(st.text(max_size=30), st.from_regex(r"[\[{&*!'\"|>%@`-]?[甲〔2016〕\-/.1号第\\]{0,20}[\]}]?", fullmatch=True))


@given(entries=st.lists(st.tuples(KEYS, VALUES), max_size=8), body=st.text(), path=PATHS)
def test_no_front_matter_raises(entries: list[tuple[str, str]], body: str, path: str, vocabularies: Vocabularies) -> None:
    text = "---\n" + "".join(f"{key}: {value}\n" for key, value in entries) + f"---\n{body}"
    lines = text.count("\n") + 1
    for finding in findings(text, path, vocabularies):
        assert 1 <= finding.line <= lines
        assert finding.column >= 1


@given(body=MARKDOWN)
def test_no_markdown_raises(body: str, vocabularies: Vocabularies) -> None:
    text = HEAD.format("甲") + body
    for finding in findings(text, "policies/2016/a.md", vocabularies):
        assert finding.line <= text.count("\n") + 1
        assert finding.column <= len(text.split("\n")[finding.line - 1]) + 1


@given(data=st.binary())
def test_no_bytes_raise(data: bytes) -> None:
    text, found = source.decode(data, "a.md")
    assert (text is None) == bool(found)
    if text is not None:
        front_matter.parse(text, "a.md")
