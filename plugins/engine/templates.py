"""Which templates does a page reach? A template, what it extends, includes and imports, and what these do in turn."""

from __future__ import annotations

import hashlib
import re

from jinja2 import Environment, TemplateNotFound

REFERENCE = re.compile(
    r"""\{%[-+]?\s*(?:extends|include|import|from)\b\s*(?:(?P<quote>['"])(?P<name>[^'"]+)(?P=quote))?"""
)  # without a name where it is worked out while rendering


class Templates:
    """The digests of an environment's templates, each of all that it reaches."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self._sources: dict[str, tuple[str, tuple[str, ...] | None]] = {}
        self._digests: dict[str, str] = {}

    def digest(self, name: str) -> str:
        """Changes whenever a page made with this template may."""
        if name not in self._digests:
            total = hashlib.sha256()
            for reached in sorted(self.reached(name)):
                total.update(f"{reached}\0{self._source(reached)[0]}\0".encode())
            self._digests[name] = total.hexdigest()[:32]
        return self._digests[name]

    def reached(self, name: str) -> set[str]:
        """The template itself and all it reaches; all that there are where a name is worked out while rendering."""
        found, waiting = set[str](), [name]
        while waiting:
            one = waiting.pop()
            if one in found:
                continue
            found.add(one)
            named = self._source(one)[1]
            waiting.extend(self.environment.list_templates() if named is None else named)
        return found

    def _source(self, name: str) -> tuple[str, tuple[str, ...] | None]:
        """The text of a template, and the templates that it names; None where one is not written out."""
        if name not in self._sources:
            assert self.environment.loader is not None
            try:
                text = self.environment.loader.get_source(self.environment, name)[0]
            except TemplateNotFound:
                text = ""
            named = [match["name"] for match in REFERENCE.finditer(text)]
            self._sources[name] = (text, None if None in named else tuple(named))
        return self._sources[name]
