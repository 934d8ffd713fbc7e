"""The work of the index alone, as a command whose cost can be measured: `python -m tests.bench.search.index SITE WHAT`.

`open` reads the site and looks up every text, which a build has done anyway; `build` also makes the index and writes its
files below SITE/index: the cost of the index is the difference. `pages` says in SITE/pages.json which pages there are, and
`sample` some of them with their texts.
"""

from __future__ import annotations

import json
import sys
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from plugins.portal.cli import Places
from plugins.portal.opened import opened
from plugins.search.build import build
from plugins.search.publications import records
from plugins.search.records import Pending, SearchRecord

DAY = "2026-11-25"
SAMPLE = 500


@dataclass(frozen=True)
class Folders:
    """Where a measured site lies: its content, cache, output, and what is made of it."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def cache(self) -> Path:
        return self.root / "cache"

    @property
    def output(self) -> Path:
        return self.root / "output"

    @property
    def places(self) -> Places:
        return Places(str(self.content), str(self.output), str(self.cache))


def main(root: str, what: str) -> int:
    folders = Folders(Path(root))
    with opened(folders.places, DAY) as site:
        found = list(records(site))
        if what == "build":
            write(folders.root / "index", build(found))
        elif what == "pages":
            list_pages(folders, ([*row(one), []] for one in map(made, found)))
        elif what == "sample":
            some = found[:: max(1, len(found) // SAMPLE)]
            list_pages(folders, ([*row(one), lines(one)] for one in map(made, some)))
        else:
            deque(map(made, found), maxlen=0)
    return 0


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, data in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)


def list_pages(folders: Folders, rows: Iterable[list[object]]) -> None:
    (folders.root / "pages.json").write_text(json.dumps(list(rows), ensure_ascii=False), "utf-8")


def made(found: SearchRecord | Pending) -> SearchRecord:
    return found.make() if isinstance(found, Pending) else found


def row(record: SearchRecord) -> list[object]:
    return [record.url, record.title, list(record.numbers), record.current]


def lines(record: SearchRecord) -> list[str]:
    return [line for clause in record.clauses for line in clause.text.splitlines() if line]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
