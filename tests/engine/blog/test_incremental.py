"""After any edits the site is what a build from nothing makes, and only what an edit concerns is rendered."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.blog_site import EVERYTHING, THEME, differing, fast, files, put, write


class Site:
    """A blog's sources and theme, and the changes of settings so far."""

    def __init__(self, folder: Path, count: int = 20) -> None:
        self.folder = folder
        self.content = write(folder / "content", count)
        self.theme = shutil.copytree(THEME, folder / "theme")
        self.changes: dict[str, Any] = {"THEME": str(self.theme)}
        self._clean = 0

    @property
    def articles(self) -> list[Path]:
        return sorted(path for path in self.content.rglob("*.md") if "pages" not in path.parts)

    def article(self, number: int) -> Path:
        return self.articles[number % len(self.articles)]

    def build(self) -> Any:
        return fast(self.content, self.folder / "output", self.changes)

    def clean(self) -> dict[str, bytes]:
        self._clean += 1
        output = self.folder / f"clean{self._clean}"
        fast(self.content, output, self.changes)
        return files(output)

    def output(self) -> dict[str, bytes]:
        return files(self.folder / "output")


def alter(path: Path, pattern: str, replacement: str) -> None:
    text = path.read_text("utf-8")
    put(path, re.sub(pattern, replacement, text, count=1, flags=re.MULTILINE))


def body(site: Site, number: int) -> None:
    path = site.article(number)
    put(path, f"{path.read_text('utf-8')}\n\n新的一段 {number}。\n")


def line(field: str, value: str) -> Callable[[Site, int], None]:
    def edit(site: Site, number: int) -> None:
        alter(site.article(number), rf"^{field}: .*$", f"{field}: {value.format(number)}")

    edit.__name__ = f"line {field}"
    return edit


def delete(site: Site, number: int) -> None:
    if len(site.articles) > 5:
        site.article(number).unlink()


def rename(site: Site, number: int) -> None:
    path = site.article(number)
    path.rename(path.with_name(f"renamed-{number}.md"))


def new(site: Site, number: int) -> None:
    head = f"Title: 新 {number}\nDate: 2022-01-{number % 27 + 1:02}\nTags: 供水\n"
    put(site.content / f"news/new-{number}.md", f"{head}\n[旧]({{filename}}000.md)\n")


def template(site: Site, number: int) -> None:
    name = ("base", "article", "list", "navigation")[number % 4]
    path = site.theme / "templates" / f"{name}.html"
    put(path, path.read_text("utf-8") + f"<!-- {number} -->")


def whole_lists(site: Site, number: int) -> None:
    """An article template that names lists, and a list that shows texts."""
    path = site.theme / "templates" / "article.html"
    counts = "{% for c, a in categories %}{{ c }} {{ a|count }}{% endfor %}</article>"
    put(path, path.read_text("utf-8").replace("</article>", counts))
    alter(site.theme / "templates" / "list.html", r"<time", "{{ article.summary }}<time")


def setting(site: Site, number: int) -> None:
    name, value = (
        ("SITENAME", f"另一个站 {number}"), ("DEFAULT_PAGINATION", 3 + number % 4), ("SUMMARY_MAX_LENGTH", number % 20),
        ("ARTICLE_URL", "a/{slug}.html"), ("RELATIVE_URLS", bool(number % 3)), ("DEFAULT_ORPHANS", number % 3),
        ("BLOG_ENGINE", {"stable_pagination": True}), ("MARKDOWN", {"extensions": ["markdown.extensions.nl2br"]}),
        ("JINJA_FILTERS", {"strftime": [lambda date, _: str(date), lambda _, form: form][number % 2]}),
    )[number % 9]  # fmt: skip
    site.changes[name] = value


def static(site: Site, number: int) -> None:
    put(site.content / "images" / "a.png", f"other bytes {number}")


def page(site: Site, number: int) -> None:
    alter(site.content / "pages/about.md", r"^Title: .*$", f"Title: About {number}")


EDITS = (
    body, delete, rename, new, template, whole_lists, setting, static, page,
    line("Title", "新题 {}"), line("Date", "2021-04-0{} 08:00"), line("Category", "栏目{}"), line("Tags", "标签{}, 供水"),
    line("Slug", "slug-{}"), line("Status", "draft"), line("Summary", "摘{}"),
)  # fmt: skip


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(EDITS), st.integers(1, 9)), min_size=2, max_size=5))
def test_after_any_edits_the_site_is_a_clean_builds(edits: list[tuple[Callable[[Site, int], None], int]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.build()
        for edit, number in edits:
            edit(site, number)
            site.build()
            assert differing(site.output(), site.clean()) == []


@pytest.mark.parametrize("edit", EDITS)
def test_after_one_edit_the_site_is_a_clean_builds(tmp_path: Path, edit: Callable[[Site, int], None]) -> None:
    site = Site(tmp_path)
    site.build()
    edit(site, 2)
    site.build()
    assert differing(site.output(), site.clean()) == []


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path)
    standard = ("FEED_ALL_ATOM", "CATEGORY_FEED_ATOM", "AUTHOR_FEED_ATOM", "AUTHOR_FEED_RSS", "TRANSLATION_FEED_ATOM")
    site.changes |= dict.fromkeys((*standard, *(name for name in EVERYTHING if "FEED_" in name)))
    site.build()
    return site


def test_nothing_changed_nothing_is_made(site: Site) -> None:
    built = site.build()
    assert (built.rendered, built.parsed, built.changed) == (0, 0, False)


def test_one_body_is_one_page(site: Site) -> None:
    body(site, 4)
    built = site.build()
    assert (built.rendered, built.parsed) == (1, 1)


def test_a_file_that_was_only_touched_makes_nothing(site: Site) -> None:
    path = site.article(4)
    put(path, path.read_text("utf-8"))
    built = site.build()
    assert (built.rendered, built.parsed, built.changed) == (0, 0, False)


def test_a_title_is_its_page_and_the_lists_that_show_it(site: Site) -> None:
    path = site.article(4)
    alter(path, r"^Title: .*$", "Title: 新题")
    built = site.build()
    changed = 1 + sum("新题" in data.decode("utf-8", "replace") for data in site.output().values())
    assert 1 < built.rendered <= changed + 3  # the pages of all categories, tags and authors are handed the titles


def test_an_edit_that_keeps_size_and_time_is_seen(site: Site) -> None:
    import os

    path = site.article(4)
    before = path.stat()
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Title: ", b"Title:-", 1))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert site.build().rendered > 0


def test_a_damaged_book_costs_time_and_no_truth(site: Site) -> None:
    expected = site.output()
    for path in (site.folder / "output.cache").glob("*.sqlite"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2 :: 997] = bytes(len(data[len(data) // 2 :: 997]))
        path.write_bytes(data)
    site.build()
    assert differing(site.output(), expected) == []


def test_a_page_changed_by_hand_is_no_state_of_ours(site: Site) -> None:
    expected = site.output()
    (site.folder / "output" / "stray.html").write_text("stray")
    site.build()
    assert differing(site.output(), expected) == []
