"""Which inline processors need not look at a text? Those whose regular expression can't match in it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterable
from typing import Any

from markdown.inlinepatterns import Pattern
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

from . import required

Step = tuple[Any, frozenset[str]]  # an inline processor, and of what a text must hold something for it to act


def strings(pattern: Any) -> frozenset[str]:
    """An inline processor leaves a text alone that holds none of these; where they can't be told there are none."""
    given = getattr(pattern.getCompiledRegExp, "__func__", None)
    if given is not Pattern.getCompiledRegExp or not isinstance(pattern.compiled_re, re.Pattern):
        return frozenset()
    return required.strings(pattern.compiled_re) or frozenset()


class QuickInline(InlineProcessor):
    """Python-Markdown's own asks all its inline processors about each text, through one private method."""

    _asked: tuple[Any, ...] = ()
    _steps: tuple[Step, ...] = ()
    _any = re.compile("")

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        patterns = list(self.inlinePatterns)
        asked = (*patterns, *(getattr(pattern, "compiled_re", None) for pattern in patterns))
        if asked != self._asked:
            self._asked, self._steps = asked, tuple((pattern, strings(pattern)) for pattern in patterns)
            self._any = _any_of([held for _, held in self._steps])
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
        if isinstance(data, AtomicString) or not self._any.search(data):
            return data
        ask: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._steps)):
            pattern, held = self._steps[index]
            again, start = not held or _holds(data, held), 0
            while again:
                data, again, start = ask(pattern, data, index, start)
        return data


def _holds(text: str, strings: Iterable[str]) -> bool:
    for string in strings:  # noqa: SIM110 - a loop costs half of what any() does
        if string in text:
            return True
    return False


def _any_of(held: list[frozenset[str]]) -> re.Pattern[str]:
    """Matches in each text in which one of the inline processors may act."""
    known = required.least(frozenset().union(*held)) if all(held) else ("",)
    return re.compile("|".join(map(re.escape, known)) if held else "(?!)")
