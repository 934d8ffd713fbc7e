"""An edit of a text alone does not look at the whole site, and what does not fit is left to a whole build."""

from __future__ import annotations

import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from plugins.engine.blog import quick
from plugins.engine.blog.generators import FastArticles
from plugins.engine.blog.pelican import FastPelican
from tests.support.blog_site import THEME, differing, fast, files, put, write


class Blog:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = write(folder / "content", 30)
        self.changes: dict[str, Any] = {"THEME": str(shutil.copytree(THEME, folder / "theme"))}

    def build(self) -> FastPelican:
        time.sleep(0.12)  # until the times of files can be relied on
        return fast(self.content, self.folder / "output", self.changes)

    def clean(self) -> dict[str, bytes]:
        fast(self.content, self.folder / "clean", self.changes)
        return files(self.folder / "clean")


@pytest.fixture
def blog(tmp_path: Path) -> Blog:
    blog = Blog(tmp_path)
    blog.build()
    return blog


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many whole builds there were."""
    builds: list[int] = []
    plain = FastArticles.generate_context

    def counted(self: FastArticles) -> None:
        builds.append(1)
        plain(self)

    monkeypatch.setattr(FastArticles, "generate_context", counted)
    return builds


def append(path: Path, text: str) -> None:
    put(path, path.read_text("utf-8") + text)


def test_nothing_changed(blog: Blog, whole: list[int]) -> None:
    built = blog.build()
    assert (whole, built.changed, built.rendered) == ([], False, 0)


def test_one_text(blog: Blog, whole: list[int]) -> None:
    append(blog.content / "rules/004.md", "\n新文。\n")
    built = blog.build()
    assert whole == []
    assert built.parsed == 1
    assert built.changed
    assert differing(files(blog.folder / "output"), blog.clean()) == []


def test_a_text_again_and_again(blog: Blog, whole: list[int]) -> None:
    for number in range(3):
        for name in ("rules/004.md", "003.md", "pages/about.md"):
            if (blog.content / name).exists():
                append(blog.content / name, f"\n新文 {number}，见[首页]({{index}})。\n")
        blog.build()
    assert whole == []
    assert differing(files(blog.folder / "output"), blog.clean()) == []


@pytest.mark.parametrize(
    "text",
    [
        "\n[表]({attach}/news/map.png)\n",
        "\n![图]({static}/images/b/c.png)\n",
        "\n[图]({filename}/images/a.png)\n",
        "\n[无]({filename}/no.md)\n",
    ],
)
def test_links_to_files_need_a_whole_build(blog: Blog, whole: list[int], text: str) -> None:
    append(blog.content / "rules/007.md", text)
    blog.build()
    assert whole
    assert differing(files(blog.folder / "output"), blog.clean()) == []


def test_a_head_needs_a_whole_build(blog: Blog, whole: list[int]) -> None:
    path = blog.content / "rules/004.md"
    put(path, f"Keywords: x\n{path.read_text('utf-8')}")
    blog.build()
    assert whole


def test_an_article_template_that_shows_lists_needs_a_whole_build(blog: Blog, whole: list[int]) -> None:
    template = Path(blog.changes["THEME"]) / "templates" / "article.html"
    put(template, template.read_text("utf-8").replace("</article>", "{{ articles|length }}</article>"))
    blog.build()
    whole.clear()
    append(blog.content / "rules/004.md", "\n新文。\n")
    blog.build()
    assert whole
    assert differing(files(blog.folder / "output"), blog.clean()) == []


def test_a_damaged_share_is_found(blog: Blog, whole: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quick, "_are_whole", lambda book: False)
    append(blog.content / "rules/004.md", "\n新文。\n")
    blog.build()
    assert whole
    assert differing(files(blog.folder / "output"), blog.clean()) == []


def test_rehash_reads_every_source(blog: Blog, whole: list[int]) -> None:
    blog.changes["BLOG_ENGINE"] = {"rehash": True}
    built = blog.build()
    assert whole
    assert (built.parsed, built.rendered) == (0, 0)
