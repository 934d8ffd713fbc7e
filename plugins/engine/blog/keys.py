"""Of what is a page made? A key that changes whenever the page may.

It holds the templates it reaches, the settings, the code, and the values of the variables that its templates name.
Where something can't be told apart from what it was, there is no key, and the page is made in every build.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pelican.contents import Content, Static
from pelican.urlwrappers import URLWrapper

from . import code, values
from .lean import Lean
from .pagination import Page, Paginator
from .reads import PART
from .shared import Shared
from .templates import Reach
from .values import Unknown, short

# What no page is made of, unless a template names it.
ASIDE = frozenset({"OUTPUT_PATH", "CACHE_PATH", "DELETE_OUTPUT_DIRECTORY", "PORT", "BIND", "DEBUG", "LOG_FILTER",
                   "CACHE_CONTENT", "LOAD_CONTENT_CACHE", "BLOG_ENGINE", "PELICAN_CLASS", "OUTPUT_RETENTION"})  # fmt: skip
OWN = frozenset({"settings", "_context", "shared", "_source", "translations"})
KEPT = frozenset({"_linked", "_summaries", "_face", "_addresses"})


class Settings:
    """The digest of each setting, and of all together."""

    def __init__(self, settings: Mapping[str, Any], codes: Iterable[str]) -> None:
        self._digests = {name: _digest(value) for name, value in settings.items()}
        told = [f"{name} {digest}" for name, digest in sorted(self._digests.items()) if name not in ASIDE]
        self.base = short("\0".join((*told, *(code.digest(name) for name in sorted(codes)))))
        self._values = settings

    def holds(self, name: str, value: Any) -> bool:
        """Whether a variable is a setting, of which the base tells. Raises Unknown for one that can't be told."""
        if name not in self._values or self._values[name] is not value or name in ASIDE:
            return False
        if self._digests.get(name) is None:
            raise Unknown(name)
        return True


def _digest(value: Any) -> str | None:
    try:
        return values.digest(value)
    except Unknown:
        return None


class Keys:
    def __init__(self, shared: Shared, settings: Settings) -> None:
        self.shared, self.settings, self.quiet = shared, settings, shared.quiet
        self._lists: dict[int, tuple[Any, str]] = {}
        self._contexts: dict[tuple[str | None, tuple[str, ...]], str] = {}

    def page(self, reach: Reach, context: Mapping[str, Any], own: Mapping[str, Any], place: str) -> str | None:
        """`own` are the variables of this page alone; `place` says what its address makes of its links."""
        if reach.digest is None:
            return None
        try:
            names = own.keys() if reach.names is None else own.keys() & reach.names
            parts = [self.settings.base, reach.digest, place, self._around(reach, context, own)]
            parts += [f"{name} {self.digest(own[name])}" for name in sorted(names)]
            return short("\0".join(parts))
        except Unknown:
            return None

    def _around(self, reach: Reach, context: Mapping[str, Any], own: Mapping[str, Any]) -> str:
        """The digest of what the template takes from the context that all pages share."""
        taken = tuple(sorted((context.keys() if reach.names is None else reach.names & context.keys()) - own.keys()))
        key = (reach.digest, taken)
        if self.quiet and context is self.shared.context and key in self._contexts:
            return self._contexts[key]
        told = [f"{n} {self.digest(context[n])}" for n in taken if not self._is_plain(n, context[n])]
        digest = short("\0".join((*told, *taken)))
        if context is self.shared.context:
            self._contexts[key] = digest
        return digest

    def is_alone(self, reach: Reach) -> bool:
        """Whether a template takes nothing from the context but settings."""
        context = self.shared.context
        if reach.names is None or not self.quiet:
            return False
        try:
            return all(self._is_plain(name, context[name]) for name in reach.names & context.keys())
        except Unknown:
            return False

    def _is_plain(self, name: str, value: Any) -> bool:
        return name == "localsiteurl" or self.settings.holds(name, value)

    def digest(self, value: Any) -> str:
        """Raises Unknown."""
        known = self._known(value)
        return known if known is not None else values.digest(value, self._known)

    def _known(self, value: Any) -> str | None:
        if isinstance(value, str | bool | int):
            return f"{type(value).__name__} {value!r}"
        if isinstance(value, Content):
            return self.content(value)
        if isinstance(value, list):
            return self._list(value)
        if isinstance(value, URLWrapper):
            return short(f"{type(value).__name__} {value.name} {value.slug}" + ("" if self.quiet else self._rest(value)))
        if isinstance(value, Page):
            return short(f"page {value.full_name} {value.base_url} {value.number}")
        if isinstance(value, Paginator):
            return short(f"pages {value.name} {value.url} {value.per_page} {value.orphans}")
        return None

    def _rest(self, value: Any) -> str:
        return values.digest({k: v for k, v in vars(value).items() if k not in OWN and k not in KEPT}, self._known)

    def _list(self, value: list[Any]) -> str:
        held = self._lists.get(id(value))
        if held is None or held[0] is not value:
            digest = short("\0".join(self.digest(item) for item in value))
            held = (value, digest)
            if self.quiet and len(value) > 3:
                self._lists[id(value)] = held
        return held[1]

    def forget(self) -> None:
        """Somebody had the chance to change what was looked at."""
        if not self.quiet:
            self._lists.clear()
            self._contexts.clear()

    # Contents

    def content(self, content: Content) -> str:
        """All that can be seen of a content but its text, and of its translations."""
        own = self.face(content)
        if content.translations:
            return short("\0".join((own, *(self.face(other) for other in content.translations))))
        return own

    def face(self, content: Content) -> str:
        if not self.quiet or not isinstance(content, Lean):
            return self._whole(content)
        face = content.__dict__.get("_face")
        if face is None:
            face = content.__dict__["_face"] = self._own_face(content)
        return str(face)

    def _own_face(self, content: Lean) -> str:
        own = content.__dict__
        formatted = [own["metadata"][field] for field in content.settings["FORMATTED_FIELDS"] if field in own["metadata"]]
        moved = content.save_as + content.url if isinstance(content, Static) else ""
        return short(f"{content._source.face}\0{content.location}\0{content.status}\0{own.get('date')}\0{own.get('modified')}"
                     f"\0{formatted}\0{moved}")  # fmt: skip

    def _whole(self, content: Content) -> str:
        """What a plugin may have changed is looked at as it is."""
        told = [self._rest(content), content.url, content.save_as]
        if not isinstance(content, Lean):
            told.append(short(str(content._content)))
        return short("\0".join(map(str, told)))

    # What pages looked at

    def texts(self, reads: Iterable[str], own: Mapping[str, Any]) -> str:
        """The digest of what a page looked at while it was rendered. Raises Unknown when something is gone."""
        return short("\0".join(self._read(read, own) for read in reads))

    def _read(self, read: str, own: Mapping[str, Any]) -> str:
        if read.startswith(PART):
            _, variable, attribute = read.split(PART)
            if own.get(variable) is None:
                raise Unknown(read)
            return self.digest(getattr(own[variable], attribute))
        content = self.shared.context["generated_content"].get(read)
        if not isinstance(content, Lean):
            raise Unknown(read)
        return content.text_digest()
