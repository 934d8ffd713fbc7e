"""Pelican's Markdown reader with one `Markdown()` for all files in place of one for each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markdown import Markdown
from pelican.readers import MarkdownReader

from .options import Options

# Those whose reset() brings a Markdown() back to where it began; of others nobody knows.
STANDARD = frozenset({
    "abbr", "admonition", "attr_list", "codehilite", "def_list", "extra", "fenced_code", "footnotes", "legacy_attrs",
    "legacy_em", "md_in_html", "meta", "nl2br", "sane_lists", "smarty", "tables", "toc", "wikilinks",
})  # fmt: skip


class OneMarkdownReader(MarkdownReader):
    """`settings` has the same entries as Pelican's."""

    def __init__(self, settings: dict[str, Any]) -> None:
        super().__init__(settings)
        options = Options.of(settings)
        self._fast = _fast() if options.fast_markdown else None
        self._reused = options.reuse_markdown or is_reusable(self.settings["MARKDOWN"])
        self._first = self._made()
        self._formatter: Markdown | None = None

    def read_text(self, text: str, source_path: str) -> tuple[str, dict[str, Any]]:
        """The content and the metadata of a source, as `read` would give them."""
        self._source_path = source_path
        self._md: Any = self._next()
        content = self._md.convert(text)
        meta = getattr(self._md, "Meta", None)
        return content, self._parse_metadata(meta) if meta is not None else {}

    def _next(self) -> Markdown:
        return self._first.reset() if self._reused else self._made()

    def _made(self) -> Markdown:
        given = dict(self.settings["MARKDOWN"])
        extensions = list(given.get("extensions", ()))
        if self._fast is not None and not any(isinstance(one, self._fast) for one in extensions):
            extensions.append(self._fast())
        return Markdown(**{**given, "extensions": extensions})

    def _parse_metadata(self, meta: dict[str, list[str]]) -> dict[str, Any]:
        """Pelican takes `meta` out of its Markdown() for good before it formats fields; ours is still needed."""
        if not self._reused:
            result: dict[str, Any] = super()._parse_metadata(meta)
            return result
        reading = self._md
        self._md = _Formatter(self)
        try:
            result = super()._parse_metadata(meta)
        finally:
            self._md = reading
        return result

    def formatter(self) -> Markdown:
        if self._formatter is None:
            self._formatter = self._made()
            self._formatter.preprocessors.deregister("meta")
        return self._formatter


class _Formatter:
    """Stands for the Markdown() in `_parse_metadata`, which deregisters `meta` and, rarely, formats a field."""

    def __init__(self, reader: OneMarkdownReader) -> None:
        self._reader = reader
        self.preprocessors = self

    def deregister(self, name: str) -> None:
        """Done already in the reader's formatter."""

    def reset(self) -> None:
        self._reader.formatter().reset()

    def convert(self, text: str) -> str:
        return self._reader.formatter().convert(text)


def is_reusable(settings: Mapping[str, Any]) -> bool:
    names = settings.get("extensions", ())
    fast = _fast() or ()
    known = all(
        name.removeprefix("markdown.extensions.") in STANDARD if isinstance(name, str) else isinstance(name, fast)
        for name in names
    )
    configs = settings.get("extension_configs", {}).values()
    return known and not any("UNIQUE_IDS" in str(config) for config in configs)


def _fast() -> Any:
    """The extension that writes plain paragraphs at once; None where it is not there."""
    try:
        from ..fast_markdown import FastMarkdown
    except ImportError:
        return None
    return FastMarkdown
