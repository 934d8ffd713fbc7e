"""`make bench ARGS="--args '--search'"`: the site's own search beside Pagefind, on the same pages.

What each costs to build, how much lies on the disk, what a reader downloads and waits for, and what is found. With
`--documents N` the index of an invented corpus of that size is measured without its pages, and without Pagefind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.bench.edits import longer
from tests.bench.search import pagefind, quality, queries, reading, site
from tests.bench.search.counting import counted
from tests.bench.search.figures import OURS, PAGEFIND, Comparison, Edit, Figures
from tests.bench.search.index import Folders
from tests.bench.search.queries import Query
from tests.bench.search.reading import Place
from tests.bench.search.site import Page
from tests.browsing import launch

READ = 20
"""Queries of each of these kinds that are read in a browser."""
READ_KINDS = ("title pieces", "body spans", "numbers", "words", "exact 4")
STAGE = re.compile(r"检索索引.*?([\d.]+) 秒")

Tell = Callable[[str], None]
Drawn = Mapping[str, Sequence[Query]]


def compare(work: Path, source: Path | None, each: int, tell: Tell) -> Comparison:
    """Measure on the laws of a folder, else on the project's own texts; `each` queries of a kind. Raises
    CalledProcessError."""
    folders = Folders(work)
    written = site.content(folders, source)
    tell(f"{written:,} documents: building the site")
    site.build(folders)
    pages = site.pages(folders)
    drawn = queries.draw(pages, each)
    tell("our index")
    ours = Figures.of(site.index(folders), _files(folders.output))
    ours.quality = _judged(drawn, quality.ask_ours(folders.output / "search", _texts(drawn)), pages)
    with _browser() as browser:
        ours.reading = _read(browser, folders, drawn)
        engines = {OURS: ours, **_pagefind(browser, folders, pages, drawn, tell)}
    ours.edit = _edit(folders)
    return Comparison(f"{written:,} documents", engines)


def grow(work: Path, count: int, tell: Tell) -> Comparison:
    """Measure the index of `count` invented documents alone. Raises CalledProcessError."""
    folders = Folders(work)
    site.invent(folders, count)
    tell(f"{count:,} invented documents: building the index")
    site.opened_once(folders)
    build = site.index(folders)
    site.shell(folders)
    ours = Figures.of(build, _files(folders.root / "index"))
    with _browser() as browser:
        ours.reading = _read(browser, folders, queries.draw(site.sample(folders), READ))
    return Comparison(f"{count:,} invented documents", {OURS: ours})


def _files(root: Path) -> list[Path]:
    """The files of the index in a site."""
    found = (root / "search").rglob("*")
    return [path for path in found if path.is_file() and path.name != "index.html"]


def _texts(drawn: Drawn) -> list[str]:
    return [query.text for those in drawn.values() for query in those]


def _judged(drawn: Drawn, hits: Sequence[Sequence[str]], pages: Sequence[Page]) -> list[quality.Quality]:
    by_url, left = {page.url: page for page in pages}, iter(hits)
    return [quality.judge(kind, those, [next(left) for _ in those], by_url) for kind, those in drawn.items()]


@contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


def _mixed(drawn: Drawn) -> list[str]:
    """Some of several kinds, in turn."""
    some = [[query.text for query in drawn[kind][:READ]] for kind in READ_KINDS]
    return [those[place] for place in range(READ) for those in some if place < len(those)]


def _read(browser: Browser, folders: Folders, drawn: Drawn) -> reading.Reading:
    with counted(folders.output) as (address, sent):
        return reading.read(browser, Place(f"{address}search/", reading.submit), sent, _mixed(drawn))


def _pagefind(browser: Browser, folders: Folders, pages: Sequence[Page], drawn: Drawn, tell: Tell) -> dict[str, Figures]:
    if why := pagefind.missing():
        tell(f"Pagefind is left out: {why}")
        return {}
    tell("Pagefind's index")
    alone = site.alone(folders, pages)
    found = Figures.of(pagefind.index(alone), pagefind.files(alone))
    with counted(alone) as (address, sent):
        place = Place(f"{address}search.html", reading.call)
        found.reading = reading.read(browser, place, sent, _mixed(drawn))
        page = browser.new_page()
        page.goto(place.address)
        page.wait_for_function("() => window.ready")
        hits = quality.ask_pagefind(page, pagefind.urls(alone), _texts(drawn))
        found.quality = _judged(drawn, hits, pages)
        page.close()
    return {PAGEFIND: found}


def _edit(folders: Folders) -> Edit:
    """Build the site once more after one text was edited."""
    before = {path.relative_to(folders.output) for path in _files(folders.output)}
    texts = sorted(folders.content.rglob("*.md"))
    edited = texts[len(texts) // 2]
    edited.write_text(longer(edited.read_text("utf-8"), 1), "utf-8")
    said = STAGE.search(site.build(folders).said)
    after = {path.relative_to(folders.output) for path in _files(folders.output)}
    return Edit(len(after - before), len(after), float(said[1]) if said else None)
