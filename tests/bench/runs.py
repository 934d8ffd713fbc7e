"""Runs the subjects in turn (A B C A B C …), so that a noisy machine disturbs all of them alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.blog import Engine, Stock
from tests.bench.edits import Kind
from tests.bench.hugo import Hugo
from tests.bench.portal import Portal
from tests.bench.results import Results
from tests.bench.server import Server
from tests.bench.subjects import Subject

SUBJECTS: dict[str, type[Subject]] = {kind.name: kind for kind in (Engine, Hugo, Server, Stock, Portal)}


def compare(subjects: Sequence[Subject], runs: int, results: Results, tell: Callable[[str], None]) -> None:
    """Measure every kind of edit on every subject; `tell` hears what is going on."""
    for subject in subjects:
        tell(f"{subject.count:,} documents, {subject.name}: writing")
        subject.prepare()
    for kind in Kind:
        wanted = {subject: subject.runs(runs) for subject in subjects if kind in subject.kinds}
        for number in range(1, runs + 1):
            for subject in (subject for subject, most in wanted.items() if number <= most):
                cost = subject.measure(kind, number)
                tell(f"{subject.count:,} documents, {subject.name}, {kind.value}: {cost.cpu:.2f} CPU s, {cost.wall:.2f} s")
                results.add(subject.count, subject.name, kind, cost)
        for subject in wanted:
            if kind is Kind.COLD:
                results.made[subject.count, subject.name] = subject.made()
            subject.restore(kind)


def subjects(names: Sequence[str], count: int, folder: Path, tell: Callable[[str], None]) -> list[Subject]:
    """Those of the named ones that can be measured here; why another can't is told."""
    found = []
    for name in names:
        subject = SUBJECTS[name](folder / name, count)
        if why := subject.missing():
            tell(f"{name} is left out: {why}")
        else:
            found.append(subject)
    return found
