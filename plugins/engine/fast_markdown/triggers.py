"""What makes a processor act? The words in which it is said."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Triggers:
    """A processor of which this is said leaves alone each block, or as a preprocessor each text, without any of these.

    `lines` are how a line of the block begins, spaces apart; with `on_numbers` a number and a dot do so too. `strings`
    stand anywhere in it. `documents` are regular expressions for a text of which no part can be told apart from the rest;
    a line break stands before its first line.

    `is_always` is for processors that have an effect beside the text, `on_headings` for those that act on each heading.
    `is_idle` says at any time whether the rest is true; while it is not, the processor may act on anything.

    The processor that makes the paragraphs names what parts them in `separator`: each part of a block is a paragraph of its
    own, without white space at its beginning; blank ones are dropped.
    """

    lines: tuple[str, ...] = ()
    on_numbers: bool = False
    strings: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    is_always: bool = False
    on_headings: bool = False
    is_idle: Callable[[], bool] | None = None
    separator: str = ""


def found(strings: Iterable[str], text: str) -> list[str]:
    """Those that stand in a text. A single character is found faster than several."""
    return [string for string in strings if string[0] in text and string in text]
