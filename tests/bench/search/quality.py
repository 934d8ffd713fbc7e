"""Is what stands in the documents found? First hits and complete hit lists of each engine, against the pages' own text."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page as BrowserPage

from tests.bench.measure import ROOT
from tests.bench.search.queries import Query
from tests.bench.search.site import Page
from tests.search.laws import node

TEN = 10
ENGINE = Path(__file__).with_name("ours.mjs")


@dataclass(frozen=True)
class Quality:
    """Shares of the queries of one kind. `first` and `tenth`: the document that the query was drawn from, in any version, is
    the first hit or among ten. `holds`: the first hit holds the query. `recall`: of the documents that hold it, how many
    are in the list, the mean; `whole`: for how many queries all are. None of these three for words that no document need
    hold in a row."""

    kind: str
    queries: int
    first: float
    tenth: float
    holds: float | None
    recall: float | None
    whole: float | None


def ask_ours(index: Path, queries: Sequence[str]) -> list[list[str]]:
    """All hits of each query. Raises CalledProcessError."""
    lines = "".join(f"{json.dumps(query)}\n" for query in queries)
    command = [node(), "--no-warnings", "--max-old-space-size=8192", str(ENGINE), str(index)]
    done = subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, encoding="utf-8", check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def ask_pagefind(page: BrowserPage, urls: Mapping[str, str], queries: Sequence[str]) -> list[list[str]]:
    """All hits of each query; `page` has Pagefind loaded."""
    return [[urls[one] for one in page.evaluate("query => window.ids(query)", query)] for query in queries]


def judge(kind: str, queries: Sequence[Query], hits: Sequence[Sequence[str]], pages: Mapping[str, Page]) -> Quality:
    """`pages` by address."""
    works = [[pages[url].work if url in pages else url for url in found[:TEN]] for found in hits]
    drawn = [pages[query.url].work for query in queries]
    first = _share([work in found[:1] for work, found in zip(drawn, works, strict=True)])
    tenth = _share([work in found for work, found in zip(drawn, works, strict=True)])
    if not all(query.units for query in queries):
        return Quality(kind, len(queries), first, tenth, None, None, None)
    holds = [_holds(query, found, pages) for query, found in zip(queries, hits, strict=True)]
    recalls = [_recall(query, found, pages) for query, found in zip(queries, hits, strict=True)]
    return Quality(kind, len(queries), first, tenth, _share(holds), _share(recalls), _share([one == 1 for one in recalls]))


def _holds(query: Query, found: Sequence[str], pages: Mapping[str, Page]) -> bool:
    first = pages.get(found[0]) if found else None
    if first is None:
        return False
    if query.kind == "numbers":
        return query.text in first.numbers
    return query.units in first.title if query.kind == "title pieces" else first.holds(query.units)


def _recall(query: Query, found: Sequence[str], pages: Mapping[str, Page]) -> float:
    """1 where nothing is to be found."""
    if query.kind == "numbers":
        holders = {url for url, page in pages.items() if query.text in page.numbers}
    else:
        holders = {url for url, page in pages.items() if page.holds(query.units)}
    return len(holders & set(found)) / len(holders) if holders else 1.0


def _share(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
