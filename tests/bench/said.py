"""How many pages did a build render? Each program says it in its own words; all of them are read here and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Of our own builds, in the closing lines: the first that is found counts.
OURS = (
    r"渲染 ?(\d+) ?(?:个)?页",
    r"(\d+) ?(?:个)?页(?:面)?(?:重新)?渲染",
    r"rendered (\d+)",
    r"(\d+) (?:pages )?rendered",
    r"生成页面 +(\d+) 页",
)
# Hugo's table has a row for each number; what it calls pages are also the feeds.
HUGO = (r"Pages\s*[│|]\s*(\d+)", r"Paginator pages\s*[│|]\s*(\d+)")
STOCK = r"Done: Processed (\d+) article"


def ours(said: str) -> int | None:
    numbers = (re.findall(pattern, said) for pattern in OURS)
    return next((int(found[-1]) for found in numbers if found), None)


def hugo(said: str) -> int | None:
    return _sum(HUGO, said)


def stock(said: str) -> int | None:
    """Stock Pelican says how many articles it processed, not how many lists and feeds."""
    return _sum((STOCK,), said)


def closing(said: str) -> str:
    """The line that ends a build's or a check's report."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return next((line for line in reversed(lines) if line.startswith("完成")), lines[-1] if lines else "")


def _sum(patterns: Sequence[str], said: str) -> int | None:
    found = [re.search(pattern, said) for pattern in patterns]
    return sum(int(match[1]) for match in found if match) if any(found) else None
