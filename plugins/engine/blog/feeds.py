"""Which feeds has a blog, of which articles? In the order in which Pelican writes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain
from typing import Any, NamedTuple

from pelican.utils import order_content


class Feed(NamedTuple):
    articles: list[Any]
    path: str
    url: str
    kind: str
    title: str | None = None


KINDS = ("atom", "rss")


def of(generator: Any) -> Iterator[Feed]:
    """The feeds of an articles generator."""
    yield from _plain(generator, "FEED", generator.articles)
    if any(generator.settings.get(f"FEED_ALL_{kind.upper()}") for kind in KINDS):
        every = list(generator.articles)
        for article in generator.articles:
            every.extend(article.translations)
        order_content(every, order_by=generator.settings["ARTICLE_ORDER_BY"])
        yield from _plain(generator, "FEED_ALL", every)
    yield from _named(generator, "CATEGORY", generator.categories)
    yield from _named(generator, "AUTHOR", generator.authors)
    yield from _named(generator, "TAG", generator.tags.items())
    yield from _languages(generator)


def _plain(generator: Any, prefix: str, articles: list[Any]) -> Iterator[Feed]:
    settings = generator.settings
    for kind in KINDS:
        name = f"{prefix}_{kind.upper()}"
        if path := settings.get(name):
            yield Feed(articles, path, settings.get(f"{name}_URL", path), kind)


def _named(generator: Any, prefix: str, groups: Any) -> Iterator[Feed]:
    settings = generator.settings
    wanted = [(kind, f"{prefix}_FEED_{kind.upper()}") for kind in KINDS if settings.get(f"{prefix}_FEED_{kind.upper()}")]
    for wrapper, articles in groups if wanted else ():
        for kind, name in wanted:
            path = str(settings[name])
            url = settings.get(f"{name}_URL", path)
            yield Feed(articles, path.format(slug=wrapper.slug), url.format(slug=wrapper.slug), kind, wrapper.name)


def _languages(generator: Any) -> Iterator[Feed]:
    settings = generator.settings
    wanted = [(kind, f"TRANSLATION_FEED_{kind.upper()}") for kind in KINDS if settings.get(f"TRANSLATION_FEED_{kind.upper()}")]
    if not wanted:
        return
    languages = defaultdict(list)
    for article in chain(generator.articles, generator.translations):
        languages[article.lang].append(article)
    for lang, articles in languages.items():
        order_content(articles, order_by=settings["ARTICLE_ORDER_BY"])
        for kind, name in wanted:
            path = str(settings[name])
            yield Feed(articles, path.format(lang=lang), settings.get(f"{name}_URL", path).format(lang=lang), kind)
