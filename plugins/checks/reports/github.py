"""Findings as GitHub workflow commands, which GitHub shows at the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.gazette.findings import Finding, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = DATA | str.maketrans({":": "%3A", ",": "%2C"})


def report(findings: Sequence[Finding]) -> str:
    return "".join(f"{_command(finding)}\n" for finding in findings)


def _command(finding: Finding) -> str:
    place = {"file": finding.path, "line": str(finding.line), "col": str(finding.column), "title": finding.code}
    properties = ",".join(f"{name}={value.translate(PROPERTY)}" for name, value in place.items())
    return f"::{COMMANDS[finding.severity]} {properties}::{finding.text.translate(DATA)}"
