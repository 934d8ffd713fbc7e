"""Whatever the text and the extensions: the same bytes as without the extension; and plain text is not parsed."""

from __future__ import annotations

import os
import re
import shutil
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, ParagraphProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor, SimpleTagInlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from plugins.engine import fast_markdown
from plugins.engine.fast_markdown import FastMarkdown, Triggers, extension, required
from plugins.portal import markdown as portal
from tests.building import ROOT

CORPUS = "MARKDOWN_CORPUS"  # a folder of many more texts
CONFIGURATIONS: dict[str, dict[str, Any]] = {
    "none": {},
    "pelican": {
        "extensions": ["codehilite", "extra", "meta"],
        "extension_configs": {"codehilite": {"css_class": "highlight"}},
        "output_format": "html5",
    },
    "blog": {"extensions": ["meta", "extra", "codehilite", "toc", "smarty"]},
    "others": {
        "extensions": [
            "admonition", "nl2br", "sane_lists", "wikilinks", "legacy_em", "legacy_attrs", "tables", "toc", "footnotes",
        ],
        "extension_configs": {
            "toc": {"permalink": True, "baselevel": 2, "marker": "此处目录"},
            "footnotes": {"PLACE_MARKER": "此处注释", "USE_DEFINITION_ORDER": False},
        },
        "tab_length": 2,
    },
}  # fmt: skip
ALL = ("portal", *CONFIGURATIONS)


def made(name: str, fast: bool) -> Markdown:
    if name == "portal":
        with pytest.MonkeyPatch.context() as patch:
            if not fast:
                patch.setattr(FastMarkdown, "extendMarkdown", lambda *_: None)
            return portal._converter.__wrapped__()
    given = CONFIGURATIONS[name]
    return Markdown(**{**given, "extensions": [*given.get("extensions", ()), *([FastMarkdown()] if fast else [])]})


@cache
def pair(name: str) -> tuple[Markdown, Markdown]:
    return made(name, False), made(name, True)


def outcome(md: Markdown, text: str) -> tuple[Any, ...]:
    """All that a text leaves behind, an error among it."""
    try:
        html = md.convert(text)
    except Exception as error:
        html = repr(error)
    return html, *(getattr(md, name, None) for name in ("toc", "toc_tokens", "Meta")), dict(md.references)


def assert_same(name: str, *texts: str) -> None:
    for text in texts:
        stock, fast = pair(name)
        assert outcome(fast.reset(), text) == outcome(stock.reset(), text)


def bodies(folder: Path) -> Iterator[str]:
    """What stands below the front matter."""
    for file in sorted(folder.rglob("*.md")):
        text = file.read_text("utf-8")
        yield text.split("\n---\n", 1)[-1] if text.startswith("---\n") else text


@pytest.mark.parametrize("name", ALL)
def test_the_projects_own_texts(name: str) -> None:
    every = 1 if name in {"portal", "pelican"} else 5
    more = bodies(Path(os.environ[CORPUS])) if CORPUS in os.environ else ()  # another folder of texts, for whoever has one
    assert_same(name, *list(bodies(ROOT / "content"))[::every], *bodies(ROOT / "docs"), *more)


