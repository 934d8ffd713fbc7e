"""Where does a long title turn over? Into lines of even length, broken where the sense allows (GB/T 9704-2012, 7.3.1:
a title of several lines is to be 词意完整、排列对称、长短适宜)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from .clean import wide

NEVER_FIRST = frozenset("，、。；：！？》〉）】〕”’…—·,.;:!?)]}的")
CLOSING = frozenset("》〉）】〕")
NEVER_LAST = frozenset("《〈（【〔“‘([{")
GOOD_BEFORE = re.compile(
    "关于|印发|《|（|〈|通知|意见|办法|规定|条例|决定|公告|细则|方案|规划|实施|管理|工作|转发|和|及|与|暂行"
)
GOOD_AFTER = re.compile("[》）、，：的]$|关于$|印发$")
ENDING = frozenset("区市县省州镇乡局府委厅院性化务")  # more often the end of a word than the beginning of one
NO_BREAK, POOR, FAIR, WORD, SUFFIX = 1e6, 9.0, 1.0, 30.0, 5.0


def width(text: str) -> float:
    """The width of a text in ems: Chinese characters count one, others a half."""
    return sum(1.0 if wide(char) else 0.5 for char in text)


def lines(title: str, capacity: float, text: str = "") -> tuple[str, ...]:
    """The title in the fewest lines of at most `capacity` ems; their texts joined are the title again.

    `text` is the document's own: characters that often stand together there are a word, and not parted.
    """
    total = width(title)
    costs = tuple(
        _break_cost(title, at) + _cohesion(title, at, f"{text}\n{title}") for at in range(1, len(title))
    )
    count = max(1, -(-int(total * 2) // int(capacity * 2)))
    while count <= len(title):
        cost, found = _divide(title, count, capacity, costs)
        if cost < NO_BREAK:
            return found
        count += 1
    return (title,)


def _divide(title: str, count: int, capacity: float, costs: Sequence[float]) -> tuple[float, tuple[str, ...]]:
    """The best division into `count` lines: each near the mean length, each break as good as can be."""
    ideal = width(title) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[str, ...]]:
        if left == 1:
            rest = title[start:]
            return (_unevenness(rest, ideal, capacity), (rest,))
        options = []
        for end in range(start + 1, len(title)):
            own = _unevenness(title[start:end], ideal, capacity)
            if own < NO_BREAK:
                cost, rest_lines = best(end, left - 1)
                options.append((own + costs[end - 1] + cost, (title[start:end], *rest_lines)))
        return min(options, default=(NO_BREAK, (title[start:],)))

    return best(0, count)


def _unevenness(line: str, ideal: float, capacity: float) -> float:
    length = width(line)
    return NO_BREAK if length > capacity or not line.strip() else (length - ideal) ** 2


def _break_cost(title: str, at: int) -> float:
    left, right = title[at - 1], title[at]
    if (
        right in NEVER_FIRST
        or left in NEVER_LAST
        or (left.isascii() and right.isascii() and (left + right).isalnum())
    ):
        return NO_BREAK
    if (left + right).isnumeric() or (left.isdigit() and right in "年月日号条%"):
        return NO_BREAK
    near_bracket = (at > 1 and title[at - 2] in NEVER_LAST) or title[at + 1 : at + 2] in CLOSING
    suffix = SUFFIX * (near_bracket + (right in ENDING))
    return (
        suffix + FAIR
        if GOOD_BEFORE.match(title, at) or GOOD_AFTER.search(title[:at]) or left == " "
        else suffix + POOR
    )


def _cohesion(title: str, at: int, text: str) -> float:
    """How much two characters keep together in the text: 0 for strangers, WORD for a pair that is never apart."""
    pair = title[at - 1 : at + 1]
    together = text.count(pair)
    apart = max(text.count(pair[0]), text.count(pair[1]), 1)
    return WORD * together / apart if together > 1 else 0.0
