"""Every field keeps its text and its place, and one broken line hides no other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette import front_matter, yaml_head
from plugins.gazette.front_matter import FrontMatter, parse


def read(text: str) -> tuple[FrontMatter, list[tuple[int, int, str]]]:
    head, findings = parse(text, "content/a.md")
    return head, [(finding.line, finding.column, finding.code) for finding in findings]


def test_scalars_stay_the_text_they_are() -> None:
    head, findings = read("---\na: 06\nb: 2016-02-30\nc: yes\nd: 1e3\ne: ~\nf:\ng: '~'\n---\n")
    assert not findings
    assert [entry.value.text for entry in head.entries] == ["06", "2016-02-30", "yes", "1e3", "", "", "~"]


def test_places() -> None:
    head, _ = read("---\n标题: 甲\n关键词:\n  - 乙\n  - 丙\n文件: {a: [丁]}\n---\n正文\n")
    title, words, files = head.entries
    assert (title.line, title.column, title.value.line, title.value.column) == (2, 1, 2, 5)
    assert [(item.text, item.line, item.column) for item in words.value.items] == [("乙", 4, 5), ("丙", 5, 5)]
    ((_, value),) = files.value.pairs
    assert (value.items[0].line, value.items[0].column) == (6, 10)
    assert (head.body, head.body_line) == ("正文\n", 8)


KEYS = st.text(alphabet="甲乙丙abc", min_size=1, max_size=4)
WORDS = st.text(alphabet="甲乙丙丁一二 ，。（）〔〕2016", max_size=20).map(str.strip)


@given(entries=st.dictionaries(KEYS, WORDS), body=st.text(alphabet="甲乙\n-# ", max_size=40))
def test_what_was_written_is_read(entries: dict[str, str], body: str) -> None:
    text = "---\n" + "".join(f"{key}: '{value}'\n" for key, value in entries.items()) + "---\n" + body
    head, findings = read(text)
    assert not findings
    assert {entry.key: entry.value.data for entry in head.entries} == entries
    assert [entry.line for entry in head.entries] == list(range(2, len(entries) + 2))
    assert "\n".join(text.split("\n")[head.body_line - 1 :]) == head.body == body


@given(st.text())
def test_no_text_raises(text: str) -> None:
    parse(f"---\n{text}\n---\n", "a.md")
    parse(text, "a.md")


BROKEN = ["关键词: [甲", "关键词: '甲", "关键词: 甲: 乙", "关键词：甲", "关键词: &a 甲", "\t关键词: 甲", "关键词 甲"]


@pytest.mark.parametrize("broken", BROKEN)
def test_one_broken_line_hides_no_other(broken: str) -> None:
    head, findings = read(f"---\n标题: 题\n{broken}\n文号: 号\n---\n")
    assert [line for line, _, _ in findings] == [3]
    assert [(entry.key, entry.value.text) for entry in head.entries] == [("标题", "题"), ("文号", "号")]
    assert "关键词" in head.broken


def test_a_broken_value_below_its_key() -> None:
    head, findings = read("---\n标题: 题\n关键词:\n\t- 甲\n文号: 号\n---\n")
    assert findings == [(4, 1, "FM003")]
    assert [entry.key for entry in head.entries] == ["标题", "文号"]
    assert "关键词" in head.broken


def test_two_broken_lines_are_two_findings() -> None:
    _, findings = read("---\n标题: [\n文号: ']\n体裁: 意见\n---\n")
    assert [line for line, _, _ in findings] == [2, 3]


def test_unclosed_head_still_has_fields_and_body() -> None:
    head, findings = read("---\n标题: 题\n文号: [\n\n正文\n")
    assert [code for _, _, code in findings] == ["FM002", "FM003"]
    assert [entry.key for entry in head.entries] == ["标题"]
    assert (head.body, head.body_line) == ("\n正文\n", 4)


LINES = st.lists(
    st.tuples(
        st.sampled_from(["标题", "文号", "a b", "发布 日期", "k-1", "x.y", "失效日期"]),
        st.sampled_from([": ", ":  ", ":", "：", " : "]),
        st.text(alphabet="甲乙1a-:,[]{}#&*!|>'\"%@`~ ?=<_.（）“”\\/null", max_size=12),
        st.sampled_from(["", " ", "  "]),
    ).map("".join),
    min_size=1,
    max_size=4,
)


@given(LINES)
def test_plain_lines_are_read_as_yaml_reads_them(lines: list[str]) -> None:
    block = "\n".join(lines)
    plain = front_matter.plain_entries(block)
    if plain is not None:
        assert plain == list(yaml_head.compose(block, 2))


@pytest.mark.parametrize(
    "line",
    ["标题: 关于做好防汛工作的通知", "关键词: [政务公开, 五公开]", "date: 2016-12-21 09:30", "来源网址: https://www.gov.cn/a?b=1",
     "主题分类: 综合政务\\政务公开", "文号: 西政发[2016]1号", "关键词: [ 甲 , 乙 丙 ]", "a: b:c d"],
)  # fmt: skip
def test_ordinary_lines_are_plain(line: str) -> None:
    plain = front_matter.plain_entries(line)
    assert plain is not None
    assert plain == list(yaml_head.compose(line, 2))
