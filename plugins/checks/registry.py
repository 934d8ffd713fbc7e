"""What a rule is: a stable code, a docstring for editors with passing and failing examples, and a generator.

A document rule sees one document alone, its text and the controlled words: what it finds is kept until the text
changes. A related rule sees one document among all others, with the day and the files; it is asked anew each time,
but only of the documents that it concerns (`when`, which sees the document alone). A corpus rule sees all documents at
once. Reading rules are found by `gazette.source` and `gazette.front_matter`, and only documented here. A code is never
given to another rule.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity

from .subject import Context, Fault, RelatedSubject, Subject


@dataclass(frozen=True, slots=True)
class Rule:
    """`explanation` is Markdown in Chinese: what is asked for, 通过 and 不通过 examples.

    From a `binding` rule no document may be exempted: what it guards is the law's, or the reader's safety.
    """

    code: str
    title: str
    severity: Severity
    explanation: str
    binding: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRule(Rule):
    find: Callable[[Subject], Iterable[Fault]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedRule(Rule):
    find: Callable[[RelatedSubject], Iterable[Fault]]
    when: Callable[[Document], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusRule(Rule):
    find: Callable[[Context], Iterable[tuple[Document, Fault]]]


def document_rule(
    code: str, title: str, severity: Severity = Severity.ERROR, binding: bool = False
) -> Callable[[Callable[[Subject], Iterable[Fault]]], DocumentRule]:
    """Make a rule of a generator of faults in one document; its docstring is the explanation."""
    return lambda find: DocumentRule(code, title, severity, inspect.getdoc(find) or "", binding, find=find)


def related_rule(
    code: str,
    title: str,
    severity: Severity = Severity.ERROR,
    binding: bool = False,
    when: Callable[[Document], object] = bool,
) -> Callable[[Callable[[RelatedSubject], Iterable[Fault]]], RelatedRule]:
    """Make a rule of a generator of faults in one document among others; its docstring is the explanation.

    `when` is true of the documents that the rule can have something to say of: those with attachments, say.
    """
    return lambda find: RelatedRule(code, title, severity, inspect.getdoc(find) or "", binding, find=find, when=when)


def corpus_rule(
    code: str, title: str, severity: Severity = Severity.ERROR, binding: bool = False
) -> Callable[[Callable[[Context], Iterable[tuple[Document, Fault]]]], CorpusRule]:
    """Make a rule of a generator of (document, fault) pairs over a whole corpus."""
    return lambda find: CorpusRule(code, title, severity, inspect.getdoc(find) or "", binding, find=find)
