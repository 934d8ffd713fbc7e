"""What may be skipped with this Markdown(), as its processors are registered now?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor, HashHeaderProcessor
from markdown.inlinepatterns import Pattern
from markdown.preprocessors import NormalizeWhitespace, Preprocessor
from markdown.serializers import to_html_string, to_xhtml_string
from markdown.treeprocessors import InlineProcessor, PrettifyTreeprocessor, UnescapeTreeprocessor
from markdown.util import STX

from . import known, required
from .beginnings import Beginnings
from .inline import QuickInline, strings
from .known import Known
from .parser import QuickParser
from .tree import QuickPrettify, QuickUnescape
from .triggers import Triggers

Told = Mapping[type, Triggers]
STOCK = {  # what our own stand for
    QuickInline: InlineProcessor,
    QuickParser: BlockParser,
    QuickPrettify: PrettifyTreeprocessor,
    QuickUnescape: UnescapeTreeprocessor,
}
BLOCK_LEVEL = {"div", "p", "h1", "h2", "h3", "h4", "h5", "h6"}
NOTE_INDENT = 4  # spaces that a footnote takes for its own, however long a tab is
ALWAYS = (STX, "<", "&")  # placeholders, and what is not written as it stands


class Unknown(Exception):
    """Nobody can tell what something that is registered acts on."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A paragraph is plain that holds none of `strings`, in a block that holds none of `block_strings` and has no line
    that begins as in `first_line` or `next_lines`."""

    preprocessors: tuple[tuple[Preprocessor, Triggers], ...]
    beginnings: Beginnings
    first_line: re.Pattern[str]
    next_lines: re.Pattern[str]
    strings: tuple[str, ...]
    block_strings: tuple[str, ...]
    documents: tuple[re.Pattern[str], ...]
    paragraphs: BlockProcessor
    separator: str
    has_headings: bool
    needs_tree: bool
    idle: tuple[Callable[[], bool], ...]


def registered(md: Markdown) -> tuple[Any, ...]:
    """All on which a plan depends: when this is another, another plan is needed."""
    return (
        *md.preprocessors, *md.parser.blockprocessors, *md.inlinePatterns, *md.treeprocessors, *md.postprocessors,
        *(getattr(pattern, "compiled_re", None) for pattern in md.inlinePatterns),
        *md.block_level_elements, md.parser, md.serializer, md.stripTopLevelTags, md.tab_length,
    )  # fmt: skip


def plan(md: Markdown, told: Told) -> Plan | None:
    """None where something is registered that is not known."""
    try:
        return _plan(md, told) if _is_usual(md) else None
    except Unknown:
        return None


def stock(thing: object) -> type:
    """The class of what may be one of ours."""
    return STOCK.get(type(thing), type(thing))


def _is_usual(md: Markdown) -> bool:
    return (
        type(md) is Markdown
        and stock(md.parser) is BlockParser
        and md.serializer in {to_html_string, to_xhtml_string}
        and (md.stripTopLevelTags, md.doc_tag) == (True, "div")
        and {*md.block_level_elements} >= BLOCK_LEVEL
        and PrettifyTreeprocessor in map(stock, md.treeprocessors)
        and NormalizeWhitespace in map(stock, md.preprocessors)
    )


def _plan(md: Markdown, told: Told) -> Plan:
    before = [(one, _triggers(one, known.PREPROCESSORS, told)) for one in md.preprocessors]
    blocks = [(one, _triggers(one, known.BLOCK_PROCESSORS, told)) for one in md.parser.blockprocessors]
    trees = [_of_tree_processor(one, told) for one in md.treeprocessors]
    after = [_triggers(one, known.POSTPROCESSORS, told) for one in md.postprocessors]
    every = [*(its for _, its in blocks), *trees, *after, _of_inline(md.inlinePatterns)]
    paragraphs, separator = _paragraphs(blocks)
    beginning = _beginning(every)
    return Plan(
        preprocessors=tuple(before),
        beginnings=Beginnings((line for one in every for line in one.lines), any(one.on_numbers for one in every)),
        first_line=re.compile(rf"[ ]{{{_tab(md)},}}|{beginning}"),
        next_lines=re.compile(rf"\n{beginning}"),
        strings=required.least(frozenset((*ALWAYS, *(string for one in every for string in one.strings)))),
        block_strings=required.least(frozenset((STX, *(string for _, its in blocks for string in its.strings)))),
        documents=tuple(re.compile(pattern) for one in every for pattern in one.documents),
        paragraphs=paragraphs,
        separator=separator,
        has_headings=_has_headings(blocks) and not any(one.on_headings for one in every),
        needs_tree=any(one.is_always for one in every),
        idle=tuple(one.is_idle for one in every if one.is_idle),
    )


def _beginning(every: Iterable[Triggers]) -> str:
    """How a line begins that is not plain, or nothing but spaces."""
    lines = [re.escape(line) for one in every for line in one.lines]
    numbers = [r"\d+\.[ ]"] if any(one.on_numbers for one in every) else []
    return rf"[ ]*(?:{'|'.join([*lines, *numbers])}|\n|\Z)"


def _triggers(processor: Any, table: Known, told: Told) -> Triggers:
    if type(processor) in told:
        return told[type(processor)]
    kind = stock(processor)
    found = table.get(f"{kind.__module__}.{kind.__qualname__}".removeprefix("markdown."))
    if found is None or not kind.__module__.startswith("markdown.") or _is_altered(processor):
        raise Unknown
    return found(processor) if callable(found) else found


def _is_altered(processor: Any) -> bool:
    """Whether a method was replaced in this one object."""
    return any(callable(getattr(type(processor), name, None)) for name in vars(processor))


def _of_tree_processor(processor: Any, told: Told) -> Triggers:
    if stock(processor) is InlineProcessor and not _is_altered(processor):
        return _of_inline(processor.inlinePatterns)
    return _triggers(processor, known.TREE_PROCESSORS, told)


def _of_inline(patterns: Iterable[Pattern]) -> Triggers:
    held = [strings(pattern) for pattern in patterns]
    if not all(held):
        raise Unknown
    return Triggers(strings=tuple(frozenset().union(*held)))


def _paragraphs(blocks: Iterable[tuple[BlockProcessor, Triggers]]) -> tuple[BlockProcessor, str]:
    """The one processor that makes all paragraphs, and what parts them."""
    found = [(one, its.separator) for one, its in blocks if its.separator]
    if len(found) != 1:
        raise Unknown
    return found[0]


def _has_headings(blocks: Iterable[tuple[BlockProcessor, Triggers]]) -> bool:
    """Whether a line that begins with # is a heading, and nothing else."""
    found = [type(one) for one, its in blocks if any(line.startswith("#") for line in its.lines)]
    return found == [HashHeaderProcessor]


def _tab(md: Markdown) -> int:
    """So many spaces, and a block may be code or belong to what stands before it."""
    found = min(NOTE_INDENT, md.tab_length, *(one.tab_length for one in md.parser.blockprocessors))
    if found < 1:
        raise Unknown
    return found
