"""The words that are known to be wrong (错敏词), and where they stand in a text.

Rows of `vocabularies/words.yaml`: `word`, `instead`, `note`, `level` (warning or error), and `within`: longer words in
which it is right (机关按装 has 按装; 公安装备 has none).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

LEVELS = ("warning", "error")


@dataclass(frozen=True, slots=True)
class Mistake:
    word: str
    instead: str = ""
    note: str = ""
    level: str = "warning"
    within: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mistakes:
    """All words of the list. `find` costs little more for a long list than for a short one."""

    words: tuple[Mistake, ...] = ()

    @cached_property
    def _by_start(self) -> Mapping[str, tuple[Mistake, ...]]:
        found: dict[str, list[Mistake]] = {}
        for mistake in self.words:
            found.setdefault(mistake.word[:2], []).append(mistake)
        return {start: tuple(sorted(some, key=lambda m: -len(m.word))) for start, some in found.items()}

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        """The first two characters of every word, gathered by the first: one look at each place of a text."""
        seconds: dict[str, str] = {}
        for start in self._by_start:
            seconds[start[0]] = seconds.get(start[0], "") + start[1:]
        parts = (re.escape(first) + (f"[{re.escape(rest)}]" if rest else "") for first, rest in sorted(seconds.items()))
        return re.compile("|".join(parts))

    def find(self, text: str) -> Iterator[tuple[int, Mistake]]:
        """The place of each listed word and its entry, in order; at one place the longest word counts."""
        if not self.words:
            return
        by_start = self._by_start
        for match in self._starts.finditer(text):
            at = match.start()
            for mistake in by_start.get(text[at : at + 2], ()):
                if text.startswith(mistake.word, at) and not _right(mistake, text, at):
                    yield at, mistake
                    break


def _right(mistake: Mistake, text: str, at: int) -> bool:
    for longer in mistake.within:
        start = at - longer.index(mistake.word)
        if start >= 0 and text.startswith(longer, start):
            return True
    return False


def read(rows: Iterable[Mapping[str, object]]) -> Mistakes:
    """Raises ValueError (Chinese) for a row that can't be understood."""
    words = []
    for row in rows:
        word, within = row.get("word"), row.get("within") or []
        level = str(row.get("level", "warning"))
        if not isinstance(word, str) or len(word) < 2 or level not in LEVELS or not isinstance(within, list):
            raise ValueError(f"错敏词表的条目有误：{dict(row)}")
        longer = tuple(str(one) for one in within)
        if any(word not in one for one in longer):
            raise ValueError(f"错敏词“{word}”不在它的例外“{'、'.join(longer)}”之中")
        words.append(Mistake(word, str(row.get("instead", "")), str(row.get("note", "")), level, longer))
    return Mistakes(tuple(words))
