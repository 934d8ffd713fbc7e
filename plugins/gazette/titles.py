"""When are two titles the same, or two 文号? Whatever their width, brackets, blanks, the state's name, year of revision.

A notice that prints a text (关于印发《…》的通知) is also where that text is found.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from .numbers import DocumentNumber

STATE = "中华人民共和国"
BRACKETS = str.maketrans("〈〉《》〔〕", "<><>[]")
# NFKC makes （2019年修订） (2019年修订): the mark of a version, no part of the work's name.
REVISED = re.compile(r"\((?:\d{4}年?)?\d{0,4}(?:第[一二三四五六七八九十]次)?(?:修订|修正|修改)(?:版|本)?\)$")
PRINTED = re.compile(r"(?:印发|发布|公布|转发)(?P<title>.{4,})的(?:通知|公告|决定|命令|令)(?:\(示例\))?$")


@lru_cache(maxsize=100_000)
def title_key(title: str) -> str:
    """A title as it is compared."""
    folded = unicodedata.normalize("NFKC", title).translate(BRACKETS)
    return REVISED.sub("", "".join(folded.split()).replace(STATE, ""))


def printed_key(title: str) -> str:
    """The compared title of the text that a notice prints; empty when it prints none."""
    found = PRINTED.search(title_key(title))
    if found is None:
        return ""
    inner = found["title"]
    return inner[1:-1] if inner.startswith("<") and inner.endswith(">") and inner.count("<") == 1 else inner


@lru_cache(maxsize=100_000)
def number_key(text: str) -> str:
    """The same for all writings of one 文号. Another text stays as it is."""
    number = DocumentNumber.parse(text) if text else None
    return number.canonical if number else text
