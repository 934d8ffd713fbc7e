"""Under which letter does a title stand in an alphabetical list? That of its first character's reading in pinyin."""

from __future__ import annotations

from functools import cache

OTHERS = "其他"
WORD = 4  # characters that tell how the first one is read: 重庆 under C


def first_letter(title: str) -> str:
    """A to Z; `OTHERS` for what begins with a number or a sign. Marks before the first character count for nothing."""
    return _letter(title.lstrip(" 　《〈“‘\"'「『（(〔[【")[:WORD])


@cache
def _letter(word: str) -> str:
    from pypinyin import Style, lazy_pinyin  # its tables take a while to load

    read = "".join(lazy_pinyin(word, style=Style.NORMAL))[:1].upper()
    return read if "A" <= read <= "Z" else OTHERS
