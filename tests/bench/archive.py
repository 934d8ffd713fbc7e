"""`invoke verify` beside `sha512sum` on the same bytes: it is to cost no more than twice as much.

An archive of invented issues, each released several times: a bulletin, its articles as PDF and text, and what releases add.
Half of the bulletin's pictures are in its PDF, so a correction makes the bulletin and one article anew, as in a real one.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from plugins.archive.inventory import User
from plugins.archive.release import Act, release
from tests.bench.measure import Measure, median, run
from tests.bench.tables import row, table_head

ISSUES, VERSIONS, ARTICLES = 100, 3, 12
BULLETIN, ARTICLE, TEXT = 2_500_000, 200_000, 12_000  # bytes of a PDF, and of each text beside it
LIMIT = 2  # times the CPU seconds of sha512sum
HOME = "https://www.example.gov.cn"
HASHING = 'find "$0" -type f -print0 | xargs -0 sha512sum > /dev/null'
Tell = Callable[[str], None]


def compare(folder: Path, issues: int, runs: int, tell: Tell) -> Iterator[str]:
    """Both on one archive in `folder`, in turn, so that a noisy machine disturbs them alike."""
    tell(f"{issues} issues, {VERSIONS} versions: writing")
    storage = write(folder, issues)
    commands: dict[str, list[str | Path]] = {
        "sha512sum": ["sh", "-c", HASHING, storage],
        "invoke verify": [sys.executable, "-m", "invoke", "verify", "--archive", storage],
    }
    found: dict[str, list[Measure]] = {name: [] for name in commands}
    for command in commands.values():
        run(command)  # once before, so that all files are in memory for both
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(run(command))
            tell(f"{name}: {found[name][-1].cpu:.2f} CPU s, {found[name][-1].wall:.2f} s")
    yield from _table(storage, issues, found)


def _table(storage: Path, issues: int, found: dict[str, list[Measure]]) -> Iterator[str]:
    sizes = [path.stat().st_size for path in storage.rglob("*") if path.is_file()]
    yield f"\n### invoke verify: {issues} issues, {VERSIONS} versions, {len(sizes):,} files, {sum(sizes) / 1e6:,.0f} MB\n"
    yield table_head("", "CPU s", "wall s", "peak MiB", "CPU ÷ sha512sum", "wall ÷ sha512sum", left=1)
    least = median(found["sha512sum"])
    for name, measures in found.items():
        one = median(measures)
        yield row(name, f"{one.cpu:.2f}", f"{one.wall:.2f}", f"{one.peak:,.0f}", f"{one.cpu / least.cpu:.2f}",
                  f"{one.wall / least.wall:.2f}")  # fmt: skip
    ratio = median(found["invoke verify"]).cpu / least.cpu
    yield f"\nverify ÷ sha512sum, CPU: {ratio:.2f}, at most {LIMIT}: {'reached' if ratio <= LIMIT else 'missed'}"


def write(folder: Path, issues: int, sizes: Sequence[int] = (BULLETIN, ARTICLE, TEXT)) -> Path:
    """An archive of so many issues, the same for the same numbers but for the key of its log. Returns its root."""
    chance, storage = random.Random(1), folder / "archive"
    user = User("张三", "mailto:zhangsan@example.gov.cn")
    for issue in range(issues):
        files = dict(_files(chance, sizes))
        for version in range(1, VERSIONS + 1):
            if version > 1:
                files |= dict(_corrected(chance, version, sizes))
            act = Act("首次归档" if version == 1 else "更正", user, f"2016-12-{version:02d}T08:00:00+08:00", {})
            release(storage, f"bulletins/{1990 + issue // 12}/{issue % 12 + 1:02d}/", HOME, files, act, folder / "key.pem")
    return storage


def _files(chance: random.Random, sizes: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    for number in range(ARTICLES):
        yield from _article(chance, number, sizes)
    yield "bulletin.pdf", chance.randbytes(sizes[0])
    for kind in ("json", "xml"):
        yield f"bulletin.{kind}", chance.randbytes(sizes[2])
    yield "sources/bulletins/issue.md", chance.randbytes(sizes[2])


def _article(chance: random.Random, number: int, sizes: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    yield f"articles/{number}/document.pdf", chance.randbytes(sizes[1])
    for kind in ("json", "xml"):
        yield f"articles/{number}/document.{kind}", chance.randbytes(sizes[2])
    yield f"sources/policies/{number}.md", chance.randbytes(sizes[2])


def _corrected(chance: random.Random, version: int, sizes: Sequence[int]) -> Iterator[tuple[str, bytes]]:
    yield "bulletin.pdf", chance.randbytes(sizes[0])
    yield from _article(chance, version, sizes)
