"""A content tree becomes documents with their kinds and fields; reading alone finds what can't be read."""

from datetime import date
from pathlib import Path

import pytest

from plugins.gazette import source
from plugins.gazette.numbers import IssueNumber
from plugins.gazette.vocabularies import Column, Vocabularies, Vocabulary

COLUMNS = (Column("policies", "政策文件", "policy"), Column("bulletins", "政府公报", "bulletin"))
WORDS = Vocabularies(Vocabulary(()), Vocabulary(()), Vocabulary(()), Vocabulary(COLUMNS))


@pytest.fixture
def content(tmp_path: Path) -> Path:
    files = {
        "policies/2016/意见.md": "---\n标题: 意见\n发文字号: 西政发(2016)1号\ntags: [甲, 乙]\ndate: 2016-12-21 09:30\n"
        "依据: 中办发〔2016〕8号\n示例: 是\n---\n正文。\n",
        "bulletins/2016/06.md": "---\n期号: 6\n目录:\n  - 栏目: 区政府文件\n    文件: [policies/2016/意见.md]\n---\n",
        "guide.md": "---\n标题: 指南\n---\n",
        "vocabularies/a.md": "不读",
        "attachments/a.md": "不读",
        "policies/.hidden.md": "不读",
        "policies/.hidden/a.md": "不读",
    }
    for name, text in files.items():
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path / "content"


def test_documents(content: Path) -> None:
    read = source.read(content, WORDS)
    assert read.findings == ()
    assert [d.path for d in read.corpus.documents] == ["bulletins/2016/06.md", "guide.md", "policies/2016/意见.md"]
    issue, guide, policy = read.corpus.documents
    assert (issue.kind, issue.issue) == ("bulletin", IssueNumber(2016, 6, 6))
    (section,) = issue.contents
    assert (section.title, section.articles[0].text, section.articles[0].line) == ("区政府文件", "policies/2016/意见.md", 5)
    assert (guide.kind, guide.column) == ("page", "")
    assert (str(policy.document_number), policy.number_text) == ("西政发〔2016〕1号", "西政发(2016)1号")
    assert (policy.keywords, policy.published_on, policy.sample) == (("甲", "乙"), date(2016, 12, 21), True)
    assert (policy.body, policy.front_matter.body_line) == ("正文。\n", 9)
    assert read.corpus.incoming("contents", policy) == (issue,)


def test_corrections_of_earlier_issues(content: Path) -> None:
    entries = "{公报: 2016年6期, 文件: policies/2016/意见.md, 页: 第12页, 误: 甲, 正: 乙}, {公报: 2016年第6期, 误: 甲}"
    (content / "bulletins/2016/07.md").write_text(f"---\n期号: 7\n更正: [{entries}]\n---\n", "utf-8")
    corpus = source.read(content, WORDS).corpus
    issue, corrected = corpus.by_path["bulletins/2016/07.md"], corpus.by_path["bulletins/2016/06.md"]
    (correction,) = issue.corrections  # the one that lacks 正 is left to the checks
    assert (correction.page, correction.wrong, correction.right) == (12, "甲", "乙")
    assert (correction.line, correction.column, correction.issue.column) == (3, 6, 11)
    assert correction.document is not None
    assert correction.document.text == "policies/2016/意见.md"
    assert corpus.outgoing("corrects", issue) == (corrected,)
    assert corpus.incoming("corrects", corrected) == (issue,)


@pytest.mark.parametrize("name", ["2016年第6期", "2016年6期", "2016年第06期", "bulletins/2016/06"])
def test_an_issue_is_found_by_its_number(name: str, content: Path) -> None:
    found = source.read(content, WORDS).corpus.resolve(name)
    assert found is not None
    assert found.path == "bulletins/2016/06.md"


def test_reading_twice_gives_the_same(content: Path) -> None:
    assert source.read(content, WORDS).corpus.documents == source.read(content, WORDS).corpus.documents


def test_a_faulty_field_is_empty_and_its_words_are_kept(content: Path) -> None:
    (content / "policies/2016/意见.md").write_text("---\n标题: 甲\n成文日期: 2016-02-30\n文号: 不是\n---\n", "utf-8")
    document = source.read(content, WORDS).corpus.by_path["policies/2016/意见.md"]
    assert (document.signed_on, document.document_number, document.number_text) == (None, None, "不是")
    entry = document.entry("signed_on")
    assert entry is not None
    assert (entry.value.text, entry.value.line, entry.value.column) == ("2016-02-30", 3, 7)


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [("甲\n乙".encode("gbk"), 1, 1), ("甲".encode("utf-16"), 1, 1), ("甲\n乙".encode() + b"\xff", 2, 4)],
    ids=["gbk", "utf-16", "one byte"],
)
def test_other_encodings(data: bytes, line: int, column: int) -> None:
    text, (finding,) = source.decode(data, "a.md")
    assert text is None
    assert (finding.code, finding.line, finding.column) == ("SR005", line, column)


def test_line_ends_and_byte_order_marks() -> None:
    text, found = source.decode("\ufeff甲\r\n乙\r丙".encode(), "a.md")
    assert text == "甲\n乙\n丙"
    assert [(f.code, f.line, f.severity) for f in found] == [("SR008", 1, "note"), ("SR009", 1, "note")]
