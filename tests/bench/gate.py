"""The gate: how long `invoke check` takes, and what it finds on a folder of law texts."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from tests.bench import corpora, said
from tests.bench.edits import longer
from tests.bench.measure import ROOT, Measure, median, run
from tests.support import district

DAY = "2026-11-25"
HEAD = "| | CPU s | wall s | peak MiB | |\n|---|---:|---:|---:|---|"


def checks(count: int, work: Path, runs: int = 5) -> Iterator[str]:
    """The checks of `count` documents; each warm figure is the median of some runs."""
    content = work / "content"
    files = district.write(content, count, corpora.sources())
    places = [f"--content={content}", f"--cache={work / 'cache'}", f"--date={DAY}"]
    check = [sys.executable, "-m", "invoke", "check", *places]
    size = sum(path.stat().st_size for path in files)
    yield f"\n### invoke check: {count:,} documents, {size / 1e6:.0f} MB\n\n{HEAD}"
    edited = files[count // 2]
    yield _row("cold", run(check))
    yield _row("no change", _warm(check, runs, lambda: None))
    yield _row("one edit", _warm(check, runs, lambda: _edit(edited)))
    yield _row("one file alone, edited", _warm([*check, str(edited)], runs, lambda: _edit(edited)))


def _warm(command: list[str], runs: int, before: Callable[[], None]) -> Measure:
    measures = []
    for _ in range(runs):
        before()
        measures.append(run(command))
    return median(measures)


def _edit(path: Path) -> None:
    path.write_text(longer(path.read_text("utf-8"), time.time_ns()), "utf-8")


def builds(title: str, content: Path, work: Path, pdf: bool) -> Iterator[str]:
    """Builds of a content folder, of which one file is edited: cold, unchanged, one body; then the checks alone."""
    invoke, given = [sys.executable, "-m", "invoke"], [f"--content={content}", f"--date={DAY}"]
    places = [f"--output={work / 'output'}", f"--cache={work / 'cache'}"]
    build = [*invoke, "build", *given, *places, *([] if pdf else ["--no-pdf"])]
    files = sorted(content.rglob("*.md"))
    yield f"\n### {title}: {len(files):,} documents\n\n{HEAD}"
    yield _row("cold", run(build))
    yield _row("no change", run(build))
    _edit(next(path for path in files if path.stat().st_size > 5_000))
    yield _row("one body edited", run(build))
    yield _row("invoke check", run([*invoke, "check", *given, f"--cache={work / 'cache-of-checks'}"]))


def _row(name: str, cost: Measure) -> str:
    return f"| {name} | {cost.cpu:.1f} | {cost.wall:.1f} | {cost.peak:.0f} | {said.closing(cost.said)} |"


def findings(folder: Path, work: Path) -> Iterator[str]:
    """How often each rule speaks on a folder of law texts, reprinted and as if the district's own."""
    from plugins.checks import Options, check
    from plugins.gazette import vocabularies
    from tests.support import lawful, laws

    words = vocabularies.read(ROOT / "content" / "vocabularies")
    counted = {}
    for form in (lawful.reprinted, lawful.own):
        content = work / form.__name__
        count = lawful.write(laws.files(folder), content, form)
        found = check(content, [], words, Options(date.fromisoformat(DAY)))
        counted[form.__name__] = Counter((finding.code, finding.severity.value) for finding in found)
        size = len({finding.path for finding in found})
        yield f"\n{form.__name__}: {count} documents, {len(found)} findings in {size} of them"
    yield "\n| code | severity | reprinted | own |\n|---|---|---:|---:|"
    for code, severity in sorted(set().union(*counted.values())):
        yield f"| {code} | {severity} | " + " | ".join(str(one[code, severity]) for one in counted.values()) + " |"
