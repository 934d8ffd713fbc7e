"""Whatever a file holds or is called: a finding, never a traceback, and nobody else's findings lost."""

import errno
import os
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.checks import Options, check, run
from plugins.checks.reports import FORMATS
from plugins.gazette import document_reader, front_matter, source
from plugins.gazette.corpus import Corpus
from plugins.gazette.fields import FIELDS
from plugins.gazette.findings import Finding, Severity
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


def test_a_pipe_keeps_nobody_waiting(content: Path, vocabularies: Vocabularies) -> None:
    os.mkfifo(content / "policies/2016/a.md")
    (content / "policies/2016/b.md").write_text(HEAD.format("管道").replace("---\n", "---\n附件: [c.pdf]\n", 1), "utf-8")
    os.mkfifo(content / "policies/2016/c.pdf")
    assert codes(content, vocabularies) == ["SR002", "AT001"]


def test_a_device(content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016/a.md").symlink_to("/dev/zero")
    assert codes(content, vocabularies) == ["SR001"]


def test_a_folder_that_is_named_as_a_document(content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016/a.md").mkdir()
    (content / "policies/2016/a.md/b.md").write_text(HEAD.format("夹"), "utf-8")
    assert codes(content, vocabularies) == []


def test_a_folder_that_can_not_be_read(
    content: Path, vocabularies: Vocabularies, monkeypatch: pytest.MonkeyPatch
) -> None:
    (content / "policies/2017").mkdir()
    scan = os.scandir

    def refusing(path: str) -> Any:
        if str(path).endswith("2017"):
            raise PermissionError(errno.EACCES, "拒绝访问", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = check(content, [], vocabularies, OPTIONS)
    assert [(f.path, f.code) for f in found] == [("content/policies/2016/faulty.md", "DT001"), ("content/policies/2017", "SR002")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", ["SR004"]),
        (b" \n\t\n", ["SR004"]),
        (HEAD.format("国标").encode("gbk"), ["SR005"]),
        (HEAD.format("宽").encode("utf-16"), ["SR005"]),
        (HEAD.format("wide").encode("utf-16-le"), ["SR005"]),
        ("---\ntitle: wide\n---\n".encode("utf-16-be"), ["SR005"]),
        (HEAD.format("甲").encode() + b"caf\xe9\n", ["SR005"]),
        (HEAD.format("甲").encode() + "𠮷\n".encode()[:3], ["SR005"]),
        (HEAD.format("甲").encode() + b"a\0b\n", ["TX001"]),
        (HEAD.format("a\0b").encode(), ["FM003", "TX001"]),
        (b"\0" * 100, ["SR005"]),
        (b"---", ["FM002"]),
        (b"---\n---\n", ["FM001"]),
        (b"---\n# \n---\n", ["FM001"]),
        (HEAD.format("甲").replace("---\n", "---\n概述: 2016-02-30\n", 1).encode(), []),
        (HEAD.format("甲").replace("---\n", "---\n<<: {a: b}\n", 1).encode(), ["FM011"]),
        (HEAD.format("甲").replace("---\n", "---\n<<: *a\n", 1).encode(), ["FM004"]),
        (HEAD.format("甲").replace("---\n", f"---\n文号: {'9' * 5000}\n", 1).encode(), ["DN006"]),
        (HEAD.format("甲").replace("---\n", f"---\n文号: 西政发〔2016〕{'9' * 5000}号\n", 1).encode(), ["DN006"]),
        (HEAD.format("甲").replace("---\n", "---\n成文日期: 2016-12-99999999999999999999\n", 1).encode(), ["DT001"]),
        (HEAD.format("甲").replace("---\n", "---\n检查例外: [{规则: a, 规则: b, 理由: c}]\n", 1).encode(), ["EX002", "FM012"]),
    ],
    ids=range(21),
)
def test_bytes(data: bytes, expected: list[str], content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016/a.md").write_bytes(data)
    assert codes(content, vocabularies) == expected


@pytest.mark.parametrize("end", ["...", "…", "--", "----", "——"])
def test_a_head_that_another_sign_ends(end: str, content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016/a.md").write_text(HEAD.format("甲")[:-4] + f"{end}\n正文。\n", "utf-8")
    assert "FM002" in codes(content, vocabularies)


@pytest.mark.parametrize("sign", [
    "甲，乙。《关于》第一条", "[(", "1234567890123", "1 ", "3室", "|", "<a ", "`a``", "学生姓名：张三、", "住址：", "路1号",
    "<", "](", "&#49;", "《", "第一", "（", "2016年", "\t", "-", "12.",
])  # fmt: skip
def test_a_long_line_is_read_to_its_end(sign: str, content: Path, vocabularies: Vocabularies) -> None:
    """Were any rule quadratic in the length of a line, this would take minutes."""
    long = HEAD.format("长") + sign * (400_000 // len(sign)) + "\n成文日期：2016年\u200b。\n"
    (content / "policies/2016/a.md").write_text(long, "utf-8")
    assert "TX003" in codes(content, vocabularies)


def test_a_line_of_a_megabyte(content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016/a.md").write_text(HEAD.format("长") + "甲乙丙丁，" * 200_000 + "\n", "utf-8")
    assert set(codes(content, vocabularies)) <= {"TX005"}


def test_ten_thousand_fields(content: Path, vocabularies: Vocabularies) -> None:
    many = "".join(f"publish{number}: 甲\n" for number in range(10_000))
    (content / "policies/2016/a.md").write_text(HEAD.format("多").replace("---\n", f"---\n{many}", 1), "utf-8")
    assert set(codes(content, vocabularies)) == {"FM011"}


def test_two_files_of_one_address(content: Path, vocabularies: Vocabularies) -> None:
    for name in ("甲 乙", "甲-乙"):
        (content / "policies/2016" / f"{name}.md").write_text(HEAD.format(name), "utf-8")
    assert codes(content, vocabularies) == ["AD007", "AD001"]


def asked(content: Path, vocabularies: Vocabularies, *paths: Path) -> list[tuple[str, str]]:
    return [(finding.path, finding.code) for finding in check(content, paths, vocabularies, OPTIONS)]


def test_what_may_be_asked_for(content: Path, tmp_path: Path, vocabularies: Vocabularies) -> None:
    (content / "attachments").mkdir()
    (content / "attachments/a.pdf").write_bytes(b"%PDF-1.4")
    (tmp_path / "outside.md").write_text(FAULTY, "utf-8")
    faulty = ("content/policies/2016/faulty.md", "DT001")
    assert asked(content, vocabularies, content / "policies/2016/faulty.md") == [faulty]
    assert asked(content, vocabularies, Path("policies")) == [faulty]
    assert asked(content, vocabularies, content) == [faulty]
    assert asked(content, vocabularies, Path("attachments")) == []
    assert asked(content, vocabularies, Path("attachments/a.pdf")) == [("content/attachments/a.pdf", "SR006")]
    for path in (tmp_path / "outside.md", Path("policies/*.md"), Path("\0"), Path("x" * 5000)):
        assert asked(content, vocabularies, path) == [(path.as_posix().replace("\0", "\\u{0}"), "SR006")]


@pytest.mark.parametrize(
    ("name", "severity"),
    [
        ("带 空格", "note"), ("😀", "note"), ("甲" * 82, "note"), ("甲" * 82 + "x", "note"), ("x" * 247, "note"),
        ("引'号\"", "warning"), ("“引”", "note"), ("引'号", "note"), ("a?b#c%d", "warning"), ("<b>&amp;", "warning"),
    ],
)  # fmt: skip
def test_odd_names_are_told_and_read(name: str, severity: str, content: Path, vocabularies: Vocabularies) -> None:
    (content / "policies/2016" / f"{name}.md").write_text(HEAD.format("奇名"), "utf-8")
    (found,) = [f for f in check(content, [], vocabularies, OPTIONS) if not f.path.endswith("faulty.md")]
    assert (found.code, found.line, found.severity) == ("AD007", 1, severity)


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


def test_crlf_and_byte_order_mark_are_told_and_change_nothing(content: Path, vocabularies: Vocabularies) -> None:
    text = "\ufeff" + (HEAD.format("换行") + "一。\n\n<b onclick=x>甲</b>\n").replace("\n", "\r\n")
    (content / "policies/2016/a.md").write_bytes(text.encode("utf-8"))
    found = check(content, [Path("policies/2016/a.md")], vocabularies, OPTIONS)
    assert [(f.line, f.column, f.code) for f in found] == [(1, 1, "SR008"), (1, 1, "SR009"), (10, 4, "HT002")]
    assert {f.severity for f in found[:2]} == {"note"}


def findings(text: str, path: str, vocabularies: Vocabularies) -> list[Finding]:
    head, found = front_matter.parse(text, path)
    corpus = Corpus((document_reader.build(path, "", head, vocabularies),), vocabularies)
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
def test_no_bytes_raise(data: bytes, vocabularies: Vocabularies) -> None:
    text, found = source.decode(data, "a.md")
    assert (text is None) == any(finding.severity is Severity.ERROR for finding in found)
    if text is not None:
        findings(text, "policies/2016/a.md", vocabularies)


STARTS = st.sampled_from([b"---\n", b"---\r\n", b"\xef\xbb\xbf---\n", HEAD.format("甲").encode()])


@given(data=st.binary(max_size=200), head=STARTS)
def test_no_file_raises(data: bytes, head: bytes, vocabularies: Vocabularies) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "policies").mkdir()
        (Path(folder) / "policies/a.md").write_bytes(head + data)
        for report in FORMATS.values():
            report(check(Path(folder), [], vocabularies, OPTIONS)).encode("utf-8")
