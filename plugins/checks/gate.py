"""May a site be built from content with these findings?"""

from __future__ import annotations

from collections.abc import Iterable

from plugins.gazette.findings import Finding, Severity


def refuses(findings: Iterable[Finding]) -> bool:
    """True when any finding is an error; warnings and notes let a build go on."""
    return any(finding.severity is Severity.ERROR for finding in findings)
