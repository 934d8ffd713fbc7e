"""What stands in the text reaches the page as it stands."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.portal.markdown import render

TEXT = st.text(
    alphabet=st.sampled_from("第一二十条章节（）()〔〕《》“”、。，；：—…　 0123456789年月日_%&.+=/·①Ⅳ㎡\u3000abcXYZ"), max_size=60
)


def visible(text: str) -> str:
    """The characters of a text without its white space, which layout may change."""
    return re.sub(r"\s+", "", text)


def shown(source: str) -> str:
    return render(("policies/2016/a.md", source)).body.text


@pytest.mark.parametrize(
    "line",
    [
        "1. 第一项", "3. 第三项在前", "1.推进决策公开。", "（一）指导思想", "____年__月__日", "______",
        "证件号530112********123X", "5*6=30", "12*3*4", "3 < 5 且 5 > 3", "R&D经费", "AT&amp;T",
        "公文〔2016〕8号[1]", "综合政务\\政务公开", "～～～", "A~B~C", "——坚持依法公开。", "=1+1", "+86", ":::",
        "2016年12月21日", "第十二条　公民", "\u3000\u3000首行空两格", "※注", "#1楼", "`代码`以外",
    ],
)  # fmt: skip
def test_plain_lines_stay_as_written(line: str) -> None:
    expected = line.replace("&amp;", "&").replace("`", "").removeprefix("#")
    assert visible(shown(line)) == visible(expected)


@given(st.lists(TEXT, max_size=6))
def test_no_character_is_lost(lines: list[str]) -> None:
    # “+ ” and “- ” begin a list, “=” and “-” alone underline a heading: signs of Markdown, kept out of this test.
    lines = [re.sub(r"^\s*(?:[+=:]+|\d+[.)])\s*|&", "", line) for line in lines]
    assert visible(shown("\n\n".join(lines))) == visible("".join(lines))


def test_each_line_is_a_paragraph() -> None:
    rendered = render(("a.md", "第一行\n第二行  \n续行"))
    assert rendered.html == "<p>第一行</p>\n<p>第二行<br>\n续行</p>"


def test_numbers_are_never_made_anew() -> None:
    assert "<ol>" not in render(("a.md", "3. 三\n4. 四")).html


def test_lists_tables_footnotes_and_code_work() -> None:
    html = render(("a.md", "- 甲\n- 乙\n\n|a|b|\n|:-:|-|\n|1|2|\n\n注[^1]\n\n```python\nx = 1\n```\n\n[^1]: 说明")).html
    for part in ("<li>甲</li>", '<td class="align-center">1</td>', 'id="fnref:1"', 'class="highlight"', "说明"):
        assert part in html


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>", "<ScRiPt src=//x></sCrIpT>", '<img src=x onerror="alert(1)">', "<style>*{}</style>",
        "[点](javascript:alert(1))", "[点](JaVaScRiPt:alert(1))", "[点](data:text/html,x)", "<a href='java\nscript:1'>x</a>",
        "<iframe src=x></iframe>", "<svg onload=alert(1)>", "<math><mi xlink:href='javascript:1'>", "<form action=x>",
        "<p style='background:url(x)'>x</p>", "<div class='x' onclick='y'>z</div>", "<object data=x>",
        "<!-- 注释 -->",
        "![图](../../../../etc/passwd)", "<base href=//x>", "<meta http-equiv=refresh>", "<link rel=stylesheet href=//x>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", "[x]: javascript:alert(1)\n\n[x]",
        "<javascript:alert(1)>",
    ],
)  # fmt: skip
def test_nothing_that_runs_gets_through(attack: str) -> None:
    html = render(("policies/2016/a.md", attack)).html.lower()
    tags = re.findall(r"<(\w+)", html)
    assert not set(tags) & {"script", "style", "iframe", "svg", "math", "form", "object", "base", "meta", "link", "noscript"}
    assert not re.search(r"<[^>]*\son\w+=|<[^>]*(?:href|src)=\"(?:java|data)|<[^>]*style=|<!--|passwd", html)


def test_what_is_taken_out_is_told() -> None:
    problems = render(("a.md", "<script>x</script> <b onclick=y>z</b> [a](javascript:b)")).problems
    assert [p.seen for p in problems] == ["<script", "onclick=", "javascript:b"]
