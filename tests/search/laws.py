"""The real laws of tests/data/laws as search records, cut at each 条 and heading as the portal cuts them."""

import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from plugins.search.records import Clause, SearchRecord

ROOT = Path(__file__).resolve().parents[2]
LAWS = ROOT / "tests" / "data" / "laws"
CLAUSE = re.compile(r"^(?:#+\s*(?P<heading>.+)|(?P<article>第[一二三四五六七八九十百]+条))")


@cache
def law_records() -> tuple[SearchRecord, ...]:
    return tuple(_record(path) for path in sorted(LAWS.glob("*.md")))


def split_records(count: int) -> tuple[SearchRecord, ...]:
    """`count` short documents: the clauses of all laws, a few to each."""
    clauses = [clause for record in law_records() for clause in record.clauses]
    size = len(clauses) // count
    return tuple(
        replace(law_records()[place % 40], key=f"{place:05d}", serial=f"{place:05d}", clauses=tuple(part))
        for place in range(count)
        if (part := clauses[place * size : (place + 1) * size])
    )


def _record(path: Path) -> SearchRecord:
    text = path.read_text(encoding="utf-8").partition("<!-- INFO END -->")[2]
    date = found[1] if (found := re.search(r"\((\d{4}-\d\d-\d\d)\)", path.name)) else "2000-01-01"
    title = path.stem.partition("(")[0]
    return SearchRecord(
        key=path.stem,
        url=f"policies/{date[:4]}/{path.stem}/",
        title=title,
        date=date,
        serial=date,
        clauses=tuple(_clauses(text)),
        facets={"year": date[:4], "kind": "条例" if title.endswith("条例") else "其他"},
        current=path.stem != "行政复议法(2017-09-01)",
    )


def _clauses(text: str) -> Iterator[Clause]:
    anchor, label, held = "", "", list[str]()
    number = 0
    for line in filter(None, map(str.strip, text.splitlines())):
        if found := CLAUSE.match(line):
            if held:
                yield Clause(anchor, label, "\n".join(held))
            number += 1
            anchor, label, held = f"tiao-{number}", found["article"] or found["heading"], []
        held.append(line.lstrip("# "))
    yield Clause(anchor, label, "\n".join(held))


def write_files(files: dict[str, bytes], folder: Path) -> Path:
    """Writes an index below `folder`, and gives its own folder there."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder / "search"


def with_text(record: SearchRecord, added: str) -> SearchRecord:
    """The record after an edit of its last clause."""
    last = record.clauses[-1]
    return replace(record, clauses=(*record.clauses[:-1], Clause(last.anchor, last.label, last.text + added)))


def node() -> str:
    """Node, from the environment's own wheel if the system has none."""
    beside = Path(sys.executable).with_name("node")
    found = str(beside) if beside.exists() else shutil.which("node")
    assert found, "Node is not on PATH and not in the virtual environment"
    return found


def paths_of(files: Iterable[str], folder: str) -> set[str]:
    return {path for path in files if path.startswith(f"search/{folder}/")}
