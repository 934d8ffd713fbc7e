"""From findings to mended files: only what needs no judgement, and never more than the findings say.

A rule says with each finding which characters become which (`findings.Edit`); everything else is left to a person. What
a person has exempted is not touched.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from plugins.gazette.findings import Edit, Finding

from .source_text import SourceText


@dataclass(frozen=True, slots=True)
class Mended:
    """One file before and after, with the number of places mended."""

    path: str
    before: SourceText
    after: SourceText
    count: int

    @property
    def diff(self) -> str:
        """A unified diff for reading, not for patching: lines without their ends, signs that nobody can see by number."""
        old, new = ([visible(line) for line in source.lines] for source in (self.before, self.after))
        lines = difflib.unified_diff(old, new, f"原 {self.path}", f"新 {self.path}", n=1, lineterm="")
        return "\n".join(lines)


def visible(text: str) -> str:
    return "".join(c if c.isprintable() or c in "\t\u3000" else f"<U+{ord(c):04X}>" for c in text)


def edits(findings: Iterable[Finding]) -> Mapping[str, list[Edit]]:
    """What mends each file, by the path that findings name."""
    found: dict[str, list[Edit]] = {}
    for finding in findings:
        if finding.edits:
            found.setdefault(finding.path, []).extend(finding.edits)
    return found


def mended(path: str, data: bytes, wanted: Iterable[Edit]) -> Mended:
    """Apply the edits from the end of the file to its beginning; of two that overlap the first counts."""
    before, after, count = SourceText(data), SourceText(data), 0
    for edit in reversed(list(_apart(wanted))):
        line = after.lines[edit.line - 1]
        old = line[edit.column - 1 : edit.column - 1 + edit.length]
        count += after.replace(edit.line, edit.column, old, edit.text)
    return Mended(path, before, after, count)


def _apart(wanted: Iterable[Edit]) -> Iterator[Edit]:
    """The edits in order, without those that overlap an earlier one."""
    line, end = 0, 0
    for edit in sorted(set(wanted)):
        if edit.line != line or edit.column >= end:
            yield edit
            line, end = edit.line, edit.column + edit.length
