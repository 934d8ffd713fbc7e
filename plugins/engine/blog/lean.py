"""Pelican's content, made quickly; its text is fetched when it is asked for.

It has all attributes of Pelican's own. What Pelican works out anew for each (paths, slugs, dates as text) is worked out
once for all in `Shared`.
"""

from __future__ import annotations

import locale
import os
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from pelican import contents as stock
from pelican import signals
from pelican.urlwrappers import Author
from pelican.utils import (
    set_date_tzinfo,
    strip_toc_elements_from_html,
    truncate_html_paragraphs,
    truncate_html_words,
)

from . import addresses, values
from .links import FILES, static_paths, target
from .shared import Shared, Source

# Attributes that are more than a value.
SPECIAL = frozenset(name for kind in (stock.Article, stock.Static) for name in dir(kind)) - {"template"}


class Lean(stock.Content):
    """What our three kinds of content have in common; `source` tells where from, and keeps the text."""

    author: Any
    authors: Any
    date: Any
    modified: Any

    def __init__(self, metadata: dict[str, Any], shared: Shared, source: Source) -> None:
        self.shared, self._source, self.location = shared, source, source.location
        self.settings, self._context = shared.settings, shared.context
        self.translations: list[Any] = []
        own = self.__dict__
        for key, value in metadata.items():
            name = ("override_" + key if key in {"save_as", "url"} else key).lower()
            if name in SPECIAL:
                setattr(self, name, value)
            else:
                own[name] = value
        self.metadata = metadata
        self.template = self._get_template()
        self._sign()
        self._find_language()
        self._find_slug()
        self.source_path = source.path
        self.relative_source_path = source.location
        self._find_dates()
        if not hasattr(self, "_status"):
            self.status = self.default_status
        if "summary" in metadata:
            self._summary = metadata["summary"]
        if shared.hears(signals.content_object_init):
            signals.content_object_init.send(self)

    def _sign(self) -> None:
        own = self.__dict__
        if "author" not in own:
            if "authors" in own:
                self.author = self.authors[0]
            elif "AUTHOR" in self.settings:
                self.author = self.shared.author(Author)
        if "authors" not in own and "author" in own:
            self.authors = [self.author]

    def _find_language(self) -> None:
        default = self.shared.default_lang
        self.in_default_lang = True
        if default is not None:
            if "lang" not in self.__dict__:
                self.lang = default
            self.in_default_lang = self.lang == default

    def _find_slug(self) -> None:
        if "slug" in self.__dict__:
            return
        source = self.settings["SLUGIFY_SOURCE"]
        if source == "title" and "title" in self.__dict__:
            self.slug = self.shared.slug(self.title)
        elif source == "basename":
            self.slug = self.shared.slug(os.path.basename(os.path.splitext(self._source.path)[0]))

    def _find_dates(self) -> None:
        own, shared = self.__dict__, self.shared
        if "date_format" not in own:
            formats = self.settings["DATE_FORMATS"]
            known = "lang" in own and self.lang in formats
            self.date_format = formats[self.lang] if known else self.settings["DEFAULT_DATE_FORMAT"]
        if isinstance(self.date_format, tuple):
            locale.setlocale(locale.LC_ALL, self.date_format[0])
            shared.forget_dates()
            self.date_format = self.date_format[1]
        zone = own.get("timezone", shared.zone)
        self.timezone = ZoneInfo(zone)
        if "date" in own:
            self.date = set_date_tzinfo(self.date, zone)
            self.locale_date = shared.written(self.date, self.date_format)
        if "modified" in own:
            self.modified = set_date_tzinfo(self.modified, zone)
            self.locale_modified = shared.written(self.modified, self.date_format)

    # The text

    @property
    def _content(self) -> Any:
        self.shared.reads.text(self.location)
        if "_changed_content" in self.__dict__:
            return self._changed_content
        return self._source.content()

    @_content.setter
    def _content(self, value: Any) -> None:
        self._changed_content = value

    @property
    def _is_as_read(self) -> bool:
        return "_changed_content" not in self.__dict__ and not hasattr(self, "_get_content")

    def get_content(self, siteurl: str) -> Any:
        self.shared.reads.text(self.location)
        if self._is_as_read and not self._source.links:
            return self._source.content()
        kept = self.__dict__.setdefault("_linked", {})
        if siteurl not in kept:
            kept.clear()
            content = self._get_content() if hasattr(self, "_get_content") else self._content
            kept[siteurl] = self._update_content(content, siteurl)
        return kept[siteurl]

    def get_summary(self, siteurl: str) -> Any:
        if "summary" in self.metadata:
            return self.metadata["summary"]
        self.shared.reads.text(self.location)
        kept = self.__dict__.setdefault("_summaries", {})
        if siteurl not in kept:
            kept[siteurl] = self._shortened(self.content)
        return kept[siteurl]

    def _shortened(self, content: str) -> str:
        most = self.settings.get("SUMMARY_MAX_PARAGRAPHS")
        if most is not None:
            content = truncate_html_paragraphs(content, most)
        length = self.settings["SUMMARY_MAX_LENGTH"]
        if length is not None:
            content = truncate_html_words(content, length, self.settings["SUMMARY_END_SUFFIX"])
        return str(strip_toc_elements_from_html(content))

    def get_static_links(self) -> set[str]:
        if self._is_as_read:
            return static_paths(self._source.links, self.relative_dir)
        found: set[str] = super().get_static_links()
        return found

    # What others depend on

    def text_digest(self) -> str:
        """Changes whenever what `content` gives may: the text as it was read or altered, and where its links lead."""
        if not self._is_as_read:
            return values.short(str(self.get_content("")))
        links = self._source.links
        if not links:
            return self._source.body
        places = (target(link, self.relative_dir, self._context) if link.what in FILES else None for link in links)
        return values.short("\0".join((self._source.body, *(place.url if place else "" for place in places))))

    # Paths and addresses

    def get_relative_source_path(self, source_path: str | None = None) -> str | None:
        if not source_path or source_path == self._source.path:
            return self._source.location
        return self.shared.location(source_path)

    @property
    def relative_dir(self) -> str:
        return self._source.location.rpartition("/")[0]

    def _expand_settings(self, key: str, klass: str | None = None) -> str:
        return addresses.expanded(self, f"{klass or self._kind}_{key}".upper())

    def get_url_setting(self, key: str) -> Any:
        if not self.shared.quiet or self._moves:
            return super().get_url_setting(key)
        kept = self.__dict__.setdefault("_addresses", {})
        if key not in kept:
            kept[key] = super().get_url_setting(key)
        return kept[key]

    _kind: ClassVar[str] = ""
    _moves: ClassVar[bool] = False  # whether it may come to stand elsewhere

    def _has_valid_save_as(self) -> bool:
        path = self.save_as
        if isinstance(path, str) and ".." not in path and not path.startswith("/"):
            return True
        return bool(super()._has_valid_save_as())
