"""Python-Markdown, faster, and byte for byte the same: most paragraphs of most texts hold nothing that it acts on.

Such plain paragraphs and headings are written as HTML at once; all else goes Python-Markdown's own way, with their places
kept. What may be skipped is worked out of what is registered; where something is registered that is not known here and was
not told of, the text is left to Python-Markdown.

    Markdown(extensions=["extra", "toc", FastMarkdown()])

Of an extension of one's own it is told what makes its processors act:

    FastMarkdown({Admonitions: Triggers(lines=("!!!",))})

Nothing need be told of inline processors: what a text must hold for them to act is read from their regular expressions.
"""

from .extension import FastMarkdown
from .triggers import Triggers

__all__ = ["FastMarkdown", "Triggers"]