TRICKY: dict[str, tuple[str, ...]] = {
    "white space": (
        "", " ", "\n\n", "\u3000", "　　缩进", "\xa0不断行", "   ", "   甲", "    甲", "甲\n    乙", "\t甲", "甲  \n乙",
        "甲\\\n乙", "甲  ", "甲\r\n\r\n乙\r丙", "甲\n   \n  乙\n \n丙", "甲\x0b\n\x0c乙\x1c\x85\u2028", "字" * 5000,
    ),
    "control characters": ("甲\x02\x030\x03乙", "\x02klzzwxh:0000\x03", "\x02wzxhzdk:0\x03", "\ue0000", "\x00", "\ufeff字"),
    "headings": (
        "# 题", "#题", "#", "####### 题", "## 题 ##", "## 题\n正文\n## 二\n\n文", "## 题\n    码", "甲\n## 题\n    **码**",
        "## 题 # 号", "# \\#", "# 题 {#id}", "# <b>题</b>", "# 题>", "甲\n===", "甲\n---", "## **题**\n文\n#### 题",
    ),
    "rules, lists, quotes and code": (
        "---", "甲\n\n---\n\n乙", "* * *", "- 项\n\n文", "- 项\n\n    文\n\n文", "1. 项", "１. 项", "2016. 年", "2016年", "+ 项",
        "    码\n\n\n\n文\n\n\n\n    码", "    码\n\n\n\n\n    码", "> 引\n\n文", "> " * 40 + "深", "- " * 30 + "深",
        "- # 题\n- 项\n\n  文", "```\n码\n```\n\n文", "~~~ py\nx = 1\n~~~", "```\n码",
    ),
    "links and notes": (
        "[甲]: http://a.cn\n\n看[甲]", '看[甲]\n\n[甲]: http://a.cn "题"', "甲[^1]\n\n[^1]: 注\n\n    续\n\n文", "[^1]: 无人引",
        "[^1]: 注\n\n\u2028\n\n    码", "[^1]: 注\n\n\u3000\n\u3000\n\n    码", "[^1]: 注\n\n\n\n    码",
        "此处注释\n\n甲[^1]乙[^2]\n\n[^2]: 后\n\n[^1]: 前", "///Footnotes Go Here///\n\n甲[^1]\n\n[^1]: 注", "[[页]]", "[甲](b)",
        "此处目录\n\n# 题\n\n文", "[TOC]\n\n# 题", "http://a.cn/b_c", "<http://a.cn>", "<a@b.cn>", "![图](a.png)",
    ),
    "terms": (
        "术语\n:   释义\n\n文", "文\n\n: 释义", "文\n\n<hr>: 释义", "- : 释义", "*[法]: 法律\n\n法 的",
        '<div markdown="1">*[法]: 法律</div>\n\n法 的', "!!! note\n    甲\n\n    乙\n\n丙", "key: 值\n\n文",
        "---\nkey: 值\n---\n文",
    ),
    "tables and attributes": (
        "| 甲 | 乙 |\n|---|---|\n| 1 | **2** |", "甲 | 乙", "甲 | 乙\n--|:-:", "{: .c}", "文\n{: .c}", "{@id=x}文",
    ),
    "html": (
        "<div>\n甲\n</div>\n\n乙", '<div markdown="1">\n- 甲\n\n乙\n</div>', '   <div markdown="1">\n甲\n</div>', "<!-- 注 -->",
        "<b>甲</b>乙", "<hr>文", "a<b", "a>b", "甲>乙", "AT&T", "&copy;", "&#12 甲", "&lt;",
    ),
    "inline": (
        "`码`", "\\*", "3*4*5", "**粗**和*斜*与_下_", "____", "a_b_c", "\"引\"'s -- ... ---", "***\n粗", "甲\n**乙**\n  丙\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ALL)
@pytest.mark.parametrize("what", TRICKY)
def test_what_is_written_in_odd_ways(name: str, what: str) -> None:
    for text in TRICKY[what]:
        assert_same(name, text, f"文\n\n{text}\n\n文", f"- 项\n\n{text}\n\n    文\n\n文", f"文\n{text}\n文")


PLAIN = st.sampled_from(("第一条 为了规范行为。", "　　缩进的段落", "（一）项", "2016年", "汉字 text", "甲>乙", "## 第一章 总则"))
ODD = st.one_of(
    st.sampled_from([text for texts in TRICKY.values() for text in texts]),
    st.text("-*_=#>[]()!`~|:{}&<\\ \t甲1.\n\"'^/", max_size=12),
    st.text(max_size=6),
)
BREAK = st.sampled_from(("\n", "\n\n", "\n\n\n", "\n\n\n\n", "", " ", "  \n", "\n \n", "\n    ", "\n   ", "\r\n"))
TEXTS = st.lists(st.tuples(PLAIN | ODD, BREAK), max_size=10).map(lambda parts: "".join(one + end for one, end in parts))


@pytest.mark.parametrize("name", ALL)
@given(st.data())
@settings(max_examples=100)
def test_any_text(name: str, data: st.DataObject) -> None:
    assert_same(name, data.draw(TEXTS))


@pytest.mark.parametrize("name", ALL)
@given(st.lists(TEXTS, min_size=2, max_size=3))
@settings(max_examples=40)
def test_texts_without_a_reset_between_them(name: str, texts: list[str]) -> None:
    stock, fast = (md.reset() for md in pair(name))
    for text in texts:
        assert outcome(fast, text) == outcome(stock, text)


class Loud(BlockProcessor):
    def test(self, parent: etree.Element, block: str) -> bool:
        return "甲" in block

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        etree.SubElement(parent, "h6").text = blocks.pop(0)
        return True


class LoudLines(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [f"{line}！" for line in lines]


class LoudTree(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for element in root.iter("p"):
            element.set("class", "loud")


class LoudHtml(Postprocessor):
    def run(self, text: str) -> str:
        return text.replace("甲", "乙")


class LoudInline(SimpleTagInlineProcessor):
    def getCompiledRegExp(self) -> re.Pattern[str]:  # noqa: N802
        return re.compile("(甲)(.)")


class Paragraphs(ParagraphProcessor):
    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        etree.SubElement(parent, "p").text = blocks.pop(0).upper()


class Stranger(Extension):
    """Does what it is given to do."""

    def __init__(self, register: Callable[[Markdown], object]) -> None:
        super().__init__()
        self.extendMarkdown = register  # type: ignore[assignment]


def altered(md: Markdown) -> None:
    md.parser.blockprocessors["quote"].test = lambda parent, block: False  # type: ignore[method-assign]


STRANGERS: dict[str, Callable[[Markdown], object]] = {
    "block": lambda md: md.parser.blockprocessors.register(Loud(md.parser), "loud", 200),
    "paragraphs": lambda md: md.parser.blockprocessors.register(Paragraphs(md.parser), "paragraph", 10),
    "lines": lambda md: md.preprocessors.register(LoudLines(md), "loud", 5),
    "tree": lambda md: md.treeprocessors.register(LoudTree(md), "loud", 5),
    "html": lambda md: md.postprocessors.register(LoudHtml(md), "loud", 5),
    "inline": lambda md: md.inlinePatterns.register(LoudInline("x", "b"), "loud", 5),
    "any character": lambda md: md.inlinePatterns.register(SimpleTagInlineProcessor("()([甲乙丙]|.)", "b"), "loud", 5),
    "an object's own method": altered,
    "no white space": lambda md: md.preprocessors.deregister("normalize_whitespace"),
    "no paragraphs of block level": lambda md: md.block_level_elements.remove("p"),
    "no lines between blocks": lambda md: md.treeprocessors.deregister("prettify"),
}
TEXT = "甲乙\n\n> 引\n\n# 题\n\n- 甲\n- 乙 x\n\n甲**乙**"


@pytest.mark.parametrize("register", STRANGERS.values(), ids=STRANGERS)
@pytest.mark.parametrize("is_first", [True, False])
def test_a_strangers_extension_is_left_to_do_as_it_does(register: Callable[[Markdown], object], is_first: bool) -> None:
    stranger, fast = Stranger(register), FastMarkdown()
    md = Markdown(extensions=[stranger, fast] if is_first else [fast, stranger])
    assert md.convert(TEXT) == Markdown(extensions=[stranger]).convert(TEXT)
    assert plan_of(md) is None
    assert type(md.parser) is BlockParser


def plan_of(md: Markdown) -> Any:
    convert = vars(md)["convert"]
    assert isinstance(convert, extension._Convert)
    return convert._plan


def test_what_is_registered_after_the_first_text_counts() -> None:
    md, stock = Markdown(extensions=[FastMarkdown()]), Markdown()
    assert md.convert("甲") == stock.convert("甲") == "<p>甲</p>"
    for register in (STRANGERS["any character"], STRANGERS["tree"]):
        for one in (md, stock):
            register(one)
        assert md.convert(TEXT) == stock.convert(TEXT)
    for one in (md, stock):
        one.treeprocessors.deregister("loud")
        one.inlinePatterns.deregister("loud")
        one.set_output_format("html")
    assert md.convert(TEXT) == stock.convert(TEXT)
    assert plan_of(md)


def test_other_than_texts_are_left_to_markdown() -> None:
    class Title(str):
        __slots__ = ()

        def __str__(self) -> str:
            return "# 题"

    assert Markdown(extensions=[FastMarkdown()]).convert(Title("甲")) == "<h1>题</h1>"


def test_a_subclass_of_markdown_is_left_alone() -> None:
    class Loudly(Markdown):
        def is_block_level(self, tag: Any) -> bool:
            return tag == "div"

    assert Loudly(extensions=[FastMarkdown()]).convert(TEXT) == Loudly().convert(TEXT)


def test_what_is_told_of_a_stranger() -> None:
    told: dict[type, Triggers] = {Loud: Triggers(strings=("甲",))}
    stranger = Stranger(STRANGERS["block"])
    md = Markdown(extensions=[stranger, FastMarkdown(told)])
    assert md.convert(TEXT) == Markdown(extensions=[stranger]).convert(TEXT)
    assert plan_of(md)


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paragraphs that are made in a tree."""
    found = list[str]()
    run = ParagraphProcessor.run

    def noted(self: ParagraphProcessor, parent: etree.Element, blocks: list[str]) -> None:
        found.append(blocks[0])
        run(self, parent, blocks)

    monkeypatch.setattr(ParagraphProcessor, "run", noted)
    monkeypatch.setattr(portal._LineParagraphs, "run", noted)
    return found


@pytest.mark.parametrize("name", ALL)
def test_only_what_is_not_plain_is_parsed(name: str, parsed: list[str]) -> None:
    text = "第一条 文。\n\n　　2016年，“文”（一）。\n\n**第二条** 文。\n\n文\n\n- 项\n- 项 [链](a)\n\n文\n"
    fast = made(name, True)
    assert fast.convert(text) == made(name, False).convert(text)
    parsed.clear()
    fast.reset().convert(text)
    assert parsed == ["**第二条** 文。", "项", "项 [链](a)"]


def test_of_the_projects_own_texts_hardly_any_is_parsed(parsed: list[str]) -> None:
    texts, fast = list(bodies(ROOT / "content")), made("portal", True)
    are_parsed = 0
    for text in texts:
        before = len(parsed)
        fast.reset().convert(text)
        are_parsed += len(parsed) > before
    assert are_parsed < len(texts) / 20
    assert len(parsed) < sum(text.count("\n\n") for text in texts) / 200


def test_inline_processors_are_asked_where_they_may_match(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()
    compiled = InlineProcessor.getCompiledRegExp

    def noted(self: InlineProcessor) -> re.Pattern[str]:
        asked.append(self.pattern)
        return compiled(self)

    md = Markdown(extensions=[FastMarkdown()])
    md.convert("- 项")
    for kind in {type(one) for one in md.inlinePatterns}:
        monkeypatch.setattr(kind, "getCompiledRegExp", noted)
    assert md.convert("- 项\n- 项\n- `码`") == "<ul>\n<li>项</li>\n<li>项</li>\n<li><code>码</code></li>\n</ul>"
    assert set(asked) == {md.inlinePatterns["backtick"].pattern}


def patterns() -> list[re.Pattern[str]]:
    mds = [made(name, False) for name in ALL]
    smart: Any = made("blog", False).treeprocessors["smarty"]
    inline = [one.compiled_re for md in mds for one in md.inlinePatterns]
    return list(dict.fromkeys((*inline, *(one.compiled_re for one in smart.inlinePatterns))))


@given(st.data())
@settings(max_examples=500)
def test_each_match_holds_one_of_the_strings(data: st.DataObject) -> None:
    pattern = data.draw(st.sampled_from(patterns()))
    held = required.strings(pattern)
    assert held
    text = data.draw(st.from_regex(pattern))
    assert any(one in text for one in held)


@pytest.mark.parametrize(
    ("pattern", "held"),
    [
        (r"甲乙?", {"甲"}), (r"甲{3,}", {"甲甲甲"}), (r"(?<!\\)甲乙丙*", {"甲乙"}), (r"(甲|乙)+", {"甲", "乙"}),
        (r"[甲乙]?丙", {"丙"}), (r"\s(?:甲|.)乙", {"乙"}), (r"(?>甲)丙++", {"甲"}), (r".(?=甲)", {"甲"}), (r"x{99}", {"x" * 8}),
        (r"(?:甲{2}){2}", {"甲甲甲甲"}),
        (r"甲|.", None), (r"甲?", None), (r"", None), (r"[^甲]", None), (r"[a-c]", None), (r"(?i:k)", None), (r"(?i)s", None),
    ],
)  # fmt: skip
def test_what_a_match_must_hold(pattern: str, held: set[str] | None) -> None:
    assert required.strings(re.compile(pattern)) == held


def test_the_portal_renders_anew_with_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = portal.version.__wrapped__()
    folder = shutil.copytree(Path(str(fast_markdown.__file__)).parent, tmp_path / "fast_markdown")
    monkeypatch.setattr(fast_markdown, "__file__", str(folder / "__init__.py"))
    assert portal.version.__wrapped__() == before
    (folder / "plain.py").write_text("", encoding="utf-8")
    assert portal.version.__wrapped__() != before
