"""The site that is searched: real laws or the project's own texts, built as always, and its pages as a reader sees them."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import html

from plugins.gazette.addresses import work_part
from plugins.search.fold import FOLDER
from tests.bench import corpora
from tests.bench.measure import Measure, run
from tests.bench.search.index import DAY, Folders
from tests.support import district, laws

OWN = 100
INDEX = "tests.bench.search.index"


@dataclass(frozen=True)
class Page:
    """`title` and `body` are folded; `lines` are those of the text as it is written."""

    url: str
    name: str
    title: str
    body: str
    lines: tuple[str, ...]
    numbers: tuple[str, ...]
    current: bool

    @property
    def work(self) -> str:
        """The address of the work: its versions are one document to a reader."""
        return work_part(self.url + "index.html")

    def holds(self, units: str) -> bool:
        return units in self.title or units in self.body


def content(folders: Folders, source: Path | None) -> int:
    """Write what is searched: the laws of a folder, or documents made of the project's own; how many there are."""
    if source is None:
        return invent(folders, OWN)
    return len(laws.import_laws(laws.files(source), folders.content))


def invent(folders: Folders, count: int) -> int:
    return len(district.write(folders.content, count, corpora.sources()))


def build(folders: Folders) -> Measure:
    """The whole site without PDF. Raises CalledProcessError when it fails."""
    places = [f"--content={folders.content}", f"--output={folders.output}", f"--cache={folders.cache}"]
    return run([sys.executable, "-m", "invoke", "build", "--no-pdf", f"--date={DAY}", *places])


def opened_once(folders: Folders) -> Measure:
    """Read and render what a build would have rendered already."""
    return run([sys.executable, "-m", INDEX, folders.root, "open"])


def index(folders: Folders) -> Measure:
    """Make the index alone, in SITE/index; what it costs above reading the site."""
    read, both = (run([sys.executable, "-m", INDEX, folders.root, what]) for what in ("open", "build"))
    return Measure(both.cpu - read.cpu, both.wall - read.wall, both.peak)


def shell(folders: Folders) -> None:
    """Around an index a site that has the search page and hardly anything else."""
    small = Folders(folders.root / "small")
    district.write(small.content, 20, corpora.sources())
    build(small)
    shutil.copytree(small.output, folders.output)
    shutil.copytree(folders.root / "index" / "search", folders.output / "search", dirs_exist_ok=True)


def pages(folders: Folders) -> list[Page]:
    """Every page that the index should find, with the words that its reader sees in title and text."""
    return [_page(row, _texts(folders.output / row[0] / "index.html")) for row in _listed(folders, "pages")]


def sample(folders: Folders) -> list[Page]:
    """Some of the documents of a site whose pages were not built."""
    return [_page(row, row[-1]) for row in _listed(folders, "sample")]


def _listed(folders: Folders, what: str) -> list[Any]:
    run([sys.executable, "-m", INDEX, folders.root, what])
    rows: list[Any] = json.loads((folders.root / "pages.json").read_text("utf-8"))
    return rows


def _texts(page: Path) -> list[str]:
    tree = html.fromstring(page.read_bytes().decode("utf-8"))
    return ["".join(map(str, text.itertext())) for text in tree.iterfind(".//*[@data-text]")]


def _page(row: Sequence[Any], texts: Sequence[str]) -> Page:
    url, title, numbers, current, _ = row
    lines = [line.strip() for text in texts for line in text.splitlines() if line.strip()]
    return Page(url, title, FOLDER.text(title), FOLDER.text("\n".join(texts)), tuple(lines), tuple(numbers), current)


def alone(folders: Folders, found: Sequence[Page]) -> Path:
    """A folder with these pages and no others, for a search that indexes whatever pages it is shown."""
    folder = folders.root / "alone"
    for page in found:
        place = folder / page.url
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folders.output / page.url / "index.html", place / "index.html")
    return folder
