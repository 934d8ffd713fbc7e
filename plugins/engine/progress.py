"""What a build says while a person waits: a bar for each long stage, then one line with counts and seconds."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Item = TypeVar("Item")


class Stage:
    """A running stage. `note` is what its closing line says of it."""

    def __init__(self, bar: Progress, task: int) -> None:
        self._bar, self._task = bar, task
        self.note = ""

    def track(self, items: Iterable[Item], total: int) -> Iterator[Item]:
        """The items, moving the bar on as each one is taken."""
        self._bar.update(self._task, total=total, visible=True)  # type: ignore[arg-type]
        for item in items:
            yield item
            self._bar.advance(self._task)  # type: ignore[arg-type]


class Report:
    def __init__(self, console: Console | None = None) -> None:
        self.console = console or Console(highlight=False, soft_wrap=True)
        self.started = time.perf_counter()

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Time a stage; its line is printed when it ends without an error."""
        start = time.perf_counter()
        columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        terminal = self.console.is_terminal
        with Progress(*columns, console=self.console, transient=True, disable=not terminal) as bar:
            stage = Stage(bar, bar.add_task(name, total=None, visible=False))
            yield stage
        seconds = time.perf_counter() - start
        self.say(f"  {_padded(name, 12)} {_padded(stage.note, 44)} {seconds:6.2f} 秒")

    def say(self, text: str) -> None:
        self.console.print(text, markup=False, emoji=False)

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self.started


def _padded(text: str, width: int) -> str:
    """Padded to a width in terminal cells, in which a Chinese character takes two."""
    cells = sum(2 if ord(char) > 0x2E7F else 1 for char in text)
    return text + " " * max(0, width - cells)
