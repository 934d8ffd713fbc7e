"""Where does a long title turn over? Into lines of even length, broken where the sense allows (GB/T 9704-2012, 7.3.1:
a title of several lines is to be 词意完整、排列对称、长短适宜)."""

from __future__ import annotations

import re
from functools import cache

from .clean import wide

NEVER_FIRST = frozenset("，、。；：！？》〉）】〕”’…—·,.;:!?)]}的")
NEVER_LAST = frozenset("《〈（【〔“‘([{")
GOOD_BEFORE = re.compile("关于|印发|《|（|〈|通知|意见|办法|规定|条例|决定|公告|细则|方案|规划|实施|管理|工作|转发|和|及|与|暂行")
GOOD_AFTER = re.compile("[》）、，：的]$|关于$|印发$")
NO_BREAK, POOR, FAIR = 1e6, 9.0, 1.0


def width(text: str) -> float:
    """The width of a text in ems: Chinese characters count one, others a half."""
    return sum(1.0 if wide(char) else 0.5 for char in text)


def lines(title: str, capacity: float) -> tuple[str, ...]:
    """The title in the fewest lines of at most `capacity` ems; their texts joined are the title again."""
    total = width(title)
    count = max(1, -(-int(total * 2) // int(capacity * 2)))
    while count <= len(title):
        cost, found = _divide(title, count, capacity)
        if cost < NO_BREAK:
            return found
        count += 1
    return (title,)


def _divide(title: str, count: int, capacity: float) -> tuple[float, tuple[str, ...]]:
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
                options.append((own + _break_cost(title, end) + cost, (title[start:end], *rest_lines)))
        return min(options, default=(NO_BREAK, (title[start:],)))

    return best(0, count)


def _unevenness(line: str, ideal: float, capacity: float) -> float:
    length = width(line)
    return NO_BREAK if length > capacity or not line.strip() else (length - ideal) ** 2


def _break_cost(title: str, at: int) -> float:
    left, right = title[at - 1], title[at]
    if right in NEVER_FIRST or left in NEVER_LAST or (left.isascii() and right.isascii() and (left + right).isalnum()):
        return NO_BREAK
    if (left + right).isnumeric() or (left.isdigit() and right in "年月日号条%"):
        return NO_BREAK
    return FAIR if GOOD_BEFORE.match(title, at) or GOOD_AFTER.search(title[:at]) or left == " " else POOR
