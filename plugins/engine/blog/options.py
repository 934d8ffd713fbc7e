"""How is the engine to work? The setting BLOG_ENGINE, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from ..pool import LOCAL


class OptionError(Exception):
    """BLOG_ENGINE has an entry that is not known."""


@dataclass(frozen=True)
class Options:
    """`always` names templates (without extension) whose pages are rendered in every build."""

    workers: int = 0  # processes that read; 0 means one for each core
    executor: str = LOCAL  # or the address of a Dask scheduler
    serial_below: int = 64  # so many files are read without starting a process
    rehash: bool = False  # read and hash every source, whatever its times say
    fresh: bool = False  # believe nothing of the last build
    stable_pagination: bool = False  # number the pages of lists from the oldest
    reuse_markdown: bool = False  # one Markdown() for all files even with extensions that are not known to allow it
    fast_markdown: bool = True
    always: tuple[str, ...] = ()

    @property
    def that_pages_show(self) -> tuple[object, ...]:
        """Those that a page may be another by."""
        return (self.stable_pagination, self.always, *self.that_texts_show)

    @property
    def that_texts_show(self) -> tuple[object, ...]:
        return (self.reuse_markdown, self.fast_markdown)

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Options:
        given = dict(settings.get("BLOG_ENGINE", {}))
        if unknown := given.keys() - {field.name for field in fields(cls)}:
            raise OptionError(f"BLOG_ENGINE: unknown entries {sorted(unknown)}")
        return cls(**{**given, "always": tuple(given.get("always", ()))})
