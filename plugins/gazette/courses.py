"""The course of a policy: 意见征集 → 决策 → 文件 → 解读 → 执行 → 结果, as the starting document asks for it.

Documents that name one another in those fields are one course. Each course is worked out once, however many
documents are in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .documents import Document
from .kinds import CONSULTATION, DECISION, INTERPRETATION

RELATIONS = ("consultations", "feedback_on", "decisions", "interprets", "executes", "results_of")
STEPS = ("意见征集", "意见反馈", "决策", "文件", "解读", "执行", "结果")


@dataclass(frozen=True, slots=True)
class Course:
    """`steps` are those that have documents, in the order of `STEPS`, each with its documents, oldest first."""

    steps: tuple[tuple[str, tuple[Document, ...]], ...]


def step(document: Document) -> str:
    """Which step of a course a document is."""
    if document.kind == CONSULTATION:
        return "意见征集"
    if document.feedback_on:
        return "意见反馈"
    if document.kind == DECISION:
        return "决策"
    if document.kind == INTERPRETATION or document.interprets:
        return "解读"
    return "结果" if document.results_of else "执行" if document.executes else "文件"


def courses(pairs: Iterable[tuple[Document, Document]]) -> dict[str, Course]:
    """The courses of documents that name one another, by the key of each work that is in one."""
    leader: dict[str, str] = {}
    known: dict[str, Document] = {}
    for one, other in pairs:
        known |= {one.work_key: one, other.work_key: other}
        leader[_first(leader, one.work_key)] = _first(leader, other.work_key)
    members = defaultdict[str, list[Document]](list)
    for key, document in known.items():
        members[_first(leader, key)].append(document)
    made = {first: _course(documents) for first, documents in members.items()}
    return {key: made[_first(leader, key)] for key in known}


def _first(leader: dict[str, str], key: str) -> str:
    """The work that stands for the course of `key`; the way to it is shortened for the next who asks."""
    while (above := leader.get(key, key)) != key:
        leader[key] = key = leader.get(above, above)
    return key


def _course(documents: Iterable[Document]) -> Course:
    steps = defaultdict[str, list[Document]](list)
    for document in sorted(documents, key=lambda d: (d.version_date or date.min, d.path)):
        steps[step(document)].append(document)
    return Course(tuple((name, tuple(steps[name])) for name in STEPS if name in steps))
