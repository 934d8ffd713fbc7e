"""Findings for other programs: a JSON list, one object for each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from plugins.gazette.findings import Finding


def report(findings: Sequence[Finding]) -> str:
    rows = [asdict(finding) | {"edits": [edit._asdict() for edit in finding.edits]} for finding in findings]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
