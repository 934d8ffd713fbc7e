"""What does reading a source give, short of its text? What is kept of it from build to build, and how it is packed.

Tags, categories and authors are kept by name: they hold the settings, which are those of the build.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, NamedTuple

from pelican.urlwrappers import Author, Category, Tag, URLWrapper

from .links import Link

KINDS: dict[str, type] = {"Author": Author, "Category": Category, "Tag": Tag}


class Head(NamedTuple):
    """`face` is a digest of the metadata, `body` of the text. `day` is the day of reading where a date was not written in
    full, for the missing part is taken from today."""

    metadata: tuple[tuple[str, Any], ...]
    face: str
    body: str
    links: tuple[Link, ...]
    day: str


class Named(NamedTuple):
    """A tag, category or author."""

    kind: str
    name: str


def pack(metadata: dict[str, Any], content: bytes, links: tuple[Link, ...], day: str) -> bytes:
    """Raises PicklingError, or what an object's own pickling raises, for metadata that can't be kept."""
    kept = tuple((name, _kept(value)) for name, value in metadata.items())
    face, body = (blake2b(data, digest_size=16).hexdigest() for data in (pickle.dumps(kept, protocol=5), content))
    return pickle.dumps((kept, face, body, tuple(map(tuple, links)), day), protocol=5)


def unpack(data: bytes) -> Head:
    metadata, face, body, links, day = pickle.loads(data)
    return Head(metadata, face, body, tuple(Link(*link) for link in links), day)


def _kept(value: Any) -> Any:
    if isinstance(value, URLWrapper):
        return Named(type(value).__name__, value.name)
    if isinstance(value, list):
        return [_kept(item) for item in value]
    return value


class Names:
    """Tags, categories and authors of one build, one object for each name."""

    def __init__(self, settings: dict[str, Any]) -> None:
        self.settings = settings
        self._made: dict[Named, URLWrapper] = {}

    def metadata(self, kept: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        return {name: self._given(value) for name, value in kept}

    def _given(self, value: Any) -> Any:
        if isinstance(value, Named):
            return self.get(value)
        if isinstance(value, list):
            return [self._given(item) for item in value]
        return value

    def get(self, named: Named) -> URLWrapper:
        made = self._made.get(named)
        if made is None:
            made = self._made[named] = KINDS[named.kind](named.name, self.settings)
        return made
