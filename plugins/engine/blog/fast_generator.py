"""What our generators have in common: which files they take, what contents these become, and how these are sorted."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pelican.contents import SkipStub
from pelican.generators import Generator
from pelican.utils import order_content

from . import folding, grouping
from .engine import Engine
from .reading import Reading


class Fast(Generator):
    """`engine` is handed over as a keyword by the build."""

    engine: Engine

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.engine.keys.quiet:
            folding.fold(self.env, self.settings, self.settings["RELATIVE_URLS"])

    def get_files(self, paths: Any, exclude: list[str] | None = None, extensions: Any = None) -> set[str]:
        return {file.name for file in self._found(paths, exclude or (), extensions)}

    def _found(self, paths: Any, excluded: Any, extensions: Any = None) -> list[Any]:
        wanted = self.readers.extensions if extensions is None else None if extensions is False else extensions
        return self.engine.listing.files(paths, excluded, wanted)

    def _check_disabled_readers(self, paths: Any, exclude: list[str] | None) -> None:
        if self.readers.disabled_extensions:
            super()._check_disabled_readers(paths, exclude)

    def _reading(self) -> Reading:
        return Reading(self.engine.shared, self.readers, self.engine.texts)

    def _made(self, prefix: str, kind: type, preread: Any, context_signal: Any) -> dict[str, list[Any]]:
        """The contents of one kind, by status."""
        found = self._found(self.settings[f"{prefix}_PATHS"], self.settings[f"{prefix}_EXCLUDES"])
        reading, made = self._reading(), defaultdict(list)
        for file, text in self.engine.read(found, kind.__name__, self.settings, self.readers):
            if self.engine.shared.hears(preread):
                preread.send(self)
            content = reading.made(file, text, kind, self, context_signal) if text is not None else None
            if isinstance(content, SkipStub):
                continue
            if content is None or not content.is_valid():
                self.engine.texts.is_foreseen = False
                self._add_failed_source_path(file.name)
                continue
            made[content.status].append(content)
            self.context["generated_content"][content.location] = content
            if links := content.get_static_links():
                self.context["static_links"] |= links
        return made

    def _sorted(self, items: list[Any], prefix: str) -> tuple[list[Any], list[Any]]:
        originals, others = grouping.translations(items, self.settings[f"{prefix}_TRANSLATION_ID"])
        return order_content(originals, self.settings[f"{prefix}_ORDER_BY"]), others
