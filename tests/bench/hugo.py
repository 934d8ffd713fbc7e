"""Hugo on the same articles: the layouts of tests/support/hugo make the pages that the Pelican theme makes."""

from __future__ import annotations

import shutil
from pathlib import Path

from jinja2 import ChoiceLoader, DictLoader, Environment, FileSystemLoader, StrictUndefined

from tests.bench import carried, corpora, said
from tests.bench.blog import SETTINGS, THEME
from tests.bench.edits import Kind
from tests.bench.measure import ROOT
from tests.bench.subjects import Subject

BLOCKS = ("title", "content")  # of the theme's base.html, filled by each layout
TWIN = ROOT / "tests" / "support" / "hugo"


class Hugo(Subject):
    """Each build renders everything, as `hugo` does; only what is rendered from is the same as in the build before."""

    name = "hugo"
    incremental = False

    @staticmethod
    def missing() -> str:
        return "" if program() else "Hugo is not installed: run `make bench`"

    def prepare(self) -> None:
        self.site = site = self.folder / "site"
        shutil.copytree(TWIN, site)
        shutil.copytree(THEME / "static", site / "static" / "theme")
        self.template, self.style = site / "layouts" / "baseof.html", min((site / "static").rglob("*.css"))
        self.template.write_text(chrome(), "utf-8")
        written = self.folder / "articles"
        for article in corpora.articles(written, self.count):
            path = site / "content" / article.relative_to(written)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(corpora.hugo(article.read_text("utf-8")), "utf-8", newline="\n")
        shutil.rmtree(written)
        self.documents = sorted((site / "content").rglob("[!_]*.md"))

    def command(self, kind: Kind) -> list[str]:
        places = [f"--source={self.site}", f"--destination={self.output}", f"--cacheDir={self.cache}"]
        return [str(program()), *places, "--noBuildLock"]

    def pages(self, said_by_build: str) -> int | None:
        return said.hugo(said_by_build)

    def new(self, number: int) -> tuple[Path, str]:
        return corpora.newer(self.documents[-1], self.count + number)

    def rename_category(self, number: int) -> None:
        corpora.rename_category(self.edits, self.documents, number)


def chrome() -> str:
    """The base of Hugo's layouts: what the Pelican theme puts around a page, rendered once, with Hugo's blocks in it."""
    blocks = "".join(f"{{% block {name} %}}@{name}@{{% endblock %}}" for name in BLOCKS)
    theme, page = FileSystemLoader(THEME / "templates"), DictLoader({"page": f'{{% extends "base.html" %}}{blocks}'})
    jinja = Environment(
        loader=ChoiceLoader([page, theme]), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = jinja.get_template("page").render(SETTINGS)
    for name in BLOCKS:
        text = text.replace(f"@{name}@", f'{{{{ block "{name}" . }}}}{{{{ end }}}}')
    return text


def program() -> Path | None:
    """Hugo's own program in the package; None when it is not installed."""
    return carried.program("hugo", "binaries", "hugo")
