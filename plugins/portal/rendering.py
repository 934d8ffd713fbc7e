"""From a `Page` to its bytes, and to the step that makes it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from markupsafe import Markup
from pelican.utils import get_relative_path, path_to_url

from plugins.engine.steps import Making, Step
from plugins.engine.templates import Templates

from . import lists, signals
from .conditions import PLACES, is_plain
from .filters import filters
from .keys import digest, said
from .pages import Page
from .site import Site


class Renderer:
    """What all pages of a build share: the templates, and what stands on every page."""

    def __init__(self, site: Site, environment: Environment, settings: Mapping[str, Any]) -> None:
        self.site, self.environment = site, environment
        self.rendered = 0
        environment.filters.update(filters(site))
        folder = site.cache_dir / "templates"
        folder.mkdir(parents=True, exist_ok=True)
        environment.bytecode_cache = FileSystemBytecodeCache(str(folder))
        self.templates = Templates(environment)
        self.siteurl, self.is_relative = settings["SITEURL"], settings["RELATIVE_URLS"]
        self.settings = {name: value for name, value in settings.items() if name not in PLACES and is_plain(value)}

    @cached_property
    def shared(self) -> dict[str, Any]:
        """What every template may show."""
        site = self.site
        return {
            "portal": said(site.config),
            "columns": tuple(c for c in lists.filled(site) if c.navigation),
            "pages": {w.key: site.work_urls[w.key] for w in site.works() if w.first.kind == "page"},
            "directories": lists.directories(site),
        }

    def head(self, page: Page) -> tuple[Markup, ...]:
        """What the packages above the portal want in the page's <head>."""
        answers = signals.page_head.send(page, site=self.site)
        return tuple(part for _, parts in answers for part in parts or ())

    def bytes(self, page: Page) -> bytes:
        self.rendered += 1
        siteurl = path_to_url(get_relative_path(page.save_as)) if page.relative and self.is_relative else self.siteurl
        values = {
            **self.settings, **self.shared, **page.context,
            "SITEURL": siteurl, "head": self.head(page), "page": page, "page_title": page.title,
            "page_description": page.description, "page_url": page.url, "feed_url": page.feed_url, "view": page.view,
        }  # fmt: skip
        template = self.environment.get_template(f"{page.template}.html")
        return template.render(values).encode("utf-8")

    def parts(self, template: str) -> dict[str, str]:
        """The parts of a page that have nothing to do with what it shows."""
        return {"程序": self._program, "模板": self.templates.digest(f"{template}.html"), "站点": self._around}

    @cached_property
    def _program(self) -> str:
        return self.site.program

    @cached_property
    def _around(self) -> str:
        return digest(self.shared, sorted(self.settings.items()))

    def step(self, page: Page) -> Step:
        """The step of a page that is known in full."""
        shown = digest(page, self.head(page))
        return Step(page.url, {**self.parts(page.template), "内容": shown}, partial(self._make, page))

    def _make(self, page: Page, making: Making) -> None:
        making.put(page.save_as, self.bytes(page))
