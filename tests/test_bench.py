"""Does the benchmark measure what it says? At a tiny size, without Hugo; nothing depends on a time."""

import json
import re
import sys
from pathlib import Path

import pytest
import yaml

from tests.bench import corpora, goals, said, tables
from tests.bench.__main__ import main
from tests.bench.blog import Engine, Stock
from tests.bench.edits import Edits, Kind
from tests.bench.hugo import Hugo
from tests.bench.measure import Measure, made, median, run, written_since
from tests.bench.portal import Portal
from tests.bench.results import Results
from tests.bench.subjects import Subject
from tests.building import files
from tests.test_supply import FOREIGN, asked, locked
from tests.validators.tools import ROOT

EDITS = [kind for kind in Kind if not kind.cold and kind is not Kind.SAME]
HUGO = """
                  │ ZH - CN
──────────────────┼─────────
 Pages            │    1218
 Paginator pages  │     185
 Static files     │       1

Total in 629 ms
"""


def test_stock_pelican_is_measured_from_the_command_line(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    figures = tmp_path / "figures.json"
    arguments = ["--sizes", "10", "--runs", "1", "--subjects", "stock", "--folder", str(tmp_path), "--json", str(figures)]
    status = main(arguments)
    printed, told = capfd.readouterr()
    assert status == 0, told
    assert [line.split(" | ")[:2] for line in printed.splitlines() if "| stock |" in line] == [
        *([f"| {kind.value}", "stock"] for kind in Kind if kind is not Kind.PAGES),
        ["| 10", "stock"],
    ]
    written = json.loads(figures.read_text("utf-8"))
    assert {run["pages"] for run in written["runs"]} == {9, 10, 11}
    assert all(run["cpu"] > 0 and run["peak"] > 10 and run["files"] > 10 for run in written["runs"])
    assert list(tmp_path.iterdir()) == [figures], "what was built is removed"


def test_the_portal_is_measured(tmp_path: Path) -> None:
    portal = Portal(tmp_path, 10)
    portal.prepare()
    cold, same, edit = (portal.measure(kind, 1).files or 0 for kind in (Kind.COLD, Kind.SAME, Kind.BODY))
    assert cold > edit > same == 0
    assert portal.made().pages > 10


def test_the_typesetter_is_measured(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    status = main(["--typeset", "30", "--runs", "1", "--folder", str(tmp_path)])
    printed, told = capfd.readouterr()
    assert status == 0, told
    rows = {line.split(" | ")[0].strip("| "): line for line in printed.splitlines() if line.startswith("| ")}
    assert {"30 documents, cold", "1,000 documents cold, CPU"} <= set(rows)
    assert rows["1,000 documents cold, CPU"].endswith("not measured |")
    assert re.search(r"one issue, 1\d\d pages", printed)


@pytest.mark.parametrize("kind", EDITS, ids=lambda kind: kind.name)
@pytest.mark.parametrize("subject", [Engine, Stock, Hugo, Portal])
def test_every_edit_changes_something_and_is_undone(subject: type[Subject], kind: Kind, tmp_path: Path) -> None:
    one = subject(tmp_path, 20)
    one.prepare()
    assert len(one.documents) == 20
    before = files(tmp_path)
    one.change(kind, 1)
    first = files(tmp_path)
    one.change(kind, 2)
    assert before != first != files(tmp_path) != before
    one.edits.undo()
    assert files(tmp_path) == before


def test_an_edit_that_changes_nothing_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a", "utf-8")
    with pytest.raises(ValueError, match="nothing to change"):
        Edits().alter(tmp_path / "a", str.strip)


def test_hugo_reads_what_pelican_reads() -> None:
    article = "Title: 关于“防汛”的通知\nDate: 2016-01-04 08:30\nCategory: 水务\nTags: 防汛, 供水\nSlug: a-1\n"
    _, head, body = corpora.hugo(f"{article}\n第一段。\n\n第二段。\n").split("---\n")
    fields = yaml.safe_load(head)
    assert fields.pop("date") == "2016-01-04T08:30:00+08:00"
    assert fields == {"title": "关于“防汛”的通知", "category": ["水务"], "tag": ["防汛", "供水"], "url": "/a-1.html"}
    assert body == "\n第一段。\n\n第二段。\n"


def test_the_same_corpus_for_one_seed(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        assert len(corpora.articles(tmp_path / name, 10, seed)) == 10
    assert files(tmp_path / "a") == files(tmp_path / "b") != files(tmp_path / "c")


def test_memory_is_that_of_the_command_alone() -> None:
    held = bytearray(200 * 2**20)
    cost = run([sys.executable, "-I", "-S", "-c", "print('done')"])
    assert cost.said == "done\n"
    assert 1 < cost.peak < 100 < len(held) / 2**20
    assert cost.cpu > 0 < cost.wall


def test_memory_and_time_of_child_processes_count() -> None:
    child = "x = bytearray(150 * 2**20)"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    assert run([sys.executable, "-c", parent]).peak > 150


def test_a_file_counts_as_written_when_its_time_is_new(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for name in ("a.html", "folder/b.html", "feed.xml"):
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "linked.html").hardlink_to(tmp_path / "a.html")
    start = (tmp_path / "a.html").stat().st_mtime_ns
    assert written_since(tmp_path, start) == 4
    assert written_since(tmp_path, start + 10**9) == 0
    assert (made(tmp_path).pages, made(tmp_path).feeds, made(tmp_path).others) == (3, 1, 0)


@pytest.mark.parametrize(
    ("read", "text", "pages"),
    [
        (said.hugo, HUGO, 1403),
        (said.stock, "Done: Processed 10 articles, 0 drafts, 0 hidden articles in 0.55 seconds.", 10),
        (said.ours, "  生成页面     408 页，3 个订阅源                             0.60 秒\n", 408),
        (said.ours, "Traceback", None),
    ],
)
def test_pages_are_read_from_what_is_said(read: object, text: str, pages: int | None) -> None:
    assert callable(read)
    assert read(text) == pages


def test_the_median_is_taken_figure_by_figure() -> None:
    runs = [Measure(1, 9, 5, pages=3), Measure(2, 8, 4), Measure(3, 7, 6, "last", pages=5)]
    assert median(runs) == Measure(2, 8, 5, "last", pages=4)


def results() -> Results:
    """Hugo takes 10 s for everything; the portal 2 s for an edit, 12 s for the pages and 40 s for all of it."""
    found = Results(["hugo", "portal"])
    for size, times in ((10_000, 1.0), (50_000, 6.0)):
        for kind in (Kind.COLD, Kind.BODY):
            found.add(size, "hugo", kind, Measure(10, 10, 1000))
        for kind, seconds in ((Kind.PAGES, 12), (Kind.COLD, 40), (Kind.BODY, 2), (Kind.SAME, 1)):
            found.add(size, "portal", kind, Measure(seconds * times, seconds, 200))
    return found


def test_goals_are_reached_or_missed() -> None:
    verdicts = [(goal.text, goal.size, goal.verdict) for goal in goals.goals(results())]
    assert verdicts[:6] == [
        ("one body ÷ Hugo's full rebuild, wall", 10_000, "missed"),
        ("one body, wall", 10_000, "missed"),
        ("cold, pages only ÷ Hugo, CPU", 10_000, "reached"),
        ("cold ÷ Hugo, peak memory", 10_000, "reached"),
        ("no change ÷ one body, wall", 10_000, "reached"),
        ("cold with everything ÷ pages only, CPU", 10_000, "missed"),
    ]
    assert [verdict for _, _, verdict in verdicts[-2:]] == ["missed", "missed"]


def test_what_was_not_measured_is_neither() -> None:
    found = Results()
    found.add(1_000, "portal", Kind.COLD, Measure(1, 1, 1))
    assert {goal.verdict for goal in goals.goals(found)} == {"not measured"}


def test_the_tables_name_the_ratios_to_hugo() -> None:
    lines = list(tables.comparison(results(), 10_000, 1))
    assert "| cold | hugo | 10.0 | 10.0 | 1,000 |  |  |  |  |" in lines
    assert "|  | portal | 40.0 | 40.0 | 200 |  |  | 4.00 | 4.00 |" in lines


def test_the_lock_of_the_benchmark_answers_what_is_asked() -> None:
    lock = locked("bench")
    assert lock.keys() == {requirement.name for requirement in asked("bench")}
    assert all(hashes for _, hashes in lock.values())
    assert FOREIGN.findall((ROOT / "requirements" / "bench.txt").read_text("utf-8")) == []
