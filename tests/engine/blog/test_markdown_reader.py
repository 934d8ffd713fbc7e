"""One Markdown() for all files gives what one for each gives, whatever came before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pelican.readers import MarkdownReader
from pelican.settings import read_settings

from plugins.engine.blog.markdown_reader import OneMarkdownReader, is_reusable
from tests.support.blog_site import put, write

ALL = ("extra", "meta", "codehilite", "toc", "admonition", "nl2br", "sane_lists", "smarty", "wikilinks", "md_in_html")
HEAD = "Title: 一\nSummary: *甲*[^1] [[链接]]\n\n"
TEXTS = (
    f"{HEAD}# 题\n\n[TOC]\n\n脚注[^1]\n\n[^1]: 注\n\n*[HTML]: Hyper\n\nHTML [x][r]\n\n[r]: /there\n",
    "Title: 二\n\n# 题\n\nHTML [x][r] 脚注[^1] \"引\" -- ...\n\n!!! note\n    注意\n\n[^1]: 另一注\n",
    "没有头的文字\n\n    code\n",
    "Title: 三\nTitle: 四\nTags: a, b\nAuthors: x; y\n\n<div markdown=1>*in*</div>\n",
)


def settings(extensions: tuple[str, ...]) -> dict[str, Any]:
    markdown = {"extensions": [f"markdown.extensions.{name}" for name in extensions], "output_format": "html5"}
    made: dict[str, Any] = read_settings(override={"MARKDOWN": markdown})
    return made


@pytest.mark.parametrize("extensions", [ALL, ("meta",), ("extra", "meta")], ids=["all", "none", "extra"])
def test_each_text_is_read_as_if_alone(tmp_path: Path, extensions: tuple[str, ...]) -> None:
    reader = OneMarkdownReader(settings(extensions))
    for number in range(3 * len(TEXTS)):
        text = TEXTS[number * 3 % len(TEXTS)]
        put(tmp_path / "a.md", text)
        expected = MarkdownReader(settings(extensions)).read(str(tmp_path / "a.md"))
        assert repr(reader.read_text(text, "a.md")) == repr(expected)


def test_real_sources(tmp_path: Path) -> None:
    one = OneMarkdownReader(read_settings())
    for path in sorted(write(tmp_path, 40).rglob("*.md")):
        expected = MarkdownReader(read_settings()).read(str(path))
        assert repr(one.read_text(path.read_text("utf-8"), str(path))) == repr(expected)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"extensions": ["markdown.extensions.toc", "extra"]}, True),
        ({"extensions": ["somebodys.extension"]}, False),
        ({"extensions": ["footnotes"], "extension_configs": {"footnotes": {"UNIQUE_IDS": True}}}, False),
        ({}, True),
    ],
)
def test_which_extensions_allow_it(given: dict[str, Any], expected: bool) -> None:
    assert is_reusable(given) is expected
