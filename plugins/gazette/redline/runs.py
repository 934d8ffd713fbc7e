"""Which characters of a paragraph went, which came, which stayed? Numbers go and come whole: 五千元 is not 三千元 with
another first character.

（一）and (一) are the same and blanks don't count, yet both texts are given back as they were written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from fast_diff_match_patch import diff

ALIKE = str.maketrans("（）", "()")
SIGN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[〇零一二三四五六七八九十百千万亿两]+|\S")
STAND_INS = range(0xF0000, 0xFFFFE)  # private use


class RunKind(StrEnum):
    SAME = "same"
    DELETED = "deleted"
    INSERTED = "inserted"


class Run(NamedTuple):
    """A stretch as each version writes it; both are filled only for the same words, which may differ in blanks and brackets."""

    kind: RunKind
    old: str
    new: str


class _Sign(NamedTuple):
    """What counts as one: a character or a number, with the blanks after it."""

    said: str
    written: str


def folded(text: str) -> str:
    """The text as it is compared."""
    return "".join(text.translate(ALIKE).split())


def runs(old: str, new: str) -> tuple[Run, ...]:
    """The runs of one paragraph in order; same and inserted ones are the new text, same and deleted ones the old."""
    lead, (before, after) = Run(RunKind.SAME, _blank(old), _blank(new)), (_signs(old), _signs(new))
    return ((lead,) if lead.old or lead.new else ()) + tuple(_runs(before, after))


def _runs(before: Sequence[_Sign], after: Sequence[_Sign]) -> Iterator[Run]:
    at_old = at_new = 0
    # Without a limit of time: with one the result would hang on the machine's speed.
    for operation, count in diff(*_coded(before, after), timelimit=0, cleanup="Semantic"):
        gone = _written(before[at_old : at_old + count]) if operation != "+" else ""
        come = _written(after[at_new : at_new + count]) if operation != "-" else ""
        yield Run({"=": RunKind.SAME, "-": RunKind.DELETED, "+": RunKind.INSERTED}[operation], gone, come)
        at_old += count if operation != "+" else 0
        at_new += count if operation != "-" else 0


def _blank(text: str) -> str:
    return text[: len(text) - len(text.lstrip())]


def _signs(text: str) -> list[_Sign]:
    found = list(SIGN.finditer(text))
    ends = [*(match.start() for match in found[1:]), len(text)]
    return [
        _Sign(match[0].translate(ALIKE), text[match.start() : end]) for match, end in zip(found, ends, strict=bool(found))
    ]


def _written(signs: Sequence[_Sign]) -> str:
    return "".join(sign.written for sign in signs)


def _coded(*texts: Sequence[_Sign]) -> list[str]:
    """Each text with one character for each sign: a number of several is stood for by one that neither text has."""
    said = dict.fromkeys(sign.said for text in texts for sign in text)
    spare = (chr(code) for code in STAND_INS if chr(code) not in said)
    codes = {words: words if len(words) == 1 else next(spare) for words in said}
    return ["".join(codes[sign.said] for sign in text) for text in texts]
