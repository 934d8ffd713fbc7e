"""What does a command cost? CPU with its child processes, wall time, and the memory of its largest process."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LAUNCH = Path(__file__).with_name("launch.py")
TRUSTED_AFTER = 0.2  # seconds: a file changed less than 0.1 s before a build is read again by the next one
CLOCK = 10_000_000  # nanoseconds by which the time of a file may lag behind the clock


@dataclass(frozen=True)
class Measure:
    """Seconds of CPU and wall, mebibytes, and the command's words; the counts where they are known."""

    cpu: float
    wall: float
    peak: float
    said: str = ""
    started: int = 0  # nanoseconds since the epoch
    pages: float | None = None
    files: float | None = None


def run(command: Sequence[str | Path], environment: Mapping[str, str] | None = None) -> Measure:
    """Run a command in the project's folder. Raises CalledProcessError with its output when it fails."""
    time.sleep(TRUSTED_AFTER)
    os.sync()  # what another subject wrote is not written out at this one's cost
    words = [str(word) for word in command]
    started = time.time_ns()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "cost.json"
        launched = [sys.executable, "-I", "-S", str(LAUNCH), str(report), *words]
        output = Path(folder) / "output.txt"
        with output.open("wb") as sink:
            done = subprocess.run(
                launched, cwd=ROOT, env={**os.environ, **(environment or {})}, stdout=sink, stderr=subprocess.STDOUT
            )
        said = output.read_text("utf-8", errors="replace")
        if done.returncode:
            raise subprocess.CalledProcessError(done.returncode, words, said)
        return Measure(**json.loads(report.read_text("utf-8")), said=said, started=started)


def median(runs: Sequence[Measure]) -> Measure:
    """The median of each figure; the words are those of the last run."""
    cpu, wall, peak = (statistics.median(values) for values in zip(*((m.cpu, m.wall, m.peak) for m in runs), strict=True))
    pages, files = (_middle([m.pages for m in runs]), _middle([m.files for m in runs]))
    return replace(runs[-1], cpu=cpu, wall=wall, peak=peak, pages=pages, files=files)


def _middle(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return statistics.median(known) if known else None


@dataclass(frozen=True)
class Made:
    """What a site consists of: how many HTML pages, feeds and other files, and their bytes."""

    pages: int
    feeds: int
    others: int
    page_bytes: int
    all_bytes: int


def made(output: Path) -> Made:
    sizes: dict[str, list[int]] = {"pages": [], "feeds": [], "others": []}
    for entry in _files(output):
        sort = {"html": "pages", "xml": "feeds"}.get(entry.name.rpartition(".")[2], "others")
        sizes[sort].append(entry.stat().st_size)
    counts = {sort: len(found) for sort, found in sizes.items()}
    return Made(**counts, page_bytes=sum(sizes["pages"]), all_bytes=sum(map(sum, sizes.values())))


def written_since(output: Path, start: int) -> int:
    """How many files were written after a moment in nanoseconds; a file that was only linked anew keeps its time."""
    return sum(entry.stat().st_mtime_ns >= start - CLOCK for entry in _files(output))


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path))
            else:
                yield entry
