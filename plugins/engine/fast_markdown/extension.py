"""The extension: it gives one Markdown() a faster `convert`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension

from . import pipeline
from .parser import QuickParser
from .plan import STOCK, Plan, plan, registered, stock
from .triggers import Triggers

QUICK = {its_stock: quick for quick, its_stock in STOCK.items() if quick is not QuickParser}


class FastMarkdown(Extension):
    """`told` says what makes processors act that are not Python-Markdown's."""

    def __init__(self, told: Mapping[type, Triggers] | None = None) -> None:
        super().__init__()
        self._told = dict(told or {})

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        if "convert" not in vars(md):
            md.convert = _Convert(md, self._told)  # type: ignore[method-assign]


class _Convert:
    """Stands for the method. Other extensions may come after this one, so all is looked at when a text comes."""

    def __init__(self, md: Markdown, told: Mapping[type, Triggers]) -> None:
        self._md, self._told = md, told
        self._stock: Callable[[str], str] = md.convert
        self._registered: tuple[Any, ...] = ()
        self._plan: Plan | None = None

    def __call__(self, source: str) -> str:
        now = registered(self._md)
        if now != self._registered:
            self._registered, self._plan = now, plan(self._md, self._told)
            self._quicken(self._plan)
        found = self._plan
        if found is None or not pipeline.is_possible(self._md, source, found):
            return self._stock(source)
        return pipeline.convert(self._md, source, found)

    def _quicken(self, found: Plan | None) -> None:
        """What is registered keeps its place, and becomes of a class that does the same in less time."""
        parser: Any = self._md.parser
        processors: Iterable[Any] = self._md.treeprocessors
        for processor in processors:
            processor.__class__ = QUICK.get(type(processor), type(processor))
        parser.__class__ = QuickParser if found else stock(parser)
        if found:
            parser.watch(found.beginnings, found.block_strings, found.paragraphs)
