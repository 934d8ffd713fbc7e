"""Only what the allow-list names reaches a page, and no character of the text is lost on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from plugins.gazette.markup import derive
from plugins.gazette.sanitise import ALLOWED, resolve

PATH = "policies/2016/a.md"


def messages(source: str) -> list[str]:
    return [problem.message for problem in derive(source, PATH).problems]


@pytest.mark.parametrize(
    "source",
    [
        "<p><script>alert(1)</script></p>",
        "<p onclick='x'>甲</p>",
        "<p><a href='javascript:alert(1)'>甲</a></p>",
        "<p><a href='java\nscript:alert(1)'>甲</a></p>",
        "<p><img src='data:image/svg+xml,x'></p>",
        "<p style='color: red'>甲</p>",
        "<iframe src='https://example.org'></iframe>",
        "<p><a href='../../../x.md'>甲</a></p>",
    ],
)
def test_what_may_not_stay_is_a_problem_and_gone(source: str) -> None:
    assert len(messages(source)) == 1
    written = derive(source, PATH).html
    assert not any(word in written for word in ("script", "onclick", "data:", "color", "<!--", "iframe", "../.."))


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("b.md", "content:policies/2016/b.md"),
        ("../2017/%E7%94%B2.md#tiao-1", "content:policies/2017/%E7%94%B2.md#tiao-1"),
        ("../../attachments/附 表.pdf", "content:attachments/%E9%99%84%20%E8%A1%A8.pdf"),
        ("/search/", "/search/"),
        ("#tiao-1", "#tiao-1"),
        ("https://www.gov.cn/a?b=c", "https://www.gov.cn/a?b=c"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("../../../etc/passwd", None),
        ("..\\..\\x", None),
        ("javascript:alert(1)", None),
        ("JAVA\tSCRIPT:alert(1)", None),
        ("vbscript:x", None),
        ("file:///etc/passwd", None),
        ("//example.org/x", None),
        ("https:", None),
        ("http://[", None),
    ],
)
def test_addresses(address: str, target: str | None) -> None:
    assert resolve(address, PATH) == target


@given(st.text())
def test_no_address_raises(address: str) -> None:
    target = resolve(address, PATH)
    assert target is None or not target.lower().lstrip().startswith(("javascript:", "data:", "vbscript:"))


def test_the_tree() -> None:
    source = (
        "<p>第一章 总则</p><p>第一条 甲<strong>乙</strong>。</p><p>（一）丙；</p>"
        "<table><thead><tr><th>丁</th></tr></thead><tbody><tr><td style='text-align: right;'>戊</td></tr></tbody></table>"
        "<ul><li>己</li></ul><blockquote><p>庚</p></blockquote><pre><code>辛\n</code></pre><hr>"
    )
    body = derive(source, PATH).body
    kinds = [block.kind for block in body.blocks]
    assert kinds == ["heading", "paragraph", "paragraph", "table", "list", "quote", "code", "rule"]
    assert [block.anchor for block in body.blocks[:3]] == ["zhang-1", "tiao-1", "tiao-1-xiang-1"]
    assert body.text.split() == "第一章 总则 第一条 甲乙。 （一）丙； 丁 戊 己 庚 辛".split()  # noqa: SIM905
    assert body.blocks[3].rows[1][0].align == "right"
    assert [heading.anchor for heading in body.outline()] == ["zhang-1"]


TEXT = st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029"), max_size=30)


@given(st.lists(TEXT, max_size=6))
def test_no_character_is_lost(paragraphs: list[str]) -> None:
    source = "".join(f"<p>{_escaped(text)}</p>" for text in paragraphs)
    rendered = derive(source, PATH)
    assert rendered.problems == ()
    assert [block.text for block in rendered.body.blocks] == [text.strip() for text in paragraphs]
    if paragraphs:
        shown = html.fragment_fromstring(rendered.html, create_parent="div").text_content()
        assert shown.split() == "\n".join(paragraphs).split()


@given(st.lists(TEXT, max_size=8))
def test_every_block_is_in_one_clause(paragraphs: list[str]) -> None:
    body = derive("".join(f"<p>{_escaped(text)}</p>" for text in paragraphs), PATH).body
    clauses = "\n".join(clause.text for clause in body.clauses())
    assert clauses == "\n".join(block.text for block in body.blocks if block.text)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


SIGNS = (
    *("<p>", "</p>", "<b", ">", "<table><tr><td>", "</table>", "<li>", "<ol start=x>"),
    *("甲", "onclick=x", "&#0;", "<!--", "-->", '"'),
)
PIECES = st.lists(st.sampled_from(SIGNS), max_size=20).map("".join)


@given(PIECES)
def test_no_markup_raises_and_none_gets_past_the_list(source: str) -> None:
    written = derive(source, PATH).html
    for element in html.fragment_fromstring(written or "<p></p>", create_parent="div").iter():
        assert element.tag in ALLOWED
        assert not [name for name in element.attrib if name.startswith("on")]


def test_a_comment_goes_without_a_word() -> None:
    # The checks name comments in the source; they hold no text that a page could lose.
    rendered = derive("<p>甲<!-- 乙 -->丙</p><!-- 丁 -->", "policies/a.md")
    assert (rendered.html, rendered.body.text, rendered.problems) == ("<p>甲丙</p>", "甲丙", ())


def test_headings_of_the_same_words_have_their_own_anchors() -> None:
    rendered = derive("<h2>附件</h2><h2>附件</h2>", "policies/a.md")
    assert [block.anchor for block in rendered.body.blocks] == ["h-附件", "h-附件--2"]


def test_a_picture_alone_is_a_figure_with_its_title_as_caption() -> None:
    rendered = derive("<p><img src='a.png' alt='流程图' title='图1 办理流程'></p><p>甲<img src='b.png' alt='章'></p>", PATH)
    figure, paragraph = rendered.body.blocks
    assert (figure.kind, figure.caption, figure.text) == ("figure", "图1 办理流程", "图1 办理流程")
    assert [(image.kind, image.text) for image in figure.inlines] == [("image", "流程图")]
    assert "<figcaption>图1 办理流程</figcaption></figure>" in rendered.html
    assert paragraph.kind == "paragraph"


def test_a_picture_is_no_paragraph_of_an_article() -> None:
    source = "<p>第一条 甲。</p><p><img src='a.png' alt='图'></p><p>乙。</p>"
    assert [block.anchor for block in derive(source, PATH).body.blocks] == ["tiao-1", "", "tiao-1-kuan-2"]


@pytest.mark.parametrize(
    ("address", "resolved"),
    [
        ("/policies/2016/a/document.pdf", "/policies/2016/a/document.pdf"),
        ("/api/catalogue.json", "/api/catalogue.json"),
        ("/search/", "/search/"),
        ("/attachments/a.pdf", "content:attachments/a.pdf"),
        ("document.pdf", "content:policies/2016/document.pdf"),
    ],
)
def test_what_the_site_makes_is_no_file_of_the_tree(address: str, resolved: str) -> None:
    assert resolve(address, PATH) == resolved
