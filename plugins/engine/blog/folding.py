"""What is the same on every page of a site? A theme writes `{{ SITEURL }}` a hundred times; here it is text already.

Settings that are text are put in their place when a template is compiled, and a template that is nothing but text after
that is put in the place of its `include`. The pages are the same; they are made of a few pieces and not of hundreds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, TemplateNotFound, nodes

NEVER = frozenset({"localsiteurl", "output_file"})  # these differ from page to page
RELATIVE = frozenset({"SITEURL"})  # and these, where addresses are relative


class FoldingEnvironment(Environment):
    """Made of another environment by `fold`."""

    folded: Mapping[str, str]

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return self._folded(super()._parse(source, name, filename))

    def _folded(self, tree: nodes.Template) -> nodes.Template:
        _replace(tree, self._replacement)
        return tree

    def _replacement(self, node: nodes.Node) -> list[nodes.Node] | None:
        if isinstance(node, nodes.Name) and node.ctx == "load" and node.name in self.folded:
            return [nodes.Const(self.folded[node.name], lineno=node.lineno)]
        if isinstance(node, nodes.Include) and isinstance(node.template, nodes.Const):
            return self._text_of(node.template.value)
        return None

    def _text_of(self, name: Any) -> list[nodes.Node] | None:
        """The body of a template that is nothing but text."""
        assert self.loader is not None
        try:
            source, filename, _ = self.loader.get_source(self, name)
            body = self._parse(source, name, filename).body
        except (TemplateNotFound, TypeError):
            return None
        return list(body) if all(map(_is_text, body)) else None


def _is_text(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Output) and all(isinstance(one, nodes.TemplateData | nodes.Const) for one in node.nodes)


def _replace(node: nodes.Node, replacement: Any) -> None:
    """Replace nodes below this one, in lists and alone."""
    for name in node.fields:
        value = getattr(node, name, None)
        if isinstance(value, list):
            value[:] = [new for old in value for new in _new(old, replacement)]
        elif isinstance(value, nodes.Node):
            (new,) = _new(value, replacement)
            setattr(node, name, new)


def _new(old: Any, replacement: Any) -> list[Any]:
    if not isinstance(old, nodes.Node):
        return [old]
    new = replacement(old)
    if new is not None:
        return list(new)
    _replace(old, replacement)
    return [old]


def fold(environment: Environment, settings: Mapping[str, Any], relative: bool) -> None:
    """From now on the environment puts the settings into the templates that it loads."""
    assert environment.loader is not None
    texts = []
    for name in environment.list_templates():
        try:
            texts.append(environment.loader.get_source(environment, name)[0])
        except (TemplateNotFound, UnicodeDecodeError):
            continue
    left_out = NEVER | (RELATIVE if relative else frozenset())
    plain = {name: value for name, value in settings.items() if type(value) is str and name not in left_out}
    bound = set(re.findall(r"(?:\bset|\bfor|\bas|\bwith|\bimport|,|\(|=)\s*([A-Z][A-Z0-9_]*)\b", "\n".join(texts)))
    environment.__class__ = FoldingEnvironment
    environment.folded = {name: value for name, value in plain.items() if name not in bound}  # type: ignore[attr-defined]
