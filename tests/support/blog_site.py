"""A small blog in which everything occurs that Pelican knows, built by stock Pelican and by our engine in this process."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

from pelican import Pelican
from pelican.generators import Generator
from pelican.settings import read_settings

from plugins.engine.blog.pelican import FastPelican
from plugins.engine.output import MARKER

THEME = Path(__file__).parent / "blog_theme"
EVERYTHING: dict[str, Any] = {
    "SITENAME": "西山区政务公开",
    "SITEURL": "https://www.example.org",
    "AUTHOR": "区政府办",
    "DEFAULT_LANG": "zh-cn",
    "TIMEZONE": "Asia/Shanghai",
    "THEME": str(THEME),
    "DEFAULT_PAGINATION": 5,
    "DEFAULT_ORPHANS": 1,
    "PAGINATED_TEMPLATES": {"index": None, "category": None, "tag": 3, "author": None},
    "FEED_DOMAIN": "https://www.example.org",
    "FEED_ATOM": "feeds/atom.xml",
    "FEED_RSS": "feeds/rss.xml",
    "FEED_ALL_RSS": "feeds/all.rss.xml",
    "CATEGORY_FEED_RSS": "feeds/{slug}.rss.xml",
    "TAG_FEED_ATOM": "feeds/tag-{slug}.atom.xml",
    "TAG_FEED_RSS": "feeds/tag-{slug}.rss.xml",
    "TRANSLATION_FEED_RSS": "feeds/all-{lang}.rss.xml",
    "FEED_MAX_ITEMS": 7,
    "RSS_FEED_SUMMARY_ONLY": False,
    "YEAR_ARCHIVE_SAVE_AS": "{date:%Y}/index.html",
    "MONTH_ARCHIVE_SAVE_AS": "{date:%Y}/{date:%m}/index.html",
    "DAY_ARCHIVE_SAVE_AS": "{date:%Y}/{date:%m}/{date:%d}/index.html",
    "STATIC_PATHS": ["images", "extra/robots.txt"],
    "EXTRA_PATH_METADATA": {"extra/robots.txt": {"path": "robots.txt"}},
    "LOCALE": ["C"],
}
WORDS = ("防汛", "供水", "绿化", "养老", "学前教育", "安全生产", "政务公开", "旧区改造", "垃圾分类", "就业援助")
FORMS = ("2019-03-{:02d}", "2019-03-{:02d} 10:30", "{:02d} April 2019 08:00", "2020/5/{:d}", "2018-12-{:02d}T09:00:00+08:00")


def write(folder: Path, count: int, seed: int = 1) -> Path:
    """Write a blog's sources below `folder`; returns the folder."""
    chance = random.Random(seed)
    for number in range(count):
        put(folder / f"{('news', 'rules', '.')[number % 3]}/{number:03}.md", _article(number, count, chance))
    for lang in ("en", "fr"):
        head = f"Title: Translated\nDate: 2019-03-01\nLang: {lang}\nSlug: a-0\n"
        put(folder / f"news/000-{lang}.md", f"{head}\nText in {lang}.\n")
    put(folder / "html/old.html", HTML)
    put(folder / "rst/one.rst", RST)
    summary = "Summary: See [x]({filename}/news/000.md)\n"
    put(folder / "pages/about.md", f"Title: About\n{summary}\nSee [it]({{filename}}../news/000.md).\n")
    put(folder / "pages/hidden.md", "Title: Hidden\nStatus: hidden\n\nNot in the menu.\n")
    put(folder / "pages/draft.md", "Title: Draft\nStatus: draft\n\nNot yet.\n")
    put(folder / "pages/moved.md", "Title: Moved\nSave_as: moved/here.html\nUrl: moved/here.html\n\nMoved.\n")
    for name in ("images/a.png", "images/b/c.png", "news/map.png", "rules/form.pdf", "extra/robots.txt"):
        put(folder / name, f"bytes of {name}")
    return folder


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


