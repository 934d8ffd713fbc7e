"""What can a page see that is made with a template? The templates that it reaches, and the variables that these name.

A template that is chosen while rendering may be any of them; a filter that is handed the whole context may read any
variable.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, TemplateNotFound, defaults, meta, nodes
from jinja2.utils import _PassArg

from . import values

CONTEXT_GLOBALS = {"self", "super", "loop", "caller", "varargs", "kwargs"}


@dataclass(frozen=True)
class Reach:
    """`names` is None where any variable may be read; `digest` None where the result can't be foreseen."""

    digest: str | None
    names: frozenset[str] | None

    def sees(self, name: str) -> bool:
        return self.names is None or name in self.names


class Templates:
    """The reach of the templates of one environment."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self._texts: dict[str, tuple[str, nodes.Template | None]] = {}
        self._reaches: dict[str, Reach] = {}

    def reach(self, name: str) -> Reach:
        if name not in self._reaches:
            self._reaches[name] = self._found(name)
        return self._reaches[name]

    def _found(self, name: str) -> Reach:
        reached = sorted(self._reached(name))
        sources = "\0".join(f"{one}\0{self._text(one)[0]}" for one in reached)
        names: set[str] | None = set() if not self._open else None
        if names is not None:
            names = {found for one in reached for found in self._names(one)} - CONTEXT_GLOBALS
        try:
            digest = values.short(f"{self._environment_digest}\0{sources}")
        except values.Unknown:
            digest = None
        return Reach(digest, None if names is None else frozenset(names))

    def _reached(self, name: str) -> set[str]:
        found, waiting = set[str](), [name]
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                tree = self._text(one)[1]
                for other in meta.find_referenced_templates(tree) if tree else ():
                    waiting.extend(self.environment.list_templates() if other is None else [other])
        return found

    def _names(self, name: str) -> set[str]:
        tree = self._text(name)[1]
        return meta.find_undeclared_variables(tree) if tree else set()

    def _text(self, name: str) -> tuple[str, nodes.Template | None]:
        """The text and the tree of a template; of one that is not there, nothing. Its name is known all the same: should
        it appear, the pages that ask for it are others."""
        if name not in self._texts:
            assert self.environment.loader is not None
            try:
                text = self.environment.loader.get_source(self.environment, name)[0]
                self._texts[name] = (text, self.environment.parse(text))
            except TemplateNotFound:
                self._texts[name] = ("", None)
        return self._texts[name]

    @property
    def _open(self) -> bool:
        """Whether some filter, test or global of the site is handed the whole context."""
        return any(_PassArg.from_obj(added) is _PassArg.context for _, added in self._added() if callable(added))

    @property
    def _environment_digest(self) -> str:
        """The environment's ways, and what the site adds to it. Raises Unknown."""
        env = self.environment
        ways = (env.trim_blocks, env.lstrip_blocks, env.keep_trailing_newline, env.newline_sequence, bool(env.autoescape),
                env.undefined, env.finalize, sorted(env.extensions), env.block_start_string, env.variable_start_string,
                env.line_statement_prefix, env.line_comment_prefix, env.comment_start_string)  # fmt: skip
        return values.digest((ways, list(self._added())))

    def _added(self) -> Iterator[tuple[str, Any]]:
        env = self.environment
        pairs: tuple[tuple[Mapping[str, Any], Mapping[str, Any]], ...] = (
            (defaults.DEFAULT_FILTERS, env.filters), (defaults.DEFAULT_TESTS, env.tests),
            (defaults.DEFAULT_NAMESPACE, env.globals),
        )  # fmt: skip
        for kind, own in pairs:
            yield from ((name, value) for name, value in sorted(own.items()) if kind.get(name) is not value)
