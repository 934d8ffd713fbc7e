"""Pelican's generators of articles, pages and static files, on texts that are kept, and without scans of lists."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import chain
from operator import attrgetter
from typing import Any

from pelican import signals
from pelican.generators import ArticlesGenerator, PagesGenerator, StaticGenerator
from pelican.writers import FileOverwriteFailedError

from . import contents, feeds, grouping, outputs
from .fast_generator import Fast

Write = Callable[..., None]


class FastArticles(Fast, ArticlesGenerator):
    categories: Any
    authors: Any

    def generate_context(self) -> None:
        made = self._made("ARTICLE", contents.Article, signals.article_generator_preread, signals.article_generator_context)
        self.articles, self.translations = self._sorted(made["published"], "ARTICLE")
        self.hidden_articles, self.hidden_translations = self._sorted(made["hidden"], "ARTICLE")
        self.drafts, self.drafts_translations = self._sorted(made["draft"], "ARTICLE")
        signals.article_generator_pretaxonomy.send(self)
        self._group()
        self.dates = sorted(self.articles, key=attrgetter("date"), reverse=self.context["NEWEST_FIRST_ARCHIVES"])
        self.period_archives = self._build_period_archives(self.dates, self.articles, self.settings)
        self.categories = list(self.categories.items())
        self.categories.sort(reverse=self.settings["REVERSE_CATEGORY_ORDER"])
        self.authors = list(self.authors.items())
        self.authors.sort()
        names = ("articles", "drafts", "hidden_articles", "dates", "tags", "categories", "authors", "related_posts")
        self._update_context(names)
        self.context["period_archives"] = self.period_archives
        signals.article_generator_finalized.send(self)

    def _group(self) -> None:
        for article in self.articles:
            own = article.__dict__
            grouping.Counter.steps += 1
            if "category" in own:
                self.categories[own["category"]].append(article)
            for tag in own.get("tags", ()):
                self.tags[tag].append(article)
            for author in getattr(article, "authors", ()):
                self.authors[author].append(article)

    def _build_period_archives(self, sorted_articles: Any, articles: Any, settings: Any) -> Any:
        return grouping.periods(sorted_articles, articles, settings)

    def generate_feeds(self, writer: Any) -> None:
        for feed in feeds.of(self):
            writer.write_feed(
                feed.articles, self.context, feed.path, feed.url, feed_type=feed.kind, feed_title=feed.title
            )

    def generate_articles(self, write: Write) -> None:
        heard = self.engine.shared.hears(signals.article_generator_write_article)
        for article in chain(self.translations, self.articles, self.hidden_translations, self.hidden_articles):
            if heard:
                signals.article_generator_write_article.send(self, content=article)
                self.engine.keys.forget()
            write(
                article.save_as,
                self.get_template(article.template),
                self.context,
                article=article,
                category=getattr(article, "category", None),
                override_output=hasattr(article, "override_save_as"),
                url=None,
                blog=True,
            )

    def generate_tags(self, write: Write) -> None:
        self._generate_groups(write, "tag", self.tags.items())

    def generate_categories(self, write: Write) -> None:
        self._generate_groups(write, "category", self.categories)

    def generate_authors(self, write: Write) -> None:
        self._generate_groups(write, "author", self.authors)

    def _generate_groups(self, write: Write, name: str, groups: Any) -> None:
        template, order = self.get_template(name), grouping.Order(self.dates)
        for wrapper, articles in groups:
            try:
                write(
                    wrapper.save_as,
                    template,
                    self.context,
                    url=wrapper.url,
                    articles=articles,
                    dates=order.of(articles) if wrapper.save_as else [],
                    template_name=name,
                    blog=True,
                    page_name=wrapper.page_name,
                    all_articles=self.articles,
                    **{name: wrapper},
                )
            except FileOverwriteFailedError:
                if wrapper.slug:
                    raise

    def texts_in_order(self) -> Iterator[Any]:
        """The contents in the order in which Pelican looks at their texts."""
        most = self.settings["FEED_MAX_ITEMS"]
        yield from (article for feed in feeds.of(self) for article in feed.articles[:most])
        yield from chain(self.translations, self.articles, self.hidden_translations, self.hidden_articles)
        yield from chain(self.drafts_translations, self.drafts)


class FastPages(Fast, PagesGenerator):
    def generate_context(self) -> None:
        made = self._made("PAGE", contents.Page, signals.page_generator_preread, signals.page_generator_context)
        self.pages, self.translations = self._sorted(made["published"], "PAGE")
        self.hidden_pages, self.hidden_translations = self._sorted(made["hidden"], "PAGE")
        self.draft_pages, self.draft_translations = self._sorted(made["draft"], "PAGE")
        self._update_context(("pages", "hidden_pages", "draft_pages"))
        signals.page_generator_finalized.send(self)

    def texts_in_order(self) -> Iterator[Any]:
        yield from chain(self.translations, self.pages, self.hidden_translations, self.hidden_pages)
        yield from chain(self.draft_translations, self.draft_pages)


class FastStatic(Fast, StaticGenerator):
    def generate_context(self) -> None:
        self.staticfiles = []
        found = self._found(self.settings["STATIC_PATHS"], self.settings["STATIC_EXCLUDES"], False)
        files = {file.name: file for file in found}
        reading = self._reading()
        for name in sorted({*files, *self.context["static_links"]}):
            if self.settings["STATIC_EXCLUDE_SOURCES"] and self._is_potential_source_path(name):
                continue
            if self.engine.shared.hears(signals.static_generator_preread):
                signals.static_generator_preread.send(self)
            file = files.get(name) or self.engine.listing.one(name)
            static = reading.static(file, self, signals.static_generator_context)
            self.staticfiles.append(static)
            self.add_source_path(static, static=True)
        self._update_context(("staticfiles",))
        signals.static_generator_finalized.send(self)

    def copies(self) -> dict[str, tuple[str, str]]:
        """What is copied: from where, and in which state that is, by where it goes. Of two at one place the last wins."""
        placed: dict[str, tuple[str, str]] = {}
        for path in self.settings["THEME_STATIC_PATHS"]:
            for place, source, stamp in self.engine.theme_files(self.theme, path, self.settings["IGNORE_FILES"]):
                placed[outputs.place(os.path.join(self.settings["THEME_STATIC_DIR"], place))] = (source, stamp)
        for static in self.context["staticfiles"]:
            source = os.path.join(self.path, static.source_path)
            if os.path.isfile(source):
                placed[outputs.place(static.save_as)] = (source, self.engine.listing.one(source).stamp)
        return placed

    def generate_output(self, writer: Any) -> None:
        for path, (source, stamp) in self.copies().items():
            self.engine.outputs.put_file(path, source, stamp)


