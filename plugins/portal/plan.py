"""What has a build to do: nothing, the texts of a few documents, or to look at everything?

Asked of the stamps of all files and of the conditions of the last build, before anything is read. Where a build of a few
texts would do, the corpus still has to agree (see `reading`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from plugins.engine import stamps
from plugins.engine.journal import Journal
from plugins.gazette import source
from plugins.gazette.findings import Finding, Severity

from . import conditions
from .config import PortalConfig

CONTENT = "content/"


@dataclass(frozen=True)
class Plan:
    """`under` which conditions and of which `stamps` the site is to be made now; `journal` knows those of the last build."""

    under: Mapping[str, str]
    stamps: Mapping[str, str]
    journal: Journal

    @classmethod
    def of(
        cls, config: PortalConfig, settings: Mapping[str, Any], content: Path, theme: Path, journal: Journal
    ) -> Plan:
        """`settings` are those of Pelican or of its file; the two are not the same conditions."""
        seen = conditions.folders(config, content, theme)
        return cls(conditions.conditions(config, settings), stamps.of(seen), journal)

    @property
    def findings(self) -> list[Finding]:
        """Those of the last build."""
        made = read_made(self.journal.about("made-findings")).values()
        return sorted([*read_findings(self.journal.about("findings")), *(one for those in made for one in those)])

    @cached_property
    def other_conditions(self) -> tuple[str, ...]:
        """The names of the conditions that are others than in the last build."""
        before = json.loads(self.journal.about("conditions") or "{}")
        names = sorted(before.keys() | self.under.keys())
        return tuple(name for name in names if before.get(name) != self.under.get(name))

    @cached_property
    def changed(self) -> frozenset[str]:
        """The files that are new, gone, or not surely as they were."""
        before = json.loads(self.journal.about("stamps") or "{}")
        return frozenset(stamps.differing(before, dict(self.stamps)))

    @cached_property
    def is_first(self) -> bool:
        """Whether nothing is known of an earlier build."""
        return not self.journal.about("conditions")

    @property
    def is_nothing(self) -> bool:
        return bool(self.journal.state) and not self.other_conditions and not self.changed

    @cached_property
    def texts(self) -> frozenset[str] | None:
        """The documents that alone were edited, by their paths below the content folder; None when more has changed."""
        if not self.journal.state or self.other_conditions:
            return None
        before = json.loads(self.journal.about("stamps"))
        names = {path.removeprefix(CONTENT) for path in self.changed if path.startswith(CONTENT)}
        is_edit = all(path in before and path in self.stamps for path in self.changed)
        are_documents = len(names) == len(self.changed) and all(map(source.is_document, names))
        return frozenset(names) if is_edit and are_documents else None

    @property
    def files(self) -> frozenset[str]:
        """The files of the content tree that are no documents and have changed, as facts."""
        names = (path.removeprefix(CONTENT) for path in self.changed if path.startswith(CONTENT))
        return frozenset(f"file {name}" for name in names if not source.is_document(name))

    @property
    def remembered(self) -> dict[str, str]:
        """For the journal: under which conditions, of which files the site was made."""
        return {"conditions": json.dumps(dict(self.under)), "stamps": json.dumps(dict(self.stamps))}


def journal_path(cache: Path, output: Path, content: Path) -> Path:
    """Each output has a journal of its own."""
    name = hashlib.sha256(f"{output.resolve()}\0{content.resolve()}".encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return cache / f"build-{name}.sqlite"


def write_findings(findings: Iterable[Finding]) -> str:
    return json.dumps([_row(finding) for finding in findings])


def read_findings(text: str) -> list[Finding]:
    return [_finding(row) for row in json.loads(text or "[]")]


def write_made(findings: Mapping[str, Iterable[Finding]]) -> str:
    """What the making of outputs showed, by the path of the document."""
    return json.dumps({path: [_row(finding) for finding in those] for path, those in sorted(findings.items()) if those})


def read_made(text: str) -> dict[str, list[Finding]]:
    return {path: [_finding(row) for row in those] for path, those in json.loads(text or "{}").items()}


def _row(finding: Finding) -> list[Any]:
    return [finding.path, finding.line, finding.column, finding.code, finding.severity.value, finding.message, finding.hint]


def _finding(row: list[Any]) -> Finding:
    path, line, column, code, severity, message, hint = row
    return Finding(path, line, column, code, Severity(severity), message, hint)
