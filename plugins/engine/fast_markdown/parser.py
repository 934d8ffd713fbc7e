"""A block parser that gives what is surely a paragraph to the processor that makes them, and asks no other."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Sequence

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from .beginnings import Beginnings


class QuickParser(BlockParser):
    def watch(self, beginnings: Beginnings, strings: Sequence[str], paragraphs: BlockProcessor) -> None:
        self._processors = tuple(self.blockprocessors)
        self._beginnings, self._strings, self._paragraphs = beginnings, strings, paragraphs

    def parseBlocks(self, parent: etree.Element, blocks: list[str]) -> None:  # noqa: N802
        while blocks:
            if self._is_paragraph(blocks[0]):
                self._paragraphs.run(parent, blocks)
                continue
            for processor in self._processors:
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    def _is_paragraph(self, block: str) -> bool:
        return not (
            self._beginnings[block[:1]] or "\n" in block or any(string in block for string in self._strings)
        )
