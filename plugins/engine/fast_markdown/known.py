"""What makes Python-Markdown's own processors act, those of its extensions among them?

Classes are named, not imported: an extension is loaded by those who use it. Inline processors are missing here, for what
they act on is in their regular expressions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .triggers import Triggers

Known = Mapping[str, Triggers | Callable[[Any], Triggers]]
NOTHING = Triggers()  # but placeholders, and blocks that begin with as many spaces as a tab

PREPROCESSORS: Known = {
    "preprocessors.NormalizeWhitespace": Triggers(is_always=True),
    "preprocessors.HtmlBlockPreprocessor": Triggers(strings=("<", "&")),
    "extensions.md_in_html.HtmlBlockPreprocessor": Triggers(strings=("<", "&")),
    "extensions.fenced_code.FencedBlockPreprocessor": Triggers(strings=("```", "~~~")),
    "extensions.meta.MetaPreprocessor": Triggers(is_always=True),
}

BLOCK_PROCESSORS: Known = {
    "blockprocessors.EmptyBlockProcessor": NOTHING,
    "blockprocessors.ListIndentProcessor": NOTHING,
    "blockprocessors.CodeBlockProcessor": NOTHING,
    "blockprocessors.HashHeaderProcessor": Triggers(lines=("#",)),
    "blockprocessors.SetextHeaderProcessor": Triggers(lines=("-", "=")),
    "blockprocessors.HRProcessor": Triggers(lines=("-", "_", "*")),
    "blockprocessors.OListProcessor": Triggers(on_numbers=True),
    "blockprocessors.UListProcessor": Triggers(lines=("- ", "* ", "+ ")),
    "blockprocessors.BlockQuoteProcessor": Triggers(lines=(">",)),
    "blockprocessors.ReferenceProcessor": Triggers(lines=("[",)),
    "blockprocessors.ParagraphProcessor": Triggers(separator="\n\n"),
    # A definition acts on the texts around it, a definition list on the paragraph before it.
    "extensions.abbr.AbbrBlockprocessor": Triggers(lines=("*[",), documents=(r"\*\[",)),
    "extensions.admonition.AdmonitionProcessor": Triggers(lines=("!!!",)),
    "extensions.def_list.DefListIndentProcessor": NOTHING,
    "extensions.def_list.DefListProcessor": Triggers(lines=(":",), documents=(r"\n[ ]*:[ ]",)),
    "extensions.footnotes.FootnoteBlockProcessor": Triggers(lines=("[^",)),
    "extensions.md_in_html.MarkdownInHtmlProcessor": NOTHING,
    "extensions.sane_lists.SaneOListProcessor": Triggers(on_numbers=True),
    "extensions.sane_lists.SaneUListProcessor": Triggers(lines=("- ", "* ", "+ ")),
    "extensions.tables.TableProcessor": Triggers(strings=("|",)),
}


def _of_footnotes(processor: Any) -> Triggers:
    """They go where a marker stands. Some are left from the text before where no reset came after it."""
    notes = processor.footnotes
    marker = notes.getConfig("PLACE_MARKER")
    return Triggers(strings=_given(marker), is_idle=lambda: bool(marker) and not notes.footnotes)


def _of_contents(processor: Any) -> Triggers:
    """They are made of a text without headings too."""
    return Triggers(strings=_given(processor.marker), is_always=True, on_headings=True)


def _given(marker: str) -> tuple[str, ...]:
    return (marker,) if marker else ()


TREE_PROCESSORS: Known = {
    "treeprocessors.PrettifyTreeprocessor": NOTHING,  # line breaks between blocks, which are written with them
    "treeprocessors.UnescapeTreeprocessor": NOTHING,
    "extensions.abbr.AbbrTreeprocessor": lambda processor: Triggers(is_idle=lambda: not processor.abbrs),
    "extensions.attr_list.AttrListTreeprocessor": Triggers(strings=("{",)),
    "extensions.codehilite.HiliteTreeprocessor": NOTHING,
    "extensions.footnotes.FootnotePostTreeprocessor": NOTHING,
    "extensions.footnotes.FootnoteReorderingProcessor": NOTHING,
    "extensions.footnotes.FootnoteTreeprocessor": _of_footnotes,
    "extensions.legacy_attrs.LegacyAttrs": Triggers(strings=("{@",)),
    "extensions.toc.TocTreeprocessor": _of_contents,
}

POSTPROCESSORS: Known = {
    "extensions.footnotes.FootnotePostprocessor": NOTHING,
    "extensions.md_in_html.MarkdownInHTMLPostprocessor": NOTHING,
    "postprocessors.AndSubstitutePostprocessor": NOTHING,
    "postprocessors.RawHtmlPostprocessor": NOTHING,
}
