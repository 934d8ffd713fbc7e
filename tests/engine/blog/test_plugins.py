"""Plugins that have a hand in contents and pages work as in stock Pelican, and what they do is not missed by a build."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pelican.plugins import signals

from tests.support.blog_site import differing, fast, files, put, stock, write


class Plugin:
    """What a plugin does here can be changed between builds."""

    def __init__(self) -> None:
        self.word, self.written = "一", list[str]()

    def on_content(self, content: Any) -> None:
        if hasattr(content, "title"):
            content.title += self.word

    def on_metadata(self, generator: Any, metadata: dict[str, Any]) -> None:
        metadata["reader_says"] = self.word

    def on_articles(self, generator: Any) -> None:
        for article in generator.articles[::2]:
            article._content = f"<p>{self.word}</p>{article._content}"
        generator.context["added"] = self.word

    def on_page(self, path: str, context: dict[str, Any]) -> None:
        page = Path(path)
        page.write_text(page.read_text("utf-8") + f"<!-- {self.word} -->", "utf-8")
        self.written.append(page.name)

    def on_end(self, site: Any) -> None:
        (Path(site.output_path) / "extra.txt").write_text(self.word, "utf-8")


@pytest.fixture
def plugin() -> Iterator[Plugin]:
    made = Plugin()
    connections = {
        signals.content_object_init: made.on_content,
        signals.article_generator_context: made.on_metadata,
        signals.article_generator_finalized: made.on_articles,
        signals.content_written: made.on_page,
        signals.finalized: made.on_end,
    }
    for signal, receiver in connections.items():
        signal.connect(receiver)
    yield made
    for signal, receiver in connections.items():
        signal.disconnect(receiver)


def test_the_site_is_stock_pelicans(tmp_path: Path, plugin: Plugin) -> None:
    content = write(tmp_path / "content", 30)
    expected = stock(content, tmp_path / "stock")
    fast(content, tmp_path / "fast")
    assert differing(files(tmp_path / "fast"), expected) == []
    assert "extra.txt" in expected


def test_what_a_plugin_does_anew_is_seen(tmp_path: Path, plugin: Plugin) -> None:
    content = write(tmp_path / "content", 20)
    fast(content, tmp_path / "fast")
    again = fast(content, tmp_path / "fast")
    assert again.rendered < 60 < again.kept
    put(content / "news/000.md", "Title: 新\nDate: 2019-03-01\nSlug: a-0\n\n新文\n")
    plugin.word = "二"
    fast(content, tmp_path / "fast")
    assert "二" in (tmp_path / "fast" / "a-0.html").read_text("utf-8")
    kept = {name: data for name, data in files(tmp_path / "fast").items() if "一".encode() in data}
    assert [name for name in kept if "二".encode() not in kept[name] and name.startswith("a-")] == []


def test_content_written_tells_of_rendered_pages_alone(tmp_path: Path, plugin: Plugin) -> None:
    content = write(tmp_path / "content", 20)
    fast(content, tmp_path / "fast")
    plugin.written.clear()
    built = fast(content, tmp_path / "fast")
    assert len(plugin.written) <= built.rendered
