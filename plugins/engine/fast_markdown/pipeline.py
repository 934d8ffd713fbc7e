"""The way of a text through Markdown(), past what does nothing to it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.preprocessors import NormalizeWhitespace
from markdown.util import ETX, STX, AtomicString

from . import serializer
from .plain import Parted, part
from .plan import Plan
from .triggers import found

PLACE = f"{STX}\ue000%d{ETX}"  # of plain blocks in the tree; no text holds an STX of its own
PLACES = re.compile(f"<p>{STX}\ue000([0-9]+){ETX}</p>")
BLANK_LINES = re.compile(r"(?<=\n) +\n")


def is_possible(md: Markdown, source: object, plan: Plan) -> bool:
    """Whether nothing is left of the text before that would act on this one."""
    return type(source) is str and not md.parser.state and all(is_idle() for is_idle in plan.idle)


def convert(md: Markdown, source: str, plan: Plan) -> str:
    if not source.strip():
        return ""
    text, is_whole = _preprocessed(md, source, plan)
    parted = Parted([text.split("\n\n")]) if is_whole else part(text, plan)
    if parted.is_plain and not plan.needs_tree:
        return "\n".join(html for run in parted.plain for html in run)
    html = _html(md, _tree(md, parted))
    return PLACES.sub(lambda match: "\n".join(parted.plain[int(match[1])]), html)


def _preprocessed(md: Markdown, text: str, plan: Plan) -> tuple[str, bool]:
    """The text for the parser, and whether no part of it can be told apart from the rest."""
    is_whole = False
    for processor, triggers in plan.preprocessors:
        if type(processor) is NormalizeWhitespace:
            text = _normalised(text, md.tab_length)
            is_whole = any(pattern.search(f"\n{text}") for pattern in plan.documents)
        elif triggers.is_always or found(triggers.strings, text):
            text = "\n".join(processor.run(text.split("\n")))
    return text, is_whole


def _normalised(text: str, tab_length: int) -> str:
    """As NormalizeWhitespace does it, looking for a thing before replacing it."""
    text = text.replace(STX, "").replace(ETX, "")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text += "\n\n"
    if "\t" in text:
        text = text.expandtabs(tab_length)
    return BLANK_LINES.sub("\n", text) if "\n " in text else text


def _tree(md: Markdown, parted: Parted) -> etree.Element:
    """With a paragraph in the place of plain blocks, in which nobody sees anything."""
    md.parser.root = root = etree.Element(md.doc_tag)
    for number, blocks in enumerate(parted.blocks):
        md.parser.parseBlocks(root, blocks)
        if number < len(parted.plain):
            etree.SubElement(root, "p").text = AtomicString(PLACE % number)
    return root


def _html(md: Markdown, root: etree.Element) -> str:
    """As `Markdown.convert` goes on behind the parser."""
    for processor in md.treeprocessors:
        changed = processor.run(root)
        root = root if changed is None else changed
    html = serializer.html(root, md)
    html = html[html.index("<div>") + len("<div>") : html.rindex("</div>")].strip()
    for postprocessor in md.postprocessors:
        html = postprocessor.run(html)
    return html.strip()
