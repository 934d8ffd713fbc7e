"""A source file's text that can be changed without touching anything else: line ends and byte-order mark stay.

Lines and columns count as they do in findings (from 1, of the text without byte-order mark).
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
BOM = "\ufeff"


class SourceText:
    """The lines of a file and what ends each of them. Raises UnicodeDecodeError when `data` is not UTF-8."""

    def __init__(self, data: bytes) -> None:
        text = data.decode("utf-8")
        self.mark = BOM if text.startswith(BOM) else ""
        matches = LINE.findall(text.removeprefix(BOM))
        self.lines = [line for line, _ in matches]
        self.ends = [end for _, end in matches]

    def encoded(self) -> bytes:
        lines = (line + end for line, end in zip(self.lines, self.ends, strict=True))
        return (self.mark + "".join(lines)).encode("utf-8")

    @property
    def _line_end(self) -> str:
        return next((end for end in self.ends if end), "\n")

    def insert(self, line: int, text: str) -> None:
        """Put a new line before the one that is now `line`."""
        self.lines.insert(line - 1, text)
        self.ends.insert(line - 1, self._line_end)

    def replace(self, line: int, column: int, old: str, new: str) -> bool:
        """Put `new` in the place of `old`; False, and nothing done, when something else stands there."""
        if not 1 <= line <= len(self.lines):
            return False
        text = self.lines[line - 1]
        if not text.startswith(old, column - 1):
            return False
        self.lines[line - 1] = text[: column - 1] + new + text[column - 1 + len(old) :]
        return True


def write(path: Path, data: bytes) -> None:
    """Write a file in one step: whoever is interrupted leaves the old one whole. The file's mode is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
