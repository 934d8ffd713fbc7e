"""The typesetter: many documents cold, one document, one issue of the bulletin (what is measured: press.py)."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.bench import corpora, tables
from tests.bench.goals import Goal
from tests.bench.measure import Measure, median, run
from tests.support import district

SUBJECT = "typeset"
COUNT, PAGES = 1_000, 170  # of which the goals speak
FEW = 60  # documents of which the issue and the single ones are taken


def measure(count: int, runs: int, folder: Path, tell: Callable[[str], None]) -> Iterator[str]:
    """Tables of what it costs to read, plan and set `count` documents, and of the goals."""
    many = [_press("all", _written(folder / "many", count), tell) for _ in range(runs)]
    few = _written(folder / "few", min(FEW, count))
    ones = [seconds for _ in range(runs) for seconds in _said(_press("one", few, tell))["cpu"]]
    issues = [_said(_press("issue", few, tell)) for _ in range(runs)]
    cold, one, issue = (
        median(many),
        statistics.median(ones),
        statistics.median(found["cpu"] for found in issues),
    )
    pages = int(issues[0]["pages"])
    yield f"\n### Typesetting (load {os.getloadavg()[0]:.1f})\n"
    yield tables.table_head("", "CPU s", "wall s", "peak MiB", left=1)
    yield tables.row(f"{count:,} documents, cold", f"{cold.cpu:.1f}", f"{cold.wall:.1f}", f"{cold.peak:,.0f}")
    yield tables.row(f"one document (median of {len(ones)}, {max(ones):.3f} at most)", f"{one:.3f}", "", "")
    yield tables.row(f"one issue, {pages} pages", f"{issue:.2f}", "", "")
    yield from tables.goals(
        [
            Goal(
                f"{COUNT:,} documents cold, CPU",
                SUBJECT,
                count,
                cold.cpu if count == COUNT else None,
                45,
                "s",
            ),
            Goal("documents cold, peak memory of a process", SUBJECT, count, cold.peak, 300, "MiB"),
            Goal("one document after start-up, CPU", SUBJECT, 1, one, 0.12, "s"),
            Goal(
                f"{PAGES} pages of an issue after start-up, CPU", SUBJECT, 1, issue * PAGES / pages, 0.6, "s"
            ),
        ]
    )


def _written(folder: Path, count: int) -> Path:
    content = folder / "content"
    if not content.exists():
        district.write(content, count, corpora.sources())
    return content


def _press(what: str, content: Path, tell: Callable[[str], None]) -> Measure:
    shutil.rmtree(content.parent / "press", ignore_errors=True)
    cost = run([sys.executable, "-m", "tests.bench.press", what, content])
    tell(f"typesetting, {what}: {cost.cpu:.2f} CPU s, {cost.wall:.2f} s, {cost.peak:.0f} MiB")
    return cost


def _said(cost: Measure) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cost.said)
    return found
