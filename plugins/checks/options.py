"""What a run of the checks has to be told: the day, what is allowed, and how severe each rule is here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from plugins.gazette.findings import Severity
from plugins.gazette.ledger import Ledger
from plugins.gazette.review import ReviewTerms

from .inside.inspection import Inspection
from .released import Released

EVERY_COLUMN = "*"
NO_LEDGER = Ledger()


def _every_file_exists(_path: str) -> bool:
    return True


@dataclass(frozen=True)
class Options:
    """`today` is the day against which dates are judged; `samples_allowed` is False for the public site.

    `exists` says whether a path of the content tree (relative, forward slashes) is a file; without it no attachment is
    looked for. `inspect` says what is inside one; without it `check` looks into the files of its tree. `severities`
    overrides the severity of a rule: by the column's folder, or “*” for every column, then by the rule's code; None
    switches the rule off there. `review_terms` say when a normative
    document is to be reviewed. `label` stands for the content folder in the findings' paths; `ledger` is what was
    registered before. `archive` is the storage root of released issues, beside the content where nothing else is said;
    `check` takes from it which files were `released`.
    """

    today: date
    samples_allowed: bool = True
    exists: Callable[[str], bool] = _every_file_exists
    inspect: Callable[[str], Inspection] | None = None
    severities: Mapping[str, Mapping[str, Severity | None]] = field(default_factory=dict)
    review_terms: ReviewTerms = field(default_factory=ReviewTerms)
    label: str = "content"
    ledger: Ledger = NO_LEDGER
    archive: Path | None = None
    released: Released | None = None

    def look_into(self, path: str) -> Inspection:
        """What is inside an attachment; nothing to speak of where no one can say."""
        return self.inspect(path) if self.inspect else Inspection(size=1)

    def severity(self, column: str, code: str, own: Severity) -> Severity | None:
        """How severe a finding of this code is in a column; `own` when nothing else is said."""
        for name in (column, EVERY_COLUMN):
            if code in (here := self.severities.get(name, {})):
                return here[code]
        return own
