"""编/章/节/条/款/项 and 一、（一）1.（1） are recognised, and their anchors come from the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette.numerals import chinese_number, in_chinese
from plugins.gazette.units import TextBlock, of_source, recognise
from plugins.portal.markdown import render


def anchors(*texts: str) -> list[str]:
    return [unit.anchor if unit else "" for unit in recognise(TextBlock(text) for text in texts)]


@given(st.integers(1, 9999))
def test_chinese_numbers(number: int) -> None:
    assert chinese_number(in_chinese(number)) == chinese_number(str(number)) == number


@pytest.mark.parametrize(("text", "number"), [("十", 10), ("二十", 20), ("一百零三", 103), ("一二三", 123), ("二〇一六", 2016)])
def test_chinese_numbers_as_found(text: str, number: int) -> None:
    assert chinese_number(text) == number


def test_a_law() -> None:
    found = anchors(
        "第一章 总则", "第一条 甲：", "（一）乙；", "（二）丙。", "第二款的话。", "（一）丁；", "1.戊",
        "第二章 分则", "第一节 己", "第二条 庚。", "第二条之一 辛。",
    )  # fmt: skip
    assert found == [
        "zhang-1", "tiao-1", "tiao-1-xiang-1", "tiao-1-xiang-2", "tiao-1-kuan-2", "tiao-1-kuan-2-xiang-1",
        "tiao-1-kuan-2-xiang-1-mu-1", "zhang-2", "zhang-2-jie-1", "tiao-2", "tiao-2-1",
    ]  # fmt: skip


def test_an_official_document() -> None:
    found = anchors("为了甲。", "一、总体要求", "（一）乙。丙。", "1.丁。", "（1）戊。", "二、己", "（一）庚")
    assert found == ["", "sec-1", "sec-1-1", "sec-1-1-1", "sec-1-1-1-1", "sec-2", "sec-2-1"]


def test_a_mention_is_no_number() -> None:
    assert anchors("第三条所称甲，是指乙。", "第三章规定的丙，适用丁。", "1.5 倍以上。") == ["", "", ""]
    assert anchors("第一条 甲。", "第三条所称乙，是指丙。") == ["tiao-1", "tiao-1-kuan-2"]


def test_the_next_article_needs_no_space() -> None:
    assert anchors("第一条为了甲。", "第二条本法所称乙。") == ["tiao-1", "tiao-2"]


def test_a_second_text_numbers_anew() -> None:
    assert anchors("第一条 甲", "第一条 乙", "丙") == ["tiao-1", "tiao-1--2", "tiao-1--2-kuan-2"]


def test_anchors_hold_still_when_text_before_them_changes() -> None:
    articles = [f"第{in_chinese(n)}条 内容。" for n in range(1, 30)]
    assert anchors("序言。", *articles)[1:] == anchors(*articles)


BLOCKS = st.one_of(
    st.text(max_size=20),
    st.from_regex(
        r"(第[一二三十百零千两]{1,3}(编|章|节|条)|[一二]、|（[一二]）|[12]\.|（1）)(之一)?[ 　]?[甲。，]{0,3}", fullmatch=True
    ),
)


@given(st.lists(st.builds(TextBlock, BLOCKS, st.integers(0, 3)), max_size=20))
def test_no_blocks_raise_and_anchors_are_single(blocks: list[TextBlock]) -> None:
    units = list(recognise(blocks))
    assert len(units) == len(blocks)
    found = [unit.anchor for unit in units if unit]
    assert len(found) == len(set(found))


NUMBERED = st.lists(
    st.sampled_from(["内容。", "（一）项；", "1.目；", "第一章 总则", "第二章 分则", "第一节 一般", "## 标题"]), max_size=6
)


@given(st.lists(NUMBERED, min_size=1, max_size=8), NUMBERED)
def test_text_before_an_article_leaves_later_anchors_as_they_are(articles: list[list[str]], inserted: list[str]) -> None:
    """Each article has a number of its own; whatever is put before the last one, its anchors hold still."""
    texts = [[f"第{in_chinese(n)}条 内容。", *rest] for n, rest in enumerate(articles, 1)]
    last = [text for text in texts[-1] if "章" not in text and "节" not in text]
    before = [text for article in texts[:-1] for text in article]
    assert anchors(*before, *inserted, *last)[-len(last) :] == anchors(*before, *last)[-len(last) :]


@pytest.mark.parametrize("inserted", [[], ["前言。"], ["（一）另一。"], ["一、另一件事", "（一）甲"]])
def test_sections_of_official_documents_keep_their_anchors(inserted: list[str]) -> None:
    """二、（三）1.（2）stands at sec-2-3-1-2 whatever was added to section 一."""
    texts = ["一、甲", "（一）乙", *inserted, "二、丙", "（三）丁", "1.戊", "（2）己"]
    if "一、另一件事" not in inserted:
        assert anchors(*texts)[-4:] == ["sec-2", "sec-2-3", "sec-2-3-1", "sec-2-3-1-2"]
    assert anchors(*texts)[-3:] == ["sec-2-3", "sec-2-3-1", "sec-2-3-1-2"]


LINES = st.lists(
    st.sampled_from([
        "第一条 甲。", "第二条 乙。", "第二款的话。", "（一）项；", "1.目；", "一、总则", "（二）分则", "## 第一章 总则", "附件1",
        "![图](a.png)", "| 甲 |\n|---|\n| 乙 |", "> 引文", "- 单子", "注[^1]。", "[^1]: 注释",
    ]),
    max_size=10,
)  # fmt: skip


@given(LINES)
def test_source_and_page_have_the_same_anchors(lines: list[str]) -> None:
    source = "\n\n".join(lines)
    rendered = render(("policies/2016/a.md", source)).body
    shown = [block.anchor for block in rendered.blocks if block.unit]
    assert [unit.anchor for _, unit in of_source(source, source)[0]] == shown


def test_a_heading_needs_no_space_after_its_number() -> None:
    name = "第五章“上海文化”品牌建设"
    units = list(recognise([TextBlock(name, 2), TextBlock(name), TextBlock("第一章的规定", 2)]))
    assert [unit and unit.anchor for unit in units] == ["zhang-5", None, None]
