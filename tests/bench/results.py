"""The figures of a run: those of each subject at each size for each kind of edit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from tests.bench.edits import Kind
from tests.bench.measure import Made, Measure, median

HUGO = "hugo"


@dataclass
class Results:
    """`runs` holds every single measure, `made` what each subject's cold build consists of; `subjects` keeps the order."""

    subjects: list[str] = field(default_factory=list)
    runs: dict[tuple[int, str, Kind], list[Measure]] = field(default_factory=dict)
    made: dict[tuple[int, str], Made] = field(default_factory=dict)

    def add(self, size: int, subject: str, kind: Kind, measure: Measure) -> None:
        if subject not in self.subjects:
            self.subjects.append(subject)
        self.runs.setdefault((size, subject, kind), []).append(measure)

    def get(self, size: int, subject: str, kind: Kind) -> Measure | None:
        """The medians."""
        found = self.runs.get((size, subject, kind))
        return median(found) if found else None

    def of(self, size: int) -> Iterator[tuple[Kind, str, Measure, int]]:
        """Kind by kind, and for each the subjects in the order in which they ran, with the number of runs."""
        for kind in Kind:
            for name in self.subjects:
                if found := self.runs.get((size, name, kind)):
                    yield kind, name, median(found), len(found)

    @property
    def sizes(self) -> list[int]:
        return sorted({size for size, _, _ in self.runs})

    def raw(self) -> dict[str, Any]:
        """Everything, for JSON."""
        figures = [
            {"size": size, "subject": subject, "kind": kind.value, **asdict(measure)}
            for (size, subject, kind), measures in self.runs.items()
            for measure in measures
        ]
        sites = [{"size": size, "subject": subject, **asdict(made)} for (size, subject), made in self.made.items()]
        return {"runs": figures, "sites": sites}
