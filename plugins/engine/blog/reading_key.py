"""On what does the reading of a source depend, beside the source? Settings, readers, extensions, versions, code."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pelican.readers import BaseReader, HTMLReader, MarkdownReader, RstReader

from .. import program
from . import values
from .options import Options

READ = ("MARKDOWN", "FORMATTED_FIELDS", "READERS", "DOCUTILS_SETTINGS", "PYGMENTS_RST_OPTIONS", "DEFAULT_LANG", "TYPOGRIFY",
        "TYPOGRIFY_IGNORE_TAGS", "TYPOGRIFY_OMIT_FILTERS", "TYPOGRIFY_DASHES", "INTRASITE_LINK_REGEX", "PATH")  # fmt: skip
STOCK = {BaseReader, HTMLReader, MarkdownReader, RstReader}


def digest(settings: Mapping[str, Any]) -> str | None:
    """None where something of this can't be told. Readers that are not Pelican's may depend on any setting."""
    names = READ if not _strangers(settings) else tuple(sorted(settings))
    try:
        told = [[name, settings.get(name)] for name in names]
        extensions = [_extension(name) for name in sorted(_extensions(settings.get("MARKDOWN") or {}))]
        options = Options.of(settings).that_texts_show
        return values.digest([_program(), options, told, extensions, [*map(values.digest, _strangers(settings))]])
    except values.Unknown:
        return None


def _program() -> str:
    """Of our own code, and of what it stands on."""
    package = __name__.rpartition(".")[0]
    return program.digest((package, f"{package.rpartition('.')[0]}.fast_markdown"))


def _strangers(settings: Mapping[str, Any]) -> list[type]:
    from .markdown_reader import OneMarkdownReader

    named = [kind for kind in (settings.get("READERS") or {}).values() if kind]
    known = [kind for kind in BaseReader.__subclasses__() if kind not in STOCK and kind is not OneMarkdownReader]
    return sorted({*named, *known}, key=lambda kind: f"{kind.__module__}.{kind.__qualname__}")


def _extensions(given: Mapping[str, Any]) -> Iterator[str]:
    yield from (name for name in given.get("extensions", ()) if isinstance(name, str))
    yield from given.get("extension_configs", ())


@cache
def _extension(name: str) -> str:
    """The code of a Markdown extension that is named and not given."""
    module = name.partition(":")[0]
    if module.startswith("markdown.extensions."):
        return module
    if "." not in module:
        found = [entry for entry in metadata.entry_points(group="markdown.extensions") if entry.name == name]
        module = found[0].module if found else module
    try:
        spec = find_spec(module)
    except (ImportError, ValueError):
        return name
    if spec is None or not spec.origin or not Path(spec.origin).is_file():
        return name
    folder = Path(spec.origin).parent if spec.submodule_search_locations else None
    files = sorted(folder.rglob("*.py")) if folder else [Path(spec.origin)]
    return f"{name} {sys.version} " + " ".join(values.short(file.read_text("utf-8", "replace")) for file in files)
