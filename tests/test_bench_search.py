"""Does the benchmark of the search measure what it says? On a tiny site; Pagefind itself is not needed here."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser

from plugins.search.fold import FOLDER
from tests.bench.measure import Measure
from tests.bench.search import pagefind, quality, queries, reading, report, site
from tests.bench.search.counting import Sent, counted
from tests.bench.search.figures import OURS, PAGEFIND, Comparison, Edit, Figures
from tests.bench.search.index import Folders
from tests.bench.search.queries import Query
from tests.bench.search.reading import Figure, Place, Reading
from tests.bench.search.site import Page

FAKE = """export const search = async (query) => ({ results: query.includes("无") ? [] : ["a", "b"].map((id) => (
  { id, data: async () => ({ url: `/${id}/`, excerpt: `<mark>${query}</mark>` }) })) });"""


def page(url: str, name: str, text: str, *numbers: str, current: bool = True) -> Page:
    return Page(url, name, FOLDER.text(name), FOLDER.text(text), tuple(text.split("\n")), numbers, current)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Folders:
    folders = Folders(tmp_path_factory.mktemp("small"))
    site.invent(folders, 12)
    site.build(folders)
    return folders


def test_the_pages_are_read_as_their_reader_sees_them(small: Folders) -> None:
    pages = site.pages(small)
    assert len(pages) == 12
    assert all((small.output / one.url / "index.html").is_file() and len(one.body) > 1000 for one in pages)
    assert any("（示例第1号）" in one.name for one in pages)
    alone = site.alone(small, pages)
    assert len([*alone.rglob("index.html")]) == 12


def test_every_string_of_a_page_is_found_by_our_index(small: Folders) -> None:
    pages = site.pages(small)
    drawn = queries.draw(pages, 5)
    texts = [query.text for those in drawn.values() for query in those]
    hits = iter(quality.ask_ours(small.output / "search", texts))
    by_url = {one.url: one for one in pages}
    for kind, those in drawn.items():
        judged = quality.judge(kind, those, [next(hits) for _ in those], by_url)
        assert judged.recall in (1.0, None), kind


def test_the_index_alone_costs_less_than_with_reading_the_site(small: Folders) -> None:
    assert site.index(small).peak > 10
    written = [path for path in (small.root / "index" / "search").rglob("*") if path.is_file()]
    assert {path.name for path in written} >= {"entry.json"}


def test_queries_are_the_same_for_one_seed_and_stand_in_their_page(small: Folders) -> None:
    pages = site.pages(small)
    drawn = queries.draw(pages, 8)
    assert drawn == queries.draw(pages, 8)
    assert drawn != queries.draw(pages, 8, seed=2)
    by_url = {one.url: one for one in pages}
    assert all(by_url[one.url].holds(one.units) for kind in ("title pieces", "body spans", "exact 3") for one in drawn[kind])
    assert all(len(one.text) == 6 for one in drawn["exact 6"])
    assert all(2 <= len(one.text.split()) <= 3 for one in drawn["words"])


def test_versions_of_a_work_are_one_document() -> None:
    old, new = page("policies/2016/a/2016-01-01/", "办法", "第一条"), page("policies/2016/a/", "办法", "第二条")
    assert old.work == new.work == "policies/2016/a/"


def test_first_hits_and_hit_lists_are_judged() -> None:
    pages = {one.url: one for one in (page("a/", "防汛办法", "防汛", "西政发〔2016〕1号"), page("b/", "防汛通知", "供水"))}
    asked = [Query("title pieces", "防汛", "防汛", "a/"), Query("title pieces", "防汛", "防汛", "b/")]
    judged = quality.judge("title pieces", asked, [["a/", "b/"], ["a/"]], pages)
    assert judged == quality.Quality("title pieces", 2, 0.5, 0.5, 1.0, 0.75, 0.5)
    number = [Query("numbers", "西政发〔2016〕1号", "西政发20161号", "a/")]
    assert quality.judge("numbers", number, [[]], pages) == quality.Quality("numbers", 1, 0.0, 0.0, 0.0, 0.0, 0.0)
    words = [Query("words", "防汛 供水", "", "b/")]
    assert quality.judge("words", words, [["c/", "b/"]], pages) == quality.Quality("words", 1, 0.0, 1.0, None, None, None)


def test_every_byte_that_is_sent_is_counted(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text("x" * 10_000, "utf-8")
    (tmp_path / "b.bin").write_bytes(gzip.compress(b"y" * 100))
    (tmp_path / "index.html").write_text("<p>z", "utf-8")
    with counted(tmp_path) as (address, sent):
        for path in ("a.js", "b.bin", ""):
            with urlopen(Request(address + path, headers={"Accept-Encoding": "gzip"})) as answer:
                data, heads = answer.read(), answer.headers
            assert sent[-1].path == f"/{path}"
            assert sent[-1].size == len(data) + len(f"HTTP/1.1 200 OK\r\n{heads}".replace("\n", "\r\n").replace("\r\r", "\r"))
    assert sent[0].size < 500
    assert [one.is_page for one in sent] == [False, False, True]
    assert not Sent("/search/s/1.bin", 1).is_page


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[tuple[str, list[Sent]]]:
    (tmp_path / "pagefind").mkdir()
    (tmp_path / "pagefind" / "pagefind.js").write_text(FAKE, "utf-8")
    (tmp_path / "search.html").write_text(pagefind.PAGE % pagefind.SHOWN, "utf-8")
    with counted(tmp_path) as served:
        yield served


def test_a_reader_is_measured_cold_and_warm(fake: tuple[str, list[Sent]], browser: Browser) -> None:
    address, sent = fake
    found = reading.read(browser, Place(f"{address}search.html", reading.call), sent, ["防汛", "无此词", "供水"])
    assert found.queries == 3
    assert min(found.cold.p50, found.opened.p50, found.warm.p50, found.index.p50) > 0
    assert found.whole.p50 > found.index.p50


def test_all_hits_of_pagefind_are_asked_for(fake: tuple[str, list[Sent]], browser: Browser) -> None:
    opened = browser.new_page()
    opened.goto(f"{fake[0]}search.html")
    opened.wait_for_function("() => window.ready")
    assert quality.ask_pagefind(opened, {"a": "x/", "b": "y/"}, ["防汛", "无"]) == [["x/", "y/"], []]
    opened.close()


def test_the_table_has_a_column_for_each_engine() -> None:
    figure = Figure(1, 2)
    judged = quality.Quality("exact 3", 200, 0.5, 0.75, 1.0, 1.0, 1.0)
    read = Reading(10, figure, figure, figure, figure, figure)
    ours = Figures(Measure(5, 6, 200), 9_000_000, 500, read, [judged], Edit(3, 500, 0.1))
    found = Comparison("12 documents", {OURS: ours, PAGEFIND: Figures(Measure(27, 28, 2000), 41_000_000, 2000)})
    lines = list(report.tables(found))
    assert "| build of the index, CPU s | 5.0 | 27.0 |" in lines
    assert "| one text edited: new files of the index | 3 of 500, 0.10 s |  |" in lines
    assert "| first result, cold, p50 / p95 | 1 / 2 ms |  |" in lines
    assert "| exact 3 | ours | 200 | 0.500 | 0.750 | 1.000 | 1.000 | 1.000 |" in lines
    assert json.loads(json.dumps(found.raw()))["engines"][OURS]["quality"][0]["recall"] == 1.0
