"""Every character of a body reaches the data, and headings go down one level at a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette.body import Body, Inline
from plugins.portal.markdown import render
from plugins.typeset import letter
from plugins.typeset.data import strings
from plugins.typeset.nodes import Node, Writer
from plugins.typeset.runs import split

LEAVES = st.builds(lambda text: Inline("text", text), st.text("甲乙丙丁ab，", min_size=1, max_size=5))
INLINES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda kind, children: Inline(kind, "", tuple(children)),
        st.sampled_from(["strong", "em", "del"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


def nodes(body: Body, base: int = 1) -> list[Node]:
    return Writer(base=base).body(body, letter.read(body.blocks))


def written(source: str) -> list[Node]:
    return nodes(render(("a.md", source)).body)


@given(st.lists(INLINES, max_size=5), st.integers(0, 20))
def test_a_cut_loses_nothing(inlines: list[Inline], length: int) -> None:
    plain = "".join(inline.plain for inline in inlines)
    head, tail = split(inlines, length)
    assert "".join(i.plain for i in head) == plain[:length]
    assert "".join(i.plain for i in tail) == plain[length:]


@given(
    st.lists(
        st.sampled_from(
            ["第一编 总则", "第一章 总则", "第二节 人", "## 一、甲", "#### 丁", "###### 戊", "文。"]
        )
    )
)
def test_headings_go_down_one_level_at_a_time(lines: list[str]) -> None:
    levels = [node["level"] for node in written("\n\n".join(lines)) if node["k"] == "h"]
    assert all(below <= above + 1 for above, below in zip([1, *levels], levels, strict=False))
    assert all(level >= 2 for level in levels)


def test_numbers_and_run_in_titles_stand_out() -> None:
    (article,) = written("第一条 为了公开。")
    _, section = written("二、甲\n\n（一）提高认识。各单位要重视。")
    assert article["x"] == [["hei", ["第一条"]], " 为了公开。"]
    assert section["x"][0][0] == "kai"
    assert "".join(section["x"][0][1]) == "（一）提高认识。"
    assert section["x"][1:] == ["各单位要重视。"]


@pytest.mark.parametrize("source", ["甲[^1]乙[^1]\n\n[^1]: 注文。", "甲\n\n[^1]: 注文。"])
def test_a_footnote_is_set_once(source: str) -> None:
    assert "".join(strings(written(source))).count("注文。") == 1


def test_a_signature_and_its_date_are_one_block() -> None:
    found = written("正文。\n\n区政府办公室\n\n区司法局\n\n2016年12月20日")
    assert [node["k"] for node in found] == ["p", "s"]
    assert found[1]["names"] == [["区政府办公室"], ["区司法局"]]


def test_a_line_end_between_marks_is_no_space() -> None:
    (node,) = written("甲**乙**  \n丙")
    assert "".join(text for text in strings(node["x"]) if text not in ("strong", "br")) == "甲乙丙"


def test_a_lost_image_is_reported() -> None:
    writer = Writer()
    body = render(("policies/a.md", "![图](b.png)")).body
    writer.body(body, letter.read(body.blocks))
    assert writer.lost_images == ["content:policies/b.png"]
