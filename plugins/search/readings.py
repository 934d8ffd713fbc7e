"""Under which letters is a title suggested to a reader who types pinyin? 政务公开 under `zwgk` and `zhengwugongkai`.

From every character on: the first letters of what follows, and its syllables written as one word. A reader's letters are
the beginning of one of these.
"""

from __future__ import annotations

from functools import cache

from .fold import FOLDER

LONGEST_INITIALS = 8
LONGEST_WORD = 16


@cache
def readings(title: str) -> frozenset[str]:
    """All beginnings that are kept; letters and digits of the title read as themselves."""
    syllables = _syllables(FOLDER.text(title))
    found = set[str]()
    for start in range(len(syllables)):
        rest = syllables[start:]
        found.add("".join(syllable[0] for syllable in rest[:LONGEST_INITIALS]))
        found.add("".join(rest[:LONGEST_WORD])[:LONGEST_WORD])
    return frozenset(found)


def _each(characters: str) -> list[str]:
    """What has no reading stands for itself."""
    return list(characters)


def _syllables(text: str) -> list[str]:
    from pypinyin import Style, lazy_pinyin  # its tables take a while to load

    read = lazy_pinyin(text, style=Style.NORMAL, errors=_each, v_to_u=False)  # type: ignore[arg-type] # lists are taken
    return [syllable for syllable in read if syllable and syllable.isascii()]
