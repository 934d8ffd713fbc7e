"""Findings as SARIF 2.1.0 (OASIS), which code-review platforms and editors read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias
from urllib.parse import quote

from plugins.gazette.findings import Finding, Severity

from ..registry import Rule
from ..rules import ALL

Json: TypeAlias = Mapping[str, object]
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
RULES = tuple(rule for family in ALL for rule in family.rules)
INDEX = {rule.code: index for index, rule in enumerate(RULES)}


def report(findings: Sequence[Finding]) -> str:
    """A log with one run: all rules, and one result for each finding; columns count Unicode code points."""
    driver = {"name": "gazette-checks", "language": "zh-CN", "rules": [_rule(rule) for rule in RULES]}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding) for finding in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> Json:
    return {
        "id": rule.code,
        "name": rule.title,
        "shortDescription": {"text": rule.title},
        "help": {"text": rule.explanation, "markdown": rule.explanation},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
    }


def _result(finding: Finding) -> Json:
    region = {"startLine": finding.line, "startColumn": finding.column}
    place = {"artifactLocation": {"uri": quote(finding.path)}, "region": region}
    index = {"ruleIndex": INDEX[finding.code]} if finding.code in INDEX else {}
    return {
        "ruleId": finding.code,
        **index,
        "level": LEVELS[finding.severity],
        "message": {"text": finding.text},
        "locations": [{"physicalLocation": place}],
    }
