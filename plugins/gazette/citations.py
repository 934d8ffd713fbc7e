"""Which documents does a text cite, and which clause of them: 《title》, with or without （文号）, 第X条.

Finding is a matter of the text alone; what a citation means is resolved against the corpus, on the day of the
citing document (see `corpus`). What can't be resolved is listed, never guessed.
"""

from __future__ import annotations

from typing import NamedTuple

from .prose import Prose


class Citation(NamedTuple):
    """`title` without 《》 and `number` as written; `anchor` the clause (``tiao-12``), empty for the whole document.

    `text` are the words of the citation, `line` and `column` their place in the file.
    """

    title: str
    number: str
    anchor: str
    text: str
    line: int
    column: int


def find(prose: Prose) -> tuple[Citation, ...]:
    """The citations of a body, in their order; what stands within code is not looked at."""
    return ()
