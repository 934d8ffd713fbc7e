"""Citations are marked in a page without a character changed, and never inside links, code or headings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from plugins.gazette import marks
from plugins.gazette.citations import scan
from plugins.gazette.cited import Cited
from plugins.gazette.markup import Rendered, derive
from plugins.portal.markdown import render
from tests.gazette.strategies import document

HERE, LAW = document("policies/2020/a.md"), document("policies/2016/统计法.md")


CLAUSE = Cited(LAW, "tiao-3")


def linked(rendered: Rendered, found: Cited = CLAUSE) -> str:
    return marks.resolve(rendered.html, rendered.marked, HERE, lambda mention: found)


def text_of(markup: str) -> str:
    return str(html.fragment_fromstring(markup, create_parent="div").text_content())


def test_a_citation_becomes_a_link_to_its_clause() -> None:
    shown = linked(derive("<p>按照《统计法》第三条办理</p>", "policies/2020/a.md"))
    href = "content:policies/2016/%E7%BB%9F%E8%AE%A1%E6%B3%95.md#tiao-3"
    assert shown == f'<p>按照<a class="cited" href="{href}">《统计法》第三条</a>办理</p>'


def test_what_is_not_here_stays_as_it_is() -> None:
    source = "<p>按照《统计法》第三条办理</p>"
    assert linked(derive(source, "policies/2020/a.md"), Cited(None)) == source


def test_a_clause_of_the_text_itself_is_a_link_on_the_page() -> None:
    shown = linked(derive("<p>依照本法第三条</p>", "policies/2020/a.md"), Cited(HERE, "tiao-3"))
    assert shown == '<p>依照<a class="cited" href="#tiao-3">本法第三条</a></p>'
    assert "<a" not in linked(derive("<p>依照《本文》</p>", "policies/2020/a.md"), Cited(HERE))


@pytest.mark.parametrize(
    "source",
    ["## 《统计法》的规定", "[《统计法》](/search/)", "`《统计法》`", "```\n《统计法》\n```", "《统**计**法》"],
)
def test_not_marked(source: str) -> None:
    assert render(("policies/2020/a.md", source)).marked == ()


def test_every_place_of_a_page() -> None:
    paragraphs = "前文《甲法》和《乙法》。", "**《丙法》**后《丁法》", "| 表 |\n|---|\n| 《戊法》 |", "- 《己法》", "注[^1]"
    source = "\n\n".join((*paragraphs, "[^1]: 《庚法》"))
    rendered = render(("policies/2020/a.md", source))
    assert [mention.title for mention in rendered.marked] == ["甲法", "乙法", "丙法", "丁法", "戊法", "己法", "庚法"]
    assert text_of(linked(rendered)) == text_of(linked(rendered, Cited(None)))


PLAIN = ("、", "。", "\n", "依照", "《统计法》", "第三条", "本办法第二条", "国发〔2016〕1号")
PIECES = (*PLAIN, "<", "&", "**", "`", "[《甲法》](/a/)", "甲", "|", "1.")


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_character_changes(source: str) -> None:
    rendered = render(("policies/2020/a.md", source))
    bare = linked(rendered, Cited(None))
    assert 'class="cited"' not in bare
    assert text_of(linked(rendered)) == text_of(bare)


@given(st.lists(st.sampled_from(PLAIN), max_size=20).map("".join))
def test_page_and_checks_see_the_same(source: str) -> None:
    """Where the text is plain, what the source cites is what the page marks."""
    rendered = render(("policies/2020/a.md", source))
    plain = "\n".join(line.strip() for line in source.split("\n"))
    assert [mention[:3] for mention in rendered.marked] == [mention[:3] for mention in scan(plain)]
