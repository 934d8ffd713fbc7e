"""Pelican's articles, pages and static files as `Lean` contents, under Pelican's own names and with its classes as bases."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pelican import contents as stock

from .lean import Lean
from .shared import Shared, Source


class Article(Lean, stock.Article):
    def __init__(self, metadata: dict[str, Any], shared: Shared, source: Source) -> None:
        Lean.__init__(self, metadata, shared, source)
        if not self.settings["WITH_FUTURE_DATES"] and hasattr(self, "date"):
            now = datetime.now() if self.date.tzinfo is None else shared.now  # noqa: DTZ005 (as the date has none)
            if self.date > now:
                self.status = "draft"
        if not hasattr(self, "date") and self.status == "draft":
            self.date = datetime.max.replace(tzinfo=self.timezone)

    def _expand_settings(self, key: str, klass: str | None = None) -> str:
        return Lean._expand_settings(self, key, "draft" if self.status == "draft" else "article")


class Page(Lean, stock.Page):
    _kind = "page"

    def __init__(self, metadata: dict[str, Any], shared: Shared, source: Source) -> None:
        Lean.__init__(self, metadata, shared, source)

    def _expand_settings(self, key: str, klass: str | None = None) -> str:
        return Lean._expand_settings(self, key, "draft_page" if self.status == "draft" else None)


class Static(Lean, stock.Static):
    _kind = "static"
    _moves = True

    def __init__(self, metadata: dict[str, Any], shared: Shared, source: Source) -> None:
        self._output_location_referenced = False
        Lean.__init__(self, metadata, shared, source)
