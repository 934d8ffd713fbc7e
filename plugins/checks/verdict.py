"""From what the rules saw to the findings an editor reads: severity here, exemptions, drafts, repetitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from plugins.gazette.documents import Document
from plugins.gazette.findings import Finding, Severity

from .options import Options
from .registry import CorpusRule, Rule
from .rules import BY_CODE, exceptions
from .subject import Fault

CAP = 100  # findings of one rule in one document; what is left out is counted and said


def findings(document: Document, rule: Rule, faults: Iterable[Fault], options: Options) -> Iterator[Finding]:
    """The findings of one rule on one document; all exempted ones are one note, which gives their number and reason."""
    every = (_finding(document, rule, fault, options) for fault in faults)
    found = [finding for finding in every if finding is not None]
    reason = exemption(document, rule)
    if found and reason:
        count = f"，共 {len(found)} 处" if len(found) > 1 else ""
        message = f"{found[0].message}（例外{count}，理由：{reason}）"
        yield replace(found[0], severity=Severity.NOTE, message=message, edits=())
        return
    yield from found[:CAP]
    if left := found[CAP:]:
        edits = tuple(edit for finding in left for edit in finding.edits)
        yield replace(left[0], edits=edits, message=f"{left[0].message}（同类问题自此行起还有 {len(left)} 处，未逐一列出）")


def _finding(document: Document, rule: Rule, fault: Fault, options: Options) -> Finding | None:
    severity = options.severity(document.column, rule.code, fault.severity or rule.severity)
    if severity is None:
        return None
    if document.is_draft and severity is Severity.ERROR:
        severity = Severity.WARNING  # a draft reaches no page: it must not keep the others from theirs
    path = f"{options.label}/{document.path}"
    return Finding(path, fault.line, fault.column, rule.code, severity, fault.message, fault.hint, fault.edits)


def unused(document: Document, found: Iterable[Finding], options: Options) -> Iterator[Finding]:
    """The exemptions that nothing needed. Those from rules about several documents are not known here and let be."""
    if not document.exceptions:
        return
    needed = {finding.code for finding in found}
    for entry in document.exceptions:
        rule = BY_CODE.get(entry.code)
        if rule is not None and not rule.binding and not isinstance(rule, CorpusRule) and entry.code not in needed:
            fault = Fault.at(entry, f"检查例外 {entry.code} 用不上：没有发现这样的问题", "删去这一项。")
            yield from findings(document, exceptions.unused, (fault,), options)


def exemption(document: Document, rule: Rule) -> str:
    """Why this document is exempted from the rule; empty when it is not, or can't be."""
    if rule.binding or not document.exceptions:
        return ""
    return next((entry.reason for entry in document.exceptions if entry.code == rule.code), "")
