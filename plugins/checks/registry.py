"""What a rule is: a stable code, a docstring for editors with passing and failing examples, and a generator.

Rules of one document see that document and its surroundings; rules of the corpus see all documents at once.
Reading rules are found by `gazette.source` and `gazette.front_matter`, and only documented here. A code is
never given to another rule.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from plugins.gazette.documents import Document
from plugins.gazette.findings import Finding, Severity

from .subject import Context, Fault, Subject

CAP = 100  # findings of one rule in one document; what is left out is counted and said


@dataclass(frozen=True, slots=True)
class Rule:
    """`explanation` is Markdown in Chinese: what is asked for, 通过 and 不通过 examples."""

    code: str
    title: str
    severity: Severity
    explanation: str


@dataclass(frozen=True, slots=True)
class DocumentRule(Rule):
    find: Callable[[Subject], Iterable[Fault]]

    def findings(self, subject: Subject) -> Iterator[Finding]:
        return _findings(self, subject.document, self.find(subject), subject.context)


@dataclass(frozen=True, slots=True)
class CorpusRule(Rule):
    find: Callable[[Context], Iterable[tuple[Document, Fault]]]

    def findings(self, context: Context) -> Iterator[Finding]:
        for document, fault in self.find(context):
            yield from _findings(self, document, (fault,), context)


def document_rule(
    code: str, title: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Subject], Iterable[Fault]]], DocumentRule]:
    """Make a rule of a generator of faults in one document; its docstring is the explanation."""
    return lambda find: DocumentRule(code, title, severity, inspect.getdoc(find) or "", find)


def corpus_rule(
    code: str, title: str, severity: Severity = Severity.ERROR
) -> Callable[[Callable[[Context], Iterable[tuple[Document, Fault]]]], CorpusRule]:
    """Make a rule of a generator of (document, fault) pairs over a whole corpus."""
    return lambda find: CorpusRule(code, title, severity, inspect.getdoc(find) or "", find)


def _findings(rule: Rule, document: Document, faults: Iterable[Fault], context: Context) -> Iterator[Finding]:
    path, last, left_out = f"{context.options.label}/{document.path}", None, 0
    for count, fault in enumerate(faults):
        finding = _finding(rule, document, fault, path, context)
        if count < CAP:
            yield finding
        else:
            last, left_out = last or finding, left_out + 1
    if last is not None:
        yield replace(last, message=f"{last.message}（同类问题自此行起还有 {left_out} 处，未逐一列出）")


def _finding(rule: Rule, document: Document, fault: Fault, path: str, context: Context) -> Finding:
    severity = context.options.severities.get(rule.code) or fault.severity or rule.severity
    if document.is_draft and severity is Severity.ERROR:
        severity = Severity.WARNING  # a draft reaches no page: it must not keep the others from theirs
    return Finding(path, fault.line, fault.column, rule.code, severity, fault.message, fault.hint)
