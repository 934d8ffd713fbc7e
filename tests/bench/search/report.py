"""The comparison as Markdown, ready for docs/benchmarks.md: a column for each engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from tests.bench.search.figures import Comparison, Figures
from tests.bench.search.quality import Quality
from tests.bench.search.reading import Figure, Reading

Row = tuple[str, Callable[[Figures], str]]


def tables(found: Comparison) -> Iterator[str]:
    names = list(found.engines)
    yield f"\n### Search: {found.about}\n"
    yield f"| | {' | '.join(names)} |\n|---|{'---:|' * len(names)}"
    for label, cell in ROWS:
        cells = [cell(figures) for figures in found.engines.values()]
        if any(cells):
            yield f"| {label} | {' | '.join(cells)} |"
    qualities = [(name, one) for name, figures in found.engines.items() for one in figures.quality]
    if qualities:
        yield from _qualities(qualities)


def _qualities(found: list[tuple[str, Quality]]) -> Iterator[str]:
    yield (
        "\nFirst and in ten: the document that the query was drawn from, in any version. Holds it: the first hit has the query"
        " in its title or text. Recall: of all documents that hold it, the share in the whole hit list, and for how many"
        " queries that is 1.\n"
    )
    yield "| queries | | n | first | in ten | first holds it | recall | recall 1 |\n|---|---|---:|---:|---:|---:|---:|---:|"
    kinds = list(dict.fromkeys(one.kind for _, one in found))
    for kind in kinds:
        for name, one in ((name, one) for name, one in found if one.kind == kind):
            yield f"| {kind} | {name} | {one.queries} | {_shares(one)} |"


def _shares(one: Quality) -> str:
    shares = (one.first, one.tenth, one.holds, one.recall, one.whole)
    return " | ".join("" if share is None else f"{share:.3f}" for share in shares)


def _reading(of: Callable[[Reading], Figure], unit: str) -> Callable[[Figures], str]:
    def cell(figures: Figures) -> str:
        found = figures.reading
        return f"{of(found).p50:,.0f} / {of(found).p95:,.0f} {unit}" if found else ""

    return cell


def _edit(figures: Figures) -> str:
    edit = figures.edit
    if edit is None:
        return ""
    seconds = "" if edit.seconds is None else f", {edit.seconds:.2f} s"
    return f"{edit.new} of {edit.files:,}{seconds}"


ROWS: tuple[Row, ...] = (
    ("build of the index, CPU s", lambda figures: f"{figures.build.cpu:.1f}"),
    ("build of the index, wall s", lambda figures: f"{figures.build.wall:.1f}"),
    ("build, peak MiB", lambda figures: f"{figures.build.peak:,.0f}"),
    ("on the disk, MB", lambda figures: f"{figures.size / 1e6:.1f}"),
    ("files", lambda figures: f"{figures.files:,}"),
    ("one text edited: new files of the index", _edit),
    ("cold query, scripts and index, p50 / p95", _reading(lambda found: found.index, "KiB")),
    ("cold query, with page and styles, p50 / p95", _reading(lambda found: found.whole, "KiB")),
    ("first result, cold, p50 / p95", _reading(lambda found: found.cold, "ms")),
    ("first result, first query of an open page, p50 / p95", _reading(lambda found: found.opened, "ms")),
    ("first result, warm, p50 / p95", _reading(lambda found: found.warm, "ms")),
)
