"""Findings for a person at a terminal: one line each, grouped by file, with a summary."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from plugins.gazette.findings import Finding, Severity


def report(findings: Sequence[Finding]) -> str:
    """All findings (sorted by path, as `run` returns them) and a last line that counts them."""
    groups = ["\n".join(map(str, group)) for _, group in groupby(findings, key=lambda finding: finding.path)]
    return "\n\n".join([*groups, summary(findings)]) + "\n"


def summary(findings: Sequence[Finding]) -> str:
    """`2 个错误，1 个警告（3 个文件）`"""
    counts = {severity: sum(f.severity is severity for f in findings) for severity in Severity}
    if not findings:
        return "检查通过：没有发现问题"
    words = [f"{counts[Severity.ERROR]} 个错误", f"{counts[Severity.WARNING]} 个警告"]
    words += [f"{counts[Severity.NOTE]} 个提示"] if counts[Severity.NOTE] else []
    return f"{'，'.join(words)}（{len({finding.path for finding in findings})} 个文件）"
