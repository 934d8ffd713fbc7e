"""What the engine and the portal are to reach, and whether they do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.bench.edits import Kind
from tests.bench.measure import Measure
from tests.bench.results import HUGO, Results

OURS = ("portal", "engine")
GROWTH = (10_000, 50_000)


@dataclass(frozen=True)
class Goal:
    """A figure, and the greatest that it may be; None where this run did not measure it."""

    text: str
    subject: str
    size: int
    value: float | None
    limit: float
    unit: str

    @property
    def verdict(self) -> str:
        return "not measured" if self.value is None else "reached" if self.value <= self.limit else "missed"


def goals(results: Results) -> list[Goal]:
    subjects = [name for name in OURS if any(name == subject for _, subject, _ in results.runs)]
    return [goal for name in subjects for goal in (*_at_sizes(results, name), *_growth(results, name))]


def _at_sizes(results: Results, name: str) -> Iterator[Goal]:
    for size in results.sizes:
        own = {kind: results.get(size, name, kind) for kind in Kind}
        cold, edit, same = own[Kind.COLD], own[Kind.BODY], own[Kind.SAME]
        plain = own[Kind.PAGES] if name == "portal" else cold
        hugo, again = results.get(size, HUGO, Kind.COLD), results.get(size, HUGO, Kind.BODY)
        yield Goal("one body ÷ Hugo's full rebuild, wall", name, size, ratio(edit, again, "wall"), 0.15, "×")
        yield Goal("one body, wall", name, size, edit.wall if edit else None, 1, "s")
        yield Goal("cold, pages only ÷ Hugo, CPU", name, size, ratio(plain, hugo, "cpu"), 1.3, "×")
        yield Goal("cold ÷ Hugo, peak memory", name, size, ratio(cold, hugo, "peak"), 0.25, "×")
        yield Goal("no change ÷ one body, wall", name, size, ratio(same, edit, "wall"), 0.5, "×")
        if name == "portal":
            yield Goal("cold with everything ÷ pages only, CPU", name, size, ratio(cold, plain, "cpu"), 2.5, "×")


def _growth(results: Results, name: str) -> Iterator[Goal]:
    small, large = GROWTH
    for kind in (Kind.COLD, Kind.BODY):
        value = ratio(results.get(large, name, kind), results.get(small, name, kind), "cpu")
        yield Goal(f"{kind.value}: {large:,} ÷ {small:,} documents, CPU", name, large, value, 5.5, "×")


def ratio(one: Measure | None, other: Measure | None, figure: str) -> float | None:
    """How many times the one's figure is the other's."""
    if one is None or other is None:
        return None
    divisor = float(getattr(other, figure))
    return float(getattr(one, figure)) / divisor if divisor else None
