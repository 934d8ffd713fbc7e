"""What was measured of each engine, and of which documents."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.measure import Measure
from tests.bench.search.quality import Quality
from tests.bench.search.reading import Reading

OURS, PAGEFIND = "ours", "Pagefind"


@dataclass(frozen=True)
class Edit:
    """Another text of one document: how many of the index's files are new, of how many, and the seconds of the stage."""

    new: int
    files: int
    seconds: float | None


@dataclass
class Figures:
    """`build` is what the index alone costs, `size` its bytes on the disk."""

    build: Measure
    size: int
    files: int
    reading: Reading | None = None
    quality: list[Quality] = field(default_factory=list)
    edit: Edit | None = None

    @classmethod
    def of(cls, build: Measure, files: list[Path]) -> Figures:
        return cls(build, sum(path.stat().st_size for path in files), len(files))


@dataclass(frozen=True)
class Comparison:
    """`about` says what was searched."""

    about: str
    engines: dict[str, Figures]

    def raw(self) -> dict[str, Any]:
        """Everything, for JSON."""
        return asdict(self)
