"""What the parts of one build have in common: what is listed, kept, shared and put."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from .keys import Keys
from .listing import Found, Listing
from .outputs import Outputs
from .parse_store import ParseStore, Text
from .shared import Shared


@dataclass
class Engine:
    listing: Listing
    shared: Shared
    texts: ParseStore
    outputs: Outputs
    keys: Keys
    seen: set[str] = field(default_factory=set)

    def read(
        self, found: Iterable[Found], kind: str, settings: dict[str, Any], readers: Any
    ) -> Iterator[tuple[Found, Text | None]]:
        """What the files say."""
        held = list(found)
        self.seen.update(file.path for file in held)
        self.texts.start(settings, _classes(readers))
        return self.texts.texts(held, kind)

    def theme_files(self, theme: str, path: str, ignored: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """The static files of a theme below one of its paths: where each goes, where it is, and in which state."""
        listing = Listing(theme, ignored)
        whole = os.path.join(theme, path)
        for file in listing.files(path):
            place = os.path.basename(path) if os.path.isfile(whole) else os.path.relpath(file.path, os.path.abspath(whole))
            yield place, file.path, file.stamp


def _classes(readers: Any) -> Mapping[str, type]:
    return {extension: type(reader) for extension, reader in readers.readers.items()}
