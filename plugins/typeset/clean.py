"""Is this text fit to be set? What is altered is told: invisible characters are left out, and a private-use
character, which no font and no reader can know, is set as 〓, the printers' sign for a missing one.

The checks refuse private-use characters in the district's own documents, so only reprints come here with one.
Control characters have no place in a text: one that holds them is refused.
"""

from __future__ import annotations

import re
import unicodedata

# Zero-width space, joiners, marks of direction, word joiner, byte-order mark, soft hyphen: no ink, no meaning here.
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
MISSING = "〓"
SPACES = re.compile(r"[ \t\r\n\f\v]+")
REFUSED = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
PLAIN = frozenset("\n\t\r\f\v")


def visible(text: str) -> str:
    """The text without characters that have neither ink nor meaning, and with 〓 for those nobody knows."""
    return PRIVATE.sub(MISSING, INVISIBLE.sub("", text))


def invisible(text: str) -> tuple[str, ...]:
    """The characters that `visible` leaves out, each once, in the order of the text."""
    return tuple(dict.fromkeys(INVISIBLE.findall(text)))


def unknown(text: str) -> tuple[str, ...]:
    """The characters for which `visible` puts 〓, each once, in the order of the text."""
    return tuple(dict.fromkeys(PRIVATE.findall(text)))


def refused(text: str) -> tuple[str, ...]:
    """Control, unassigned and direction-changing characters, each once, in the order of the text."""
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
