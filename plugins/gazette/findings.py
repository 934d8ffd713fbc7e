"""What is wrong, where, and what to write instead: the one form in which every check answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def label(self) -> str:
        return {"error": "错误", "warning": "警告", "note": "提示"}[self.value]


class Edit(NamedTuple):
    """A change that mends a fault without a person's judgement: at this line and column of the file (from 1), `length`
    characters of the source become `text`."""

    line: int
    column: int
    length: int
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault of one file.

    `path` is relative to the content folder's parent, with forward slashes (``content/policies/2016/a.md``);
    `line` and `column` count from 1; `message` says what was seen and ends without a full stop; `hint` says
    what to write instead: the right form as it is, or advice as a sentence that ends with “。”. One finding may speak
    of several places of its line: `edits` mend all of them, or there are none.
    """

    path: str
    line: int
    column: int
    code: str
    severity: Severity
    message: str
    hint: str = ""
    edits: tuple[Edit, ...] = field(default=(), compare=False)

    @property
    def text(self) -> str:
        """The message with its advice."""
        lead = "" if self.hint.endswith("。") else "可改为："
        return f"{self.message}。{lead}{self.hint}" if self.hint else self.message

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.severity.label}[{self.code}] {self.text}"
