"""Is this text fit to be set? Nothing is altered but what has no ink: invisible characters are left out, with a note.

Control and private-use characters have no agreed meaning, so a text with one is refused rather than guessed at.
"""

from __future__ import annotations

import re
import unicodedata

# Zero-width space, joiners, marks of direction, word joiner, byte-order mark, soft hyphen: no ink, no meaning here.
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
SPACES = re.compile(r"[ \t\r\n\f\v]+")
REFUSED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
PLAIN = frozenset("\n\t\r\f\v")


def visible(text: str) -> str:
    """The text without characters that have neither ink nor meaning."""
    return INVISIBLE.sub("", text)


def invisible(text: str) -> tuple[str, ...]:
    """The characters that `visible` leaves out, each once, in the order of the text."""
    return tuple(dict.fromkeys(INVISIBLE.findall(text)))


def refused(text: str) -> tuple[str, ...]:
    """Control, private-use, unassigned and direction-changing characters, each once, in the order of the text."""
    return tuple(char for char in dict.fromkeys(visible(text)) if _is_refused(char))


def _is_refused(char: str) -> bool:
    return char not in PLAIN and unicodedata.category(char) in REFUSED


def wide(char: str) -> bool:
    """Whether a character is set in a full em, so that a line break beside it stands for no space."""
    return unicodedata.east_asian_width(char) in ("W", "F") or char in "“”‘’…—·"


def flow(text: str, before: str = "", after: str = "") -> str:
    """White space as a browser shows it: runs are one space, and a line end between Chinese characters is none.

    `before` and `after` are the characters next to the text. Full-width and no-break spaces stay as they are.
    """

    def joined(match: re.Match[str]) -> str:
        left = text[match.start() - 1] if match.start() else before
        right = text[match.end()] if match.end() < len(text) else after
        if "\n" in match[0] and left and right and (wide(left) or wide(right)):
            return ""
        return " "

    return SPACES.sub(joined, text)


def code_point(char: str) -> str:
    return f"U+{ord(char):04X}"
