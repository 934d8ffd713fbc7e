"""A plain Pelican site of articles, built by our engine and by stock Pelican: the same settings but for the class."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.bench import corpora, said
from tests.bench.edits import Kind
from tests.bench.measure import ROOT
from tests.bench.subjects import PLAIN, Subject

THEME = ROOT / "tests" / "support" / "blog_theme"
ENGINE = "plugins.engine.blog.pelican"
SETTINGS = {
    "SITENAME": "昆明市西山区人民政府",
    "SITEURL": "https://www.example.org",
    "FEED_DOMAIN": "https://www.example.org",
    "DEFAULT_LANG": "zh-cn",
    "TIMEZONE": "Asia/Shanghai",
    "DEFAULT_DATE_FORMAT": "%Y-%m-%d",
    "SLUGIFY_USE_UNICODE": True,  # Hugo does not transliterate
    "DEFAULT_PAGINATION": 20,
    "PAGINATED_TEMPLATES": {"index": None, "category": None, "tag": None},
    "DIRECT_TEMPLATES": ["index", "categories", "tags"],
    "CATEGORIES_SAVE_AS": "category/index.html",
    "TAGS_SAVE_AS": "tag/index.html",
    "FEED_ALL_ATOM": "feeds/all.atom.xml",
    "CATEGORY_FEED_ATOM": "feeds/category/{slug}.xml",
    "AUTHOR_FEED_ATOM": None,
    "AUTHOR_FEED_RSS": None,
    "TRANSLATION_FEED_ATOM": None,
    "FEED_MAX_ITEMS": 20,
    "LOAD_CONTENT_CACHE": False,
}


class Stock(Subject):
    """The plain `pelican` command without a cache: each build does everything."""

    name = "stock"
    incremental = False
    slow_above, largest = 2_000, 10_000  # documents: one run of the two kinds that matter, and none at all
    imports = ""  # what the settings file begins with

    @property
    def kinds(self) -> tuple[Kind, ...]:
        if self.count > self.largest:
            return ()
        return PLAIN if self.count <= self.slow_above else (Kind.COLD, Kind.BODY)

    def runs(self, wanted: int) -> int:
        return wanted if self.count <= self.slow_above else 1

    def prepare(self) -> None:
        theme = self.folder / "theme"
        self.documents = corpora.articles(self.folder / "content", self.count)
        shutil.copytree(THEME, theme)
        self.template = theme / "templates" / "base.html"
        self.style = min((theme / "static").rglob("*.css"))
        settings = {**SETTINGS, "THEME": str(theme), "CACHE_PATH": str(self.cache)}
        written = "".join(f"{name} = {value!r}\n" for name, value in settings.items())
        (self.folder / "settings.py").write_text(self.imports + written, "utf-8")

    def command(self, kind: Kind) -> list[str]:
        places = [str(self.folder / "content"), "--output", str(self.output)]
        return [sys.executable, "-m", "pelican", *places, "--settings", str(self.folder / "settings.py")]

    def pages(self, said_by_build: str) -> int | None:
        return said.stock(said_by_build)

    def new(self, number: int) -> tuple[Path, str]:
        return corpora.newer(self.documents[-1], self.count + number)

    def rename_category(self, number: int) -> None:
        corpora.rename_category(self.edits, self.documents, number)


class Engine(Stock):
    """Our class on the same site."""

    name = "engine"
    incremental = True
    slow_above = largest = sys.maxsize
    imports = f"from {ENGINE} import FastPelican as PELICAN_CLASS\n"

    @staticmethod
    def missing() -> str:
        try:
            return "" if find_spec(ENGINE) else f"there is no {ENGINE}"
        except ModuleNotFoundError as error:
            return str(error)

    def pages(self, said_by_build: str) -> int | None:
        return said.ours(said_by_build)