def _article(number: int, count: int, chance: random.Random) -> str:
    head = {
        "Title": f"关于{chance.choice(WORDS)}的通知 <em>{number}</em>",
        "Date": FORMS[number % len(FORMS)].format(1 + number % 27),
        "Slug": f"a-{number}",
        "Tags": ", ".join(chance.sample(WORDS, number % 4)),
    }
    if number % 3 == 2:
        head["Category"] = chance.choice(WORDS)
    if number % 5 == 0:
        head["Authors"] = "; ".join(chance.sample(("甲", "乙", "丙"), 1 + number % 3))
    if number % 7 == 0:
        head["Modified"] = "2021-02-03"
    if number % 11 == 0 and number:
        head["Summary"] = "摘要 *强调* [链接]({filename}/news/000.md)"
    head["Status"] = {8: "draft", 9: "hidden"}.get(number % 13, "published")
    if number % 17 == 16:
        del head["Slug"]
    fields = "".join(f"{name}: {value}\n" for name, value in head.items())
    return f"{fields}\n{_text(number, count, chance)}"


def _text(number: int, count: int, chance: random.Random) -> str:
    others = [3 * chance.randrange(count // 3) for _ in range(chance.randint(1, 4))]
    blocks = [f"第{n}条 {chance.choice(WORDS)}的*规定*，见[另一篇]({{filename}}/news/{n:03}.md)。" for n in others]
    blocks += [
        f"[栏目]({{category}}news) [标签]({{tag}}{chance.choice(WORDS)}) [首页]({{index}}) [作者]({{author}}甲)",
        "![图]({static}/images/a.png) [表]({attach}/rules/form.pdf#p2)" if number % 4 == 1 else "普通段落 & 符号 < 1。",
        "![图]({attach}map.png)" if number % 9 == 3 and number % 3 == 0 else "| 甲 | 乙 |\n|---|---|\n| 1 | 2 |",
        "    code()\n",
        "脚注[^1]\n\n[^1]: 注" if number % 6 == 0 else "[没有]({filename}/nowhere.md)",
    ]
    return "\n\n".join(blocks) + "\n"


HTML = """<html><head><title>旧文</title><meta name="date" content="2017-01-02 03:04">
<meta name="tags" content="防汛, 供水"><meta name="category" content="旧"></head>
<body><p>An <b>old</b> page. <img src="{static}/images/b/c.png" alt="x"></p></body></html>
"""
RST = """文件
####

:date: 2016-05-06
:tags: 绿化
:summary: a *short* one

Text of a file.
"""


def settings(content: Path, output: Path, changes: Mapping[str, Any] | None = None) -> dict[str, Any]:
    places = {"PATH": str(content), "OUTPUT_PATH": str(output), "CACHE_PATH": f"{output}.cache"}
    made: dict[str, Any] = read_settings(override={**EVERYTHING, **places, **(changes or {})})
    return made


class _InOrder(set[str]):
    """Pelican goes through its files in the order of a set, which is another in every process."""

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(super().__iter__()))


def stock(content: Path, output: Path, changes: Mapping[str, Any] | None = None) -> dict[str, bytes]:
    """What Pelican makes of the sources, taken in the order of their names."""
    plain = Generator.get_files
    with patch.object(Generator, "get_files", lambda *args, **kwargs: _InOrder(plain(*args, **kwargs))):
        Pelican(settings(content, output, changes)).run()
    return files(output)


def fast(content: Path, output: Path, changes: Mapping[str, Any] | None = None) -> FastPelican:
    """Our build of the sources; `files` says what it made."""
    made = FastPelican(settings(content, output, changes))
    made.run()
    return made


def files(output: Path) -> dict[str, bytes]:
    found = (path for path in sorted(output.rglob("*")) if path.is_file() and path.name != MARKER)
    return {os.fspath(path.relative_to(output)): path.read_bytes() for path in found}


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """The names of the files that two sites don't have in common."""
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
