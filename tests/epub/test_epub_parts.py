"""The parts of a book, one by one: whatever words and links a text has, the files stay well-formed and lead somewhere."""

from __future__ import annotations

import io
import zipfile
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from plugins.epub import container, text
from plugins.epub.book import XHTML_TYPE, Chapter, File
from plugins.epub.cover import WIDTH, Words, cover
from plugins.epub.links import Links
from plugins.epub.navigation import nav
from plugins.epub.pictures import Pictures
from plugins.epub.xhtml import page, paragraph, words
from plugins.gazette.body import Heading
from plugins.portal.markdown import render

XHTML = "{http://www.w3.org/1999/xhtml}"
PNG = b"\x89PNG\r\n\x1a\nrest"
ADDRESSES = {"policies/2016/a.md": "policies/2016/a/", "policies/2016/b.md": "policies/2016/b/", "图.png": "图.png"}
LINKS = Links(
    "https://www.example.gov.cn", ADDRESSES.get,
    {"policies/2016/a/": "article-001.xhtml"}, {"article-001.xhtml": {"tiao-1", "h-附"}},
)  # fmt: skip


def body(markdown: str) -> etree._Element:
    """The <body> of a file with that text, as an XML parser reads it."""
    markup = render(("policies/2016/a.md", markdown)).html
    blocks = list(text.elements(markup, lambda target: LINKS.resolve(target, "x.xhtml"), lambda target: None))
    return first(etree.fromstring(page("题", blocks)), f"{XHTML}body")


def first(root: etree._Element, path: str) -> etree._Element:
    found = root.find(path)
    assert found is not None
    return found


def said_by(element: etree._Element) -> str:
    return "".join(map(str, element.itertext()))


@given(st.text(), st.text())
def test_any_words_make_a_file_that_can_be_read(title: str, said: str) -> None:
    root = etree.fromstring(page(title, [paragraph(said)]))
    assert root.findtext(f".//{XHTML}p", "") == words(said)


@given(st.text())
def test_any_markdown_keeps_its_words(markdown: str) -> None:
    shown = html.fragment_fromstring(words(render(("a.md", markdown)).html), create_parent="div").text_content()
    assert "".join(said_by(body(markdown)).split()) == "".join(shown.split())


@given(st.text(), st.sampled_from(["", "content:", "/", "#", "https://a.cn/", "mailto:", "//"]))
def test_a_link_leads_to_an_address_or_nowhere(target: str, start: str) -> None:
    found = LINKS.resolve(start + target, "x.xhtml")
    if found is not None:
        assert found.isascii()
        assert not set(found) & set(' "<>\\^`{|}\n')
        urlsplit(found)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("content:policies/2016/a.md", "article-001.xhtml"),
        ("content:policies/2016/a.md#tiao-1", "article-001.xhtml#tiao-1"),
        ("content:policies/2016/a.md#tiao-99", "article-001.xhtml"),
        ("content:policies/2016/b.md#tiao-3", "https://www.example.gov.cn/policies/2016/b/#tiao-3"),
        ("content:%E5%9B%BE.png", "https://www.example.gov.cn/%E5%9B%BE.png"),
        ("content:没有.md", None),
        ("/policies/2016/a/#h-%E9%99%84", "article-001.xhtml#h-%E9%99%84"),
        ("/search/?q=1", "https://www.example.gov.cn/search/?q=1"),
        ("#tiao-1", None),
        ("https://a.cn/中 文?x=1#甲", "https://a.cn/%E4%B8%AD%20%E6%96%87?x=1#%E7%94%B2"),
        ("https://a.cn/%E4%B8%AD", "https://a.cn/%E4%B8%AD"),
        ("mailto:a@example.cn", "mailto:a@example.cn"),
        ("javascript:alert(1)", None),
        ("https://[", None),
    ],
)
def test_where_links_lead(target: str, expected: str | None) -> None:
    assert LINKS.resolve(target, "x.xhtml") == expected


def test_a_place_in_the_same_file_needs_no_name() -> None:
    assert LINKS.resolve("#tiao-1", "article-001.xhtml") == "#tiao-1"
    assert LINKS.resolve("content:policies/2016/a.md#tiao-1", "article-001.xhtml") == "#tiao-1"


def test_what_serves_on_the_site_alone_is_left_out() -> None:
    found = body("第一条 一条。\n\n第二条 见附注[^1]。\n\n[^1]: 注。")
    assert [link.get("role") for link in found.iter(f"{XHTML}a")] == []
    assert [p.get("id") for p in found.iter(f"{XHTML}p") if p.get("id")] == ["tiao-1", "tiao-2"]
    assert found.findtext(f"{XHTML}p") == "第一条 一条。"


def test_footnotes_say_what_they_are() -> None:
    markup = render(("a.md", "甲[^1]\n\n[^1]: 注")).html
    shown, notes = text.elements(markup, lambda target: target, lambda target: None)
    roles = [link.get("role") for block in (shown, notes) for link in block.iter(f"{XHTML}a")]
    assert roles == ["doc-noteref", "doc-backlink"]
    assert notes.get("role") == "doc-endnotes"


def test_a_picture_is_named_once_and_what_is_none_keeps_its_words() -> None:
    files = {"a.png": PNG, "乙.gif": b"GIF89a", "c.png": b"no picture"}
    pictures = Pictures(files.get)
    assert [pictures.name(f"content:{name}") for name in ("a.png", "%E4%B9%99.gif", "a.png", "c.png", "d.png")] == [
        "image-001.png", "image-002.gif", "image-001.png", None, None]  # fmt: skip
    assert [file.media_type for file in pictures.files] == ["image/png", "image/gif"]
    assert pictures.name("/theme/images/emblem.svg") is None
    assert "［图片：流程］" in said_by(body("![流程](c.png)"))


def test_the_contents_nest_as_the_headings_do() -> None:
    file = File("a.xhtml", XHTML_TYPE, b"")
    headings = ((2, "孤"), (1, "一"), (2, "（一）"), (3, "1."), (1, "二"))
    outline = tuple(Heading(depth, text, f"h-{text}") for depth, text in headings)
    chapters = [Chapter(file, "封面"), Chapter(file, "甲", "文件", outline)]
    chapters += [Chapter(file, "乙", "文件"), Chapter(file, "丙", "附录")]
    lists = first(etree.fromstring(nav(chapters, 1).data), f".//{XHTML}nav/{XHTML}ol")

    def told(items: etree._Element) -> list[object]:
        below = ((item[0].text, item.find(f"{XHTML}ol")) for item in items)
        return [(name, told(inner)) if inner is not None else name for name, inner in below]

    assert told(lists) == ["封面", "目录", ("文件", [("甲", ["孤", ("一", ["（一）"]), "二"]), "乙"]), ("附录", ["丙"])]


def test_the_type_file_comes_first_and_is_not_packed() -> None:
    made = container.pack([("a.xhtml", b"x" * 1000), ("b.css", b"")])
    assert made == container.pack([("a.xhtml", b"x" * 1000), ("b.css", b"")])
    assert made[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert archive.namelist() == ["mimetype", "META-INF/container.xml", "EPUB/a.xhtml", "EPUB/b.css"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@given(st.text(max_size=60))
def test_the_words_of_a_cover_fit_its_width(name: str) -> None:
    _, file = cover(Words(f"{name}公报", name, "", "", "", name))
    for line in etree.fromstring(file.data).iter("{http://www.w3.org/2000/svg}text"):
        assert int(line.get("font-size", "")) * len(line.text or "") <= WIDTH
