"""Pagefind on the same pages: its index, and a page that asks it as its documentation shows."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from tests.bench import carried
from tests.bench.measure import Measure, run

BUNDLE = "pagefind"
UNUSED = ("pagefind-ui", "pagefind-modular-ui", "pagefind-component-ui", "pagefind-highlight")
SHOWN = 10
FRAGMENT = b"pagefind_dcd"
PAGE = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>Pagefind</title><link rel="icon" href="data:,">
<ol></ol><script type="module">
const pagefind = await import("./pagefind/pagefind.js");
const show = async (query) => {
  const { results } = await pagefind.search(query);
  const list = document.querySelector("ol");
  list.replaceChildren();
  for (const page of await Promise.all(results.slice(0, %d).map((result) => result.data()))) {
    const item = document.createElement("li");
    item.dataset.url = page.url;
    item.innerHTML = page.excerpt;
    list.append(item);
  }
  document.body.dataset.searchState = "done";
};
window.ask = (query) => { document.body.dataset.searchState = "loading"; return show(query); };
window.ids = async (query) => (await pagefind.search(query)).results.map(({ id }) => id);
const query = new URLSearchParams(location.search).get("q");
if (query) await window.ask(query);
window.ready = true;
</script></html>"""


def program() -> Path | None:
    """Pagefind with its parts for Chinese; None when it is not installed."""
    return carried.program("pagefind-bin-extended", "pagefind_bin_extended", "pagefind_extended")


def missing() -> str:
    return "" if program() else "Pagefind is not installed: run `make bench`"


def index(pages: Path) -> Measure:
    """Index the pages of a folder, each by its main part."""
    cost = run([str(program()), "--site", pages, "--root-selector", "main", "--output-subdir", BUNDLE])
    (pages / "search.html").write_text(PAGE % SHOWN, "utf-8")
    return cost


def files(pages: Path) -> list[Path]:
    """What of the bundle a search may load."""
    found = (path for path in (pages / BUNDLE).rglob("*") if path.is_file())
    return [path for path in found if not path.name.startswith(UNUSED)]


def urls(pages: Path) -> dict[str, str]:
    """The address of each result by its id, as our index writes it: the browser would load a file for each."""
    return {path.stem: _url(path) for path in (pages / BUNDLE / "fragment").iterdir()}


def _url(fragment: Path) -> str:
    data = gzip.decompress(fragment.read_bytes())
    url: str = json.loads(data.removeprefix(FRAGMENT))["url"]
    return url.removeprefix("/").removesuffix("index.html")
