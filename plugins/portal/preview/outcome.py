"""What came of a build, in words for the terminal and for the open pages."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from plugins.gazette.findings import Finding

from ..cli import FAILED, OK, REFUSED
from . import problems
from .news import Message
from .problems import Problem

MOST = 50  # problems that a page lists
STANDS = "原有站点未变；改正并保存以后，会自动重新生成。"


@dataclass(frozen=True)
class Outcome:
    """The exit status of the build as a command, what is wrong, and the outputs that it changed."""

    status: int = OK
    title: str = ""
    note: str = ""
    problems: tuple[Problem, ...] = ()
    changed: frozenset[str] = frozenset()

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if one.is_error)

    @property
    def message(self) -> Message:
        return Message(self.title, self.note, self.problems[:MOST], max(0, len(self.problems) - MOST))


def made(status: int, findings: Sequence[Finding], edited: Collection[str], changed: frozenset[str]) -> Outcome:
    """A site was made or is up to date; not all of its outputs where there are errors."""
    found = problems.of_findings(findings, edited)
    errors = sum(one.is_error for one in found)
    wrong = f"站点已更新，但有 {errors} 个错误" if errors else f"站点已更新，改动的文件有 {len(found)} 个警告"
    return Outcome(status, wrong if found else "", "", found, changed)


def refused(findings: Sequence[Finding], edited: Collection[str]) -> Outcome:
    """The content has errors."""
    found = problems.of_findings(findings, edited)
    return Outcome(REFUSED, f"没有生成站点：有 {sum(one.is_error for one in found)} 个错误", STANDS, found)


def failed(problem: Problem, note: str = "") -> Outcome:
    """The settings, the output or the program can't be used."""
    return Outcome(FAILED, "没有生成站点", note + STANDS, (problem,))
