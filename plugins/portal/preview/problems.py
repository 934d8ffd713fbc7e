"""What is wrong, as an open page shows it: a finding of the checks, or what a build stumbled over."""

from __future__ import annotations

import os
import traceback
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import TemplateError, TemplateSyntaxError

from plugins.gazette.findings import Finding, Severity

ERROR = Severity.ERROR


@dataclass(frozen=True)
class Problem:
    """`place` is file:line:column, as far as it is known; `severity` is the word that the page's style goes by."""

    text: str
    place: str = ""
    hint: str = ""
    code: str = ""
    severity: str = ERROR.value
    label: str = ERROR.label

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR.value

    def __str__(self) -> str:
        """As the terminal shows it."""
        lead = f"{self.place}: " if self.place else ""
        code = f"[{self.code}]" if self.code else ""
        return f"{lead}{self.label}{code} {self.text}" + (f"。{self.hint}" if self.hint else "")


def of_findings(findings: Sequence[Finding], changed: Collection[str]) -> tuple[Problem, ...]:
    """All errors, and the warnings of the files that were `changed`."""
    warned = (one for one in findings if one.severity is Severity.WARNING and one.path in changed)
    return tuple(map(_of_finding, (*(one for one in findings if one.severity is ERROR), *warned)))


def _of_finding(finding: Finding) -> Problem:
    hint = finding.hint if not finding.hint or finding.hint.endswith("。") else f"可改为：{finding.hint}"
    place = f"{finding.path}:{finding.line}:{finding.column}"
    return Problem(finding.message, place, hint, finding.code, finding.severity.value, finding.severity.label)


def of_exception(error: BaseException, settings: Path, theme: Path) -> Problem:
    """Of what a build did not expect, with the place in a template or in the settings file that led to it."""
    what = getattr(error, "msg", None) or getattr(error, "message", None) or str(error)
    kind = "" if isinstance(error, SyntaxError | TemplateError) else f"{type(error).__name__}："
    frames = list(_frames(error))
    for word, place in (("模板有误", theme), ("设置文件有误", settings)):
        for path, line in frames:
            if Path(path).is_relative_to(place.absolute()):
                return Problem(f"{word}：{kind}{what}", f"{_said(path)}:{line}")
    word = "模板有误" if isinstance(error, TemplateError) else "程序出错"
    return Problem(f"{word}：{kind}{what}")


def _frames(error: BaseException) -> Iterator[tuple[str, int]]:
    """The places that led to an error, the nearest first."""
    if isinstance(error, TemplateSyntaxError | SyntaxError) and error.filename:
        yield os.path.abspath(error.filename), error.lineno or 1
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        yield os.path.abspath(frame.filename), frame.lineno or 1


def _said(path: str) -> str:
    """Named from the working folder, where it lies in it."""
    here = os.path.relpath(path)
    return path if here.startswith("..") else here
