"""Pelican's writer, which makes a page only when what it is made of has changed, and else keeps it as it was."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.utils import get_relative_path, path_to_url

from . import pagination
from .feed_writer import FeedWriter
from .keys import Keys
from .lean import Lean
from .outputs import Outputs, place
from .reads import Reads
from .templates import Reach, Templates
from .values import Unknown

ALONE = {"article": {"article", "category", "blog"}, "page": {"page"}}  # what a page is given beside the context
SIDE_BY_SIDE = ("articles", "dates")  # the lists that Pelican pages through


class SkippingWriter(FeedWriter):
    def __init__(self, settings: dict[str, Any], outputs: Outputs, keys: Keys, reads: Reads, scratch: Path) -> None:
        super().__init__(settings, outputs, keys, reads, scratch)
        self._templates: dict[int, Templates] = {}

    def write_file(
        self,
        name: Any,
        template: Any,
        context: dict[str, Any],
        relative_urls: bool = False,
        paginated: Mapping[str, Any] | None = None,
        template_name: str | None = None,
        override_output: bool = False,
        url: str | None = None,
        **kwargs: Any,
    ) -> None:
        """As Pelican's own."""
        if not name:
            return
        if paginated is None:
            paginated = {key: kwargs[key] for key in kwargs if key in SIDE_BY_SIDE}
        if paginated and template_name in self.settings["PAGINATED_TEMPLATES"]:
            for told in pagination.pages(self._paginators(str(name), url, paginated, template_name)):
                page = told[f"{list(paginated)[-1]}_page"]
                self._page(page.save_as, template, context, relative_urls, override_output, {**kwargs, **told})
        else:
            self._page(str(name), template, context, relative_urls, override_output, kwargs)

    def _paginators(self, name: str, url: Any, lists: Mapping[str, Any], template: Any) -> dict[str, pagination.Paginator]:
        per_page = self.settings["PAGINATED_TEMPLATES"][template] or self.settings["DEFAULT_PAGINATION"]
        stable = self.options.stable_pagination and per_page
        kind = pagination.StablePaginator if stable else pagination.Paginator
        return {key: kind(name, url, items, self.settings, per_page, self._reads, key) for key, items in lists.items()}

    def _page(
        self, name: str, template: Any, context: dict[str, Any], relative: bool, override: bool, own: Mapping[str, Any]
    ) -> None:
        name = place(name)
        around = self._around(name, context, relative)
        if around["localsiteurl"]:
            context["localsiteurl"] = around["localsiteurl"]
        if not self._claim(name, override):
            return
        reach = self._reach(template)
        base = f"{relative} {self._keys.shared.context['localsiteurl']}"
        key = None if self._is_always(template) else self._keys.page(reach, context, own, base)
        if key is not None and self._still_holds(name, key, own):
            self.kept += 1
            return
        self._render(name, template, reach, context, {**around, **own}, key, own)

    def _render(
        self, name: str, template: Any, reach: Reach, context: Mapping[str, Any], added: Mapping[str, Any], key: str | None,
        own: Mapping[str, Any],
    ) -> None:  # fmt: skip
        told = signals.content_written.receivers
        names = None if told else reach.names
        seen = context if names is None else {n: context[n] for n in names if n in context}
        local = {**seen, **added}
        with self._reads.listening() as reads:
            data = template.render(local).encode()
        self.rendered += 1
        if told:
            data = self._shown(name, data, local)
        self._put(name, data, key, reads, reach, own)

    def _put(
        self, name: str, data: bytes, key: str | None, reads: Iterable[str], reach: Reach, own: Mapping[str, Any]
    ) -> None:
        seen = tuple(reads)
        try:
            texts = self._keys.texts(seen, own) if key and seen else ""
        except Unknown:
            key, texts = None, ""
        self._outputs.put(name, data, key or "", seen, texts, self._recipe(reach, own))

    def _recipe(self, reach: Reach, own: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """How to make the page of an article without making any other; None when it shows more of the site."""
        for kind, names in ALONE.items():
            content = own.get(kind)
            if own.keys() == names and isinstance(content, Lean) and not content.translations:
                return (kind, content.source_path) if self._keys.is_alone(reach) else None
        return None

    def _shown(self, name: str, data: bytes, local: Mapping[str, Any]) -> bytes:
        """The page as the listeners of `content_written` leave it, who are told where it lies."""
        path = self._scratch / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        signals.content_written.send(str(path), context=local)
        self._keys.forget()
        try:
            return path.read_bytes()
        finally:
            path.unlink()

    def _around(self, name: str, context: Mapping[str, Any], relative: bool) -> dict[str, Any]:
        """What the address of a page puts into its context."""
        if not relative:
            return {"localsiteurl": context.get("localsiteurl"), "output_file": name}
        url = path_to_url(get_relative_path(name))
        return {"SITEURL": url, "localsiteurl": url, "output_file": name}

    def _reach(self, template: Any) -> Reach:
        known = self._templates.get(id(template.environment))
        if known is None:
            known = self._templates[id(template.environment)] = Templates(template.environment)
        return known.reach(template.name)

    def _is_always(self, template: Any) -> bool:
        return os.path.splitext(template.name)[0] in self.options.always
