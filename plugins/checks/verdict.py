"""From what the rules saw to the findings an editor reads: severity here, exemptions, drafts, repetitions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from plugins.gazette.documents import Document
from plugins.gazette.findings import Edit, Finding, Severity

from .options import Options
from .registry import CorpusRule, Rule
from .rules import BY_CODE, exceptions
from .subject import Fault

CAP = 100  # findings of one rule in one document; what is left out is counted and said


def findings(document: Document, rule: Rule, faults: Iterable[Fault], options: Options) -> Iterator[Finding]:
    """The findings of one rule on one document; an exempted one becomes a note that gives the reason."""
    path, last, left_out, edits = f"{options.label}/{document.path}", None, 0, list[Edit]()
    for count, fault in enumerate(faults):
        finding = _finding(document, rule, fault, path, options)
        if finding is None:
            return
        if count < CAP:
            yield finding
        else:
            last, left_out = last or finding, left_out + 1
            edits += finding.edits
    if last is not None:
        yield replace(last, edits=tuple(edits), message=f"{last.message}（同类问题自此行起还有 {left_out} 处，未逐一列出）")


def _finding(document: Document, rule: Rule, fault: Fault, path: str, options: Options) -> Finding | None:
    severity = options.severity(document.column, rule.code, fault.severity or rule.severity)
    if severity is None:
        return None
    if document.is_draft and severity is Severity.ERROR:
        severity = Severity.WARNING  # a draft reaches no page: it must not keep the others from theirs
    message, edits = fault.message, fault.edits
    reason = exemption(document, rule)
    if reason:
        severity, message, edits = Severity.NOTE, f"{message}（例外，理由：{reason}）", ()
    return Finding(path, fault.line, fault.column, rule.code, severity, message, fault.hint, edits)


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
