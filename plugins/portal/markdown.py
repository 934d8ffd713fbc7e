"""How the Markdown of departments becomes HTML: what stands in the text reaches the page as it stands.

Stock Markdown would change official texts, so four of its habits are off: numbers are never made anew (an
ordered list is text that begins with a number), an indented line is not code, underscores are blanks to fill
in and not emphasis, and a run of three or more asterisks masks characters. A line is a paragraph, as
in every official document; two spaces at a line's end keep it with the next.
"""

from __future__ import annotations

import hashlib
import pickle
import re
import xml.etree.ElementTree as etree
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import NamedTuple

import markdown
from markdown.blockprocessors import HRProcessor, ParagraphProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor

from plugins.engine import fast_markdown
from plugins.engine.fast_markdown import FastMarkdown, Triggers
from plugins.gazette import body, citations, marks, markup, sanitise, tree, units
from plugins.gazette.markup import Rendered

# Blanks of underscores, masked characters, and an asterisk that multiplies.
LITERAL = r"(_+|\*{3,}|~{3,}|(?<=[0-9A-Za-z])\*+(?=[0-9A-Za-z]))"
BEFORE_EMPHASIS = 65  # after links, whose addresses may hold the same characters


class _LineParagraphs(ParagraphProcessor):
    """Each line of a plain block is a paragraph of its own, unless the line before ends in two spaces."""

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        if self.parser.state.isstate("list") or parent.tag == "li":
            super().run(parent, blocks)
            return
        for lines in re.split(r"(?<!  )(?<!\\)\n", blocks.pop(0)):
            if lines.strip():
                etree.SubElement(parent, "p").text = lines.strip("\n").lstrip()


class _Rule(HRProcessor):
    """Only hyphens draw a rule: a line of underscores is a blank to fill in."""

    RE = r"^[ ]{0,3}(?=(?P<atomicgroup>-{3,}))(?P=atomicgroup)[ ]*$"
    SEARCH_RE = re.compile(RE, re.MULTILINE)


class _Literal(InlineProcessor):
    """Characters that stay as they are."""

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        return self.md.htmlStash.store(m.group(1)), m.start(0), m.end(0)


class OfficialText(Extension):
    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802
        md.parser.blockprocessors.deregister("olist")
        md.parser.blockprocessors.deregister("code")
        md.parser.blockprocessors.register(_LineParagraphs(md.parser), "paragraph", 10)
        md.parser.blockprocessors.register(_Rule(md.parser), "hr", 50)
        md.inlinePatterns.register(_Literal(LITERAL, md), "literal", BEFORE_EMPHASIS)


@cache
def _converter() -> markdown.Markdown:
    lines = Triggers(strings=("  \n", "\\\n"), separator="\n")  # a line that ends so goes on in the next
    fast = FastMarkdown({_LineParagraphs: lines, _Rule: Triggers(lines=("-",))})
    extensions: list[str | Extension] = ["tables", "footnotes", "fenced_code", "codehilite", OfficialText(), fast]
    settings: dict[str, dict[str, object]] = {
        "codehilite": {"guess_lang": False, "css_class": "highlight"},
        "footnotes": {"BACKLINK_TITLE": "回到正文中注释 {} 处", "BACKLINK_TEXT": "↩"},
    }
    return markdown.Markdown(extensions=extensions, extension_configs=settings, output_format="html")


def to_html(text: str) -> str:
    return _converter().reset().convert(text)


def render(source: tuple[str, str]) -> Rendered:
    """The (path, text) of a document, rendered and cleaned."""
    path, text = source
    return markup.derive(to_html(text), path)


def render_packed(source: tuple[str, str]) -> tuple[bytes, bytes]:
    """The (path, text) of a document, rendered: the whole and what is to be at hand, both pickled. A pure function for
    a pool: what another process has packed goes to the store as it is."""
    rendered = render(source)
    return pickle.dumps(rendered, protocol=5), pickle.dumps(Digest.of(rendered), protocol=5)


class Digest(NamedTuple):
    """What is to be at hand of every text without its being looked up: see `Rendered`."""

    lead: str
    targets: tuple[str, ...]
    marked: tuple[tuple[str, str, str], ...]
    problems: tuple[sanitise.Problem, ...]

    @classmethod
    def of(cls, rendered: Rendered) -> Digest:
        marked = dict.fromkeys((mention.title, mention.number, mention.anchor) for mention in rendered.marked)
        return cls(rendered.lead, rendered.targets, tuple(marked), rendered.problems)


@cache
def version() -> str:
    """Changes whenever rendering may: with this code, the libraries or their settings."""
    files = [Path(__file__), *(Path(str(module.__file__)) for module in (body, citations, markup, marks, sanitise, tree, units))]
    files += sorted(Path(str(fast_markdown.__file__)).parent.glob("*.py"))
    digest = hashlib.sha256("\0".join((metadata.version("markdown"), metadata.version("lxml"))).encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()
