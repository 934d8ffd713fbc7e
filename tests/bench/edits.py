"""What is changed between two builds, the same for every subject, and put back afterwards."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from pathlib import Path


class Kind(Enum):
    """A row of the tables. Before `PAGES` and `COLD` neither output nor cache is there."""

    PAGES = "cold, pages only"
    COLD = "cold"
    SAME = "no change"
    BODY = "one body"
    TITLE = "one title"
    DELETION = "one deletion"
    NEW = "one new document"
    TEMPLATE = "template"
    CSS = "CSS"
    VOCABULARY = "vocabulary"

    @property
    def cold(self) -> bool:
        return self in {Kind.PAGES, Kind.COLD}


TITLE = re.compile(r'^((?:标题|title): *"?)', re.MULTILINE | re.IGNORECASE)


class Edits:
    """Changes of files that can be undone."""

    def __init__(self) -> None:
        self._before: dict[Path, bytes | None] = {}

    def write(self, path: Path, text: str) -> None:
        self._remember(path)
        path.write_text(text, "utf-8", newline="\n")

    def alter(self, path: Path, change: Callable[[str], str]) -> None:
        """Raises ValueError when the change changes nothing: then something else would be measured."""
        before = path.read_text("utf-8")
        after = change(before)
        if after == before:
            raise ValueError(f"{path}: nothing to change")
        self.write(path, after)

    def remove(self, path: Path) -> None:
        self._remember(path)
        path.unlink()

    def _remember(self, path: Path) -> None:
        self._before.setdefault(path, path.read_bytes() if path.exists() else None)

    def undo(self) -> None:
        for path, data in self._before.items():
            if data is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(data)
        self._before.clear()


def longer(text: str, number: int) -> str:
    """The text with one more paragraph at its end."""
    return f"{text.rstrip()}\n\n本段用于测量（{number}）。\n"


def renamed(text: str, number: int) -> str:
    return TITLE.sub(rf"\g<1>新版{number}", text, count=1)


def marked(template: str, number: int) -> str:
    """A template that makes other bytes of every page."""
    return template.replace("</body>", f"<!-- {number} -->\n</body>", 1)
