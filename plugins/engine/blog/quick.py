"""Can a build be had without looking at the whole site? When nothing has changed, or nothing but texts.

A text is an article's or a page's source below its head. When the heads are as they were, so are all lists and
addresses, and only what showed these texts is made again, of the articles that it shows. Whatever does not fit is left
to a whole build: then `edit` answers False and has touched nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from pelican import signals

from . import contents
from .book import Book, Output
from .engine import Engine
from .generators import FastArticles
from .head import Head
from .links import FILES, Link, places, target
from .listing import Found
from .reading import Reading
from .writer import SkippingWriter

KINDS: dict[str, type] = {"Article": contents.Article, "Page": contents.Page}
MANY = 64  # edited texts that are worth a whole build


class Contents(dict[str, Any]):
    """The contents of the site by location, each made when it is asked for."""

    def __init__(self, reading: Reading, listing: Any, generator: Any) -> None:
        super().__init__()
        self._reading, self._listing, self._generator = reading, listing, generator

    def get(self, location: str, default: Any = None) -> Any:
        if location not in self:
            found = self._made(location)
            if found is None:
                return default
            self[location] = found
        return self[location]

    def _made(self, location: str) -> Any:
        file = self._listing.one(location)
        known = self._reading.store.known_text(file)
        if known is None:
            return None
        text, kind = known
        signal = signals.article_generator_context
        return self._reading.made(file, text, KINDS[kind], self._generator, signal)


def edit(edited: set[str], engine: Engine, book: Book, generator: FastArticles, writer: SkippingWriter) -> bool:
    """Make again what shows these sources, when only their texts are others."""
    if len(edited) > MANY:
        return False
    files = [engine.listing.one(path) for path in sorted(edited)]
    if not all(_is_same_but_for_text(file, engine, generator) for file in files):
        return False
    locations = [engine.shared.location(file.path) for file in files]
    paths = sorted({path for location in locations for path in book.readers.get(location) or ()})
    outputs = [(path, book.outputs.get(path)) for path in paths]
    if not all(output and output.recipe for _, output in outputs) or not _are_whole(book):
        return False
    engine.shared.context["generated_content"] = Contents(generator._reading(), engine.listing, generator)
    if not all(_is_alone(_content(source, engine), engine) for _, output in outputs for source in _sources(output)):
        return False
    _make(outputs, engine, generator, writer)
    return _are_whole(book)


def _sources(output: Output | None) -> tuple[str, ...]:
    """Of which articles an output is made."""
    assert output is not None
    assert output.recipe is not None
    kind, what = output.recipe[:2]
    return what if kind == "feed" else (what,)


def _is_alone(content: Any, engine: Engine) -> bool:
    """Whether all that a content links to is found without a whole build; where files go depends on all who link to them."""
    if content is None:
        return False
    files = [link for link in content._source.links if link.what in FILES]
    return all(link.what == "filename" and _leads(link, content.relative_dir, engine) for link in files)


def _leads(link: Link, folder: str, engine: Engine) -> bool:
    """Whether it is known where a link leads: to another text, or to nothing at all."""
    if target(link, folder, engine.shared.context) is not None:
        return True
    return not any(os.path.exists(os.path.join(engine.shared.root, path)) for path in places(link, folder))


def _are_whole(book: Book) -> bool:
    return book.outputs.is_whole and book.sources.is_whole and book.readers.is_whole


def _is_same_but_for_text(file: Found, engine: Engine, generator: FastArticles) -> bool:
    before = engine.texts.known_text(file)
    if before is None:
        return False
    was, kind = before
    ((_, now),) = engine.read([file], kind, generator.settings, generator.readers)
    if now is None or not now.key:
        return False
    heads = was.head, now.head
    return heads[0].face == heads[1].face and not now.head.day and _files(heads[0]) == _files(heads[1])


def _files(head: Head) -> list[Link]:
    """The files that a text takes along: they are published with it."""
    return [link for link in head.links if link.what in {"static", "attach"}]


def _make(outputs: Iterable[tuple[str, Output | None]], engine: Engine, generator: FastArticles, writer: SkippingWriter) -> None:
    """Feeds first, as Pelican does."""
    recipes = [(path, output.recipe) for path, output in outputs if output and output.recipe]
    for path, (kind, what, *told) in sorted(recipes, key=lambda one: one[1][0] != "feed"):
        if kind == "feed":
            url, feed_type, title = told
            articles = [_content(source, engine) for source in what]
            writer.write_feed(articles, engine.shared.context, path, url, feed_type=feed_type, feed_title=title)
        else:
            _write(kind, _content(what, engine), engine, generator, writer)


def _content(source: str, engine: Engine) -> Any:
    return engine.shared.context["generated_content"].get(engine.shared.location(source))


def _write(kind: str, content: Any, engine: Engine, generator: FastArticles, writer: SkippingWriter) -> None:
    own = {kind: content}
    if kind == "article":
        own |= {"category": getattr(content, "category", None), "blog": True}
    writer.write_file(
        content.save_as,
        generator.get_template(content.template),
        engine.shared.context,
        relative_urls=generator.settings["RELATIVE_URLS"],
        override_output=hasattr(content, "override_save_as"),
        **own,
    )
