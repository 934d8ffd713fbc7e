"""`make bench`: what a person waits for, measured on this machine.

Builds the project's own content, and with `--laws DIR` a content tree made of that folder's plain law texts, and
prints CPU seconds, wall seconds and peak memory (of the largest process) of a cold build, of one without changes
and of one after one body was edited. Then checks 10,000 documents: cold, unchanged, after one edit, and one
file alone. With `--corpus DIR` only the findings on that folder's texts are counted.
Nothing here is asserted; figures go to docs/benchmarks.md by hand.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.checks import Options, check
from plugins.gazette import vocabularies
from tests.support import district, lawful, laws

DAY = "2026-11-25"


@dataclass(frozen=True)
class Measure:
    """Seconds of CPU (with child processes) and wall, and mebibytes of the largest process."""

    name: str
    cpu: float
    wall: float
    peak: float
    said: str

    def __str__(self) -> str:
        return f"| {self.name} | {self.cpu:.1f} | {self.wall:.1f} | {self.peak:.0f} | {self.said} |"


def measured(name: str, command: list[str]) -> Measure:
    """Run a command once. Raises CalledProcessError with its output when it fails."""
    before, start = os.times(), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert process.stdout is not None
    said = process.stdout.readlines()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, "".join(said))
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    closing = next((line for line in reversed(said) if line.startswith("完成")), said[-1] if said else "")
    return Measure(name, cpu, time.perf_counter() - start, usage.ru_maxrss / 1024, closing.strip())


def builds(title: str, content: Path, work: Path, pdf: bool) -> None:
    """Cold, unchanged, one body edited; then the checks alone."""
    places = [f"--content={content}", f"--output={work / 'output'}", f"--cache={work / 'cache'}", f"--date={DAY}"]
    build = [sys.executable, "-m", "invoke", "build", *places, *([] if pdf else ["--no-pdf"])]
    check = [sys.executable, "-m", "invoke", "check", f"--content={content}", f"--date={DAY}"]
    files = sorted(content.rglob("*.md"))
    print(f"\n### {title}: {len(files)} documents\n\n| | CPU s | wall s | peak MiB | |\n|---|---:|---:|---:|---|")
    print(measured("cold", build), flush=True)
    print(measured("no change", build), flush=True)
    edited = next(path for path in files if path.stat().st_size > 5_000)
    edited.write_text(edited.read_text("utf-8") + "\n本段用于测量。\n", "utf-8")
    print(measured("one body edited", build), flush=True)
    print(measured("invoke check", check), flush=True)


def gate(count: int, work: Path) -> None:
    """The checks of `count` documents; each warm figure is the median of five runs."""
    content = work / "content"
    files = district.write(content, count, sorted(Path("content/policies").rglob("*.md")))
    check = [sys.executable, "-m", "invoke", "check", f"--content={content}", f"--cache={work / 'cache'}", f"--date={DAY}"]
    size = sum(path.stat().st_size for path in files)
    print(f"\n### invoke check: {count} documents, {size / 1e6:.0f} MB\n")
    print("| | CPU s | wall s | peak MiB | |\n|---|---:|---:|---:|---|")
    print(measured("cold", check), flush=True)
    print(_median("no change", check, lambda: None), flush=True)
    edited = files[count // 2]
    print(_median("one edit", check, lambda: _append(edited)), flush=True)
    print(_median("one file alone, edited", [*check, str(edited)], lambda: _append(edited)), flush=True)


def findings(folder: Path, work: Path) -> None:
    """How often each rule speaks on a folder of law texts, reprinted and as if the district's own."""
    counted = {}
    for form in (lawful.reprinted, lawful.own):
        content = work / form.__name__
        count = lawful.write(laws.files(folder), content, form)
        found = check(content, [], vocabularies.read(Path("content/vocabularies")), Options(date.fromisoformat(DAY)))
        counted[form.__name__] = Counter((finding.code, finding.severity.value) for finding in found)
        size = len({finding.path for finding in found})
        print(f"\n{form.__name__}: {count} documents, {len(found)} findings in {size} of them", flush=True)
    print("\n| code | severity | reprinted | own |\n|---|---|---:|---:|")
    for code, severity in sorted(set().union(*counted.values())):
        print(f"| {code} | {severity} | " + " | ".join(str(one[code, severity]) for one in counted.values()) + " |")


def _append(path: Path) -> None:
    path.write_text(path.read_text("utf-8") + "\n本段用于测量。\n", "utf-8")


def _median(name: str, command: list[str], before: Callable[[], None]) -> Measure:
    runs = []
    for _ in range(5):
        before()
        time.sleep(0.2)  # a change is trusted once the file's time can't be the same as the next one's
        runs.append(measured(name, command))
    return sorted(runs, key=lambda run: run.wall)[2]


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--laws", type=Path, help="a folder of plain law texts, one .md file each")
    parser.add_argument("--count", type=int, default=500, help="how many of them")
    parser.add_argument("--no-pdf", action="store_true")
    parser.add_argument("--checks", type=int, default=10_000, help="how many documents the checks are measured with")
    parser.add_argument("--only-checks", action="store_true")
    parser.add_argument("--corpus", type=Path, help="count the findings on this folder of law texts, and nothing else")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores, {time.strftime('%Y-%m-%d')}")
    with tempfile.TemporaryDirectory() as folder:
        if options.corpus is not None:
            findings(options.corpus, Path(folder))
            return
        gate(options.checks, Path(folder) / "ten-years")
        if options.only_checks:
            return
        own = Path(folder) / "own"
        shutil.copytree("content", own / "content")
        builds("The project's own content", own / "content", own, not options.no_pdf)
        if options.laws is None or not options.laws.is_dir():
            print("\nSkipped: law texts (give them with ARGS=\"--args '--laws DIR'\").")
            return
        many = Path(folder) / "many"
        laws.import_laws(sorted(options.laws.rglob("*.md"))[: options.count], many / "content")
        builds("Law texts", many / "content", many, not options.no_pdf)


if __name__ == "__main__":
    main()
