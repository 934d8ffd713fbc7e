"""Citations are found as official texts write them, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette.citations import find, scan
from plugins.gazette.prose import Prose


def cited(text: str) -> list[tuple[str, str, str]]:
    return [mention[:3] for mention in scan(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("按照《统计法》办理", [("统计法", "", "")]),
        ("《统计法》第三条", [("统计法", "", "tiao-3")]),
        ("《统计法》的第三条", [("统计法", "", "tiao-3")]),
        ("《统计法》第三条第一款", [("统计法", "", "tiao-3")]),
        ("《统计法》第一百二十条之一第二款第（三）项", [("统计法", "", "tiao-120-1-kuan-2-xiang-3")]),
        ("《统计法》第十条第三项第2目", [("统计法", "", "tiao-10-xiang-3-mu-2")]),
        ("《统计法》第三条、第五条和第八条", [("统计法", "", f"tiao-{n}") for n in (3, 5, 8)]),
        ("《统计法》第三条至第五条", [("统计法", "", "tiao-3"), ("统计法", "", "tiao-5")]),
        ("《统计法》第三条第二款、第四款", [("统计法", "", "tiao-3-kuan-2"), ("统计法", "", "tiao-3-kuan-4")]),
        ("《甲法》和《乙法》第五条", [("甲法", "", ""), ("乙法", "", "tiao-5")]),
        ("《条例甲》（国务院令第711号）", [("条例甲", "国务院令第711号", "")]),
        ("《意见甲》（西政发(2016)1号）第二条", [("意见甲", "西政发(2016)1号", "tiao-2")]),
        ("《意见甲》(西政发〔2016〕1号)", [("意见甲", "西政发〔2016〕1号", "")]),
        ("《办法甲》（试行）", [("办法甲（试行）", "", "")]),
        ("《办法甲（2019年修订）》", [("办法甲（2019年修订）", "", "")]),
        ("《印发〈关于甲的意见〉的通知》", [("印发〈关于甲的意见〉的通知", "", "")]),
        ("《印发《关于甲的意见》的通知》", [("印发《关于甲的意见》的通知", "", "")]),
        ("《条例甲》（以下简称《条例》）。《条例》第三条", [("条例甲", "", ""), ("条例甲", "", "tiao-3")]),
        ("《条例甲》（以下简称条例）。按照条例第三条", [("条例甲", "", ""), ("条例甲", "", "tiao-3")]),
        ("《条例甲》（国发〔2016〕1号，以下简称“条例”）", [("条例甲", "国发〔2016〕1号", "")]),
        ("《甲法》（以下称“办法”）。管理办法第三条", [("甲法", "", "")]),
        ("根据中办发〔2016〕8号和西政发〔2016〕1号文件", [("", "中办发〔2016〕8号", ""), ("", "西政发〔2016〕1号", "")]),
        ("国办发(2016)80号", [("", "国办发(2016)80号", "")]),
        ("中华人民共和国国务院令第711号", [("", "中华人民共和国国务院令第711号", "")]),
        ("依照刑法第十条的规定", [("刑法", "", "tiao-10")]),
        ("依照本条例第三条，本法第四条第二款", [("", "", "tiao-3"), ("", "", "tiao-4-kuan-2")]),
        ("《甲法》《乙法》（国发〔2016〕1号、国发〔2017〕2号）", [("甲法", "", ""), ("乙法", "", "")]),
    ],
)  # fmt: skip
def test_found(text: str, found: list[tuple[str, str, str]]) -> None:
    assert cited(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "第三条 内容。", "前款规定的情形", "该法第三条", "同条例第三条", "本法所称", "（2016）10号楼", "2016年第1号",
        "《统计\n法》", "《营业执照》", "第三章", "管理办法第三条", "《》", "》第三条", "",
    ],
)  # fmt: skip
def test_not_found(text: str) -> None:
    assert cited(text) == []


def test_a_citation_ends_with_its_line() -> None:
    assert cited("《统计法》\n第三条 内容") == [("统计法", "", "")]


def test_places_and_code() -> None:
    (one,) = find(Prose("`《甲法》`\n按照《乙法》第三条", 7))
    assert (one.text, one.line, one.column) == ("《乙法》第三条", 8, 3)


SIGNS = "《》〈〉（）()第三条款项之、和至的号令“”\n"
WORDS = ("〔2016〕", "[2016]", "8号", "国务院令第711号", "本法", "条例", "西政发", "以下简称", "依照", "试行", "刑法")
PIECES = st.lists(st.one_of(st.text(max_size=6), st.sampled_from([*SIGNS, *WORDS])), max_size=40)


@given(PIECES)
def test_no_text_raises_and_places_are_true(pieces: list[str]) -> None:
    text = "".join(pieces)
    last = 0
    for mention in scan(text):
        assert last <= mention.start < mention.end <= len(text)
        assert "\n" not in text[mention.start : mention.end]
        last = mention.end
    lines = text.split("\n")
    for citation in find(Prose(text, 1)):
        assert lines[citation.line - 1][citation.column - 1 :].startswith(citation.text)


def test_a_long_text_is_read_in_a_moment() -> None:
    for piece in ("《", "（", "《甲》（", "〔2016〕", "第三条、", "本法第三条、", "依照", "令第1号"):
        list(scan(piece * 20_000))
