"""What does a reader wait for and download? Queries in headless Chromium, each time with an empty cache, then without."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page

from tests.bench.search.counting import Sent

PATIENCE_MS = 60_000
CLOCK = """
new MutationObserver((changes) => {
  for (const { target, addedNodes } of changes) {
    if ([...addedNodes].some((node) => node.matches?.("li[data-url]"))) window.first ??= performance.now();
    if (!addedNodes.length && target.dataset?.searchState === "done") window.done ??= performance.now();
  }
}).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["data-search-state"] });
"""
AGAIN = "() => { delete window.first; delete window.done; window.began = performance.now(); }"


@dataclass(frozen=True)
class Figure:
    p50: float
    p95: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Figure:
        if len(values) < 2:
            return cls(*(list(values) or [0.0]) * 2)
        return cls(statistics.median(values), statistics.quantiles(values, n=20, method="inclusive")[18])


@dataclass(frozen=True)
class Reading:
    """Milliseconds to the first result: from the beginning of the page's load (cold); from the question in a page that was
    loaded, but has asked nothing yet (opened); and in one that has answered another (warm). Bytes of scripts and index of a
    cold query, and with the page and its styles."""

    queries: int
    cold: Figure
    opened: Figure
    warm: Figure
    index: Figure
    whole: Figure


@dataclass(frozen=True)
class Place:
    """`address` of the page that is asked by `?q=`; `ask` puts another question to it."""

    address: str
    ask: Callable[[Page, str], None]


def submit(page: Page, query: str) -> None:
    """As a reader does on the site's search page."""
    page.evaluate(
        "query => { const form = document.querySelector('main form[role=search]');"
        " form.querySelector('input[name=q]').value = query; form.requestSubmit(); }",
        query,
    )


def call(page: Page, query: str) -> None:
    page.evaluate("query => { window.ask(query); }", query)


def read(browser: Browser, place: Place, sent: list[Sent], queries: Sequence[str]) -> Reading:
    cold, opened, index, whole = list[float](), list[float](), list[float](), list[float]()
    for query in queries:
        context = _fresh(browser)
        sent.clear()
        page = context.new_page()
        page.goto(f"{place.address}?q={quote(query)}")
        cold.append(_shown(page))
        page.wait_for_load_state("networkidle")
        context.close()
        index.append(sum(one.size for one in sent if not one.is_page) / 1024)
        whole.append(sum(one.size for one in sent) / 1024)
        opened += _asked(_fresh(browser), place, "", [query])
    warm = _asked(_fresh(browser), place, queries[-1], queries)
    return Reading(len(queries), *map(Figure.of, (cold, opened, warm, index, whole)))


def _asked(context: BrowserContext, place: Place, first: str, queries: Sequence[str]) -> list[float]:
    """The times of queries put one after another to a page that was opened with the first one, if there is one."""
    page, times = context.new_page(), list[float]()
    page.goto(f"{place.address}?q={quote(first)}")
    if first:
        _shown(page)
    page.wait_for_load_state("networkidle")
    for query in queries:
        page.evaluate(AGAIN)
        place.ask(page, query)
        times.append(_shown(page) - page.evaluate("window.began"))
    context.close()
    return times


def _fresh(browser: Browser) -> BrowserContext:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    context.add_init_script(CLOCK)
    context.set_default_timeout(PATIENCE_MS)
    return context


def _shown(page: Page) -> float:
    """When the first result stood there, or it was said that there is none."""
    page.wait_for_function("() => window.done !== undefined")
    milliseconds: float = page.evaluate("() => window.first ?? window.done")
    return milliseconds
