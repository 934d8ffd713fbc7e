"""The last steps on the tree of a text, without asking the same of each element anew."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.treeprocessors import PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import STX


class _Levels(dict[Any, bool]):
    """Whether tags are of block level; Python-Markdown goes through a list of seventy."""

    def __init__(self, md: Markdown) -> None:
        super().__init__()
        self._md = md

    def __missing__(self, tag: Any) -> bool:
        self[tag] = self._md.is_block_level(tag)
        return self[tag]


class QuickPrettify(PrettifyTreeprocessor):
    def run(self, root: etree.Element) -> None:
        assert self.md is not None
        self._levels = _Levels(self.md)
        super().run(root)

    def _prettifyETree(self, elem: etree.Element) -> None:  # noqa: N802
        levels, tag = self._levels, elem.tag
        if levels[tag] and tag not in {"code", "pre"}:
            if len(elem) and levels[elem[0].tag] and (not elem.text or elem.text.isspace()):
                elem.text = "\n"
            for child in elem:
                if levels[child.tag]:
                    self._prettifyETree(child)
        if not elem.tail or elem.tail.isspace():
            elem.tail = "\n"


class QuickUnescape(UnescapeTreeprocessor):
    """What was escaped stands behind an STX. The others' AtomicStrings become plain ones here as well."""

    def run(self, root: etree.Element) -> None:
        for elem in root.iter():
            text, tail = elem.text, elem.tail
            if text and elem.tag != "code" and (STX in text or type(text) is not str):
                elem.text = self.unescape(text)
            if tail and (STX in tail or type(tail) is not str):
                elem.tail = self.unescape(tail)
            for key, value in elem.items() if elem.attrib else ():
                if value is not None:
                    elem.set(key, self.unescape(value))
