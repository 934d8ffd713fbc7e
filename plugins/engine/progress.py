"""What does a build say while a person waits? One line for each stage, and for a long one how much of it is left.

A stage that lasts over two seconds shows a bar on a terminal; in a log it gets a plain line every ten seconds. Rich,
which takes a while to load, draws the bar and is loaded for nothing else.
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

Item = TypeVar("Item")
Clock = Callable[[], float]

PATIENCE = 2.0  # seconds before a bar is shown
WORTH = 1.0  # seconds that must be left, or it would only flash
FRAME = 0.1  # seconds between two states of a bar
LINE = 10.0  # seconds between two lines in a log


class _Gauge(Protocol):
    """Shows how far a stage is once `due` has come; `show` gives the seconds until it is due again."""

    due: float

    def show(self, done: int, total: int, left: float) -> float: ...

    def close(self) -> None: ...


class Stage:
    """A running stage. `note` is what its closing line says of it."""

    def __init__(self, gauge: _Gauge, clock: Clock) -> None:
        self._gauge, self._clock = gauge, clock
        self.note = ""

    def track(self, items: Iterable[Item], total: int) -> Iterator[Item]:
        """The items; each counts as done when the next one is asked for."""
        start = self._clock()
        for done, item in enumerate(items, 1):
            yield item
            now = self._clock()
            if now >= self._gauge.due and done < total:
                self._gauge.due = now + self._gauge.show(done, total, (now - start) / done * (total - done))


class Report:
    """`console` is where rich is to print; without one the words go to standard output."""

    def __init__(self, console: Console | None = None, clock: Clock = time.perf_counter) -> None:
        self.console, self._clock = console, clock
        self.started = clock()

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        """Time a stage; its line is printed when it ends without an error."""
        start = self._clock()
        gauge = self._gauge(name, start)
        stage = Stage(gauge, self._clock)
        try:
            yield stage
        finally:
            gauge.close()
        seconds = self._clock() - start
        self.say(f"  {_padded(name, 12)} {_padded(stage.note, 44)} {seconds:6.2f} 秒")

    def _gauge(self, name: str, start: float) -> _Gauge:
        terminal = _draws(self.console) if self.console else _is_terminal()
        return _Bar(name, self.console, start) if terminal else _Lines(name, self.say, start)

    def say(self, text: str) -> None:
        if self.console:
            self.console.print(text, markup=False, emoji=False)
        else:
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()

    @property
    def seconds(self) -> float:
        return self._clock() - self.started


class _Lines:
    """For a log."""

    def __init__(self, name: str, say: Callable[[str], None], start: float) -> None:
        self._name, self._say = name, say
        self.due = start + LINE

    def show(self, done: int, total: int, left: float) -> float:
        self._say(f"  {_padded(self._name, 12)} {done * 100 // total}%，{_left(left)}")
        return LINE

    def close(self) -> None:
        """A line stays."""


class _Bar:
    """For a terminal. It goes away when the stage ends."""

    def __init__(self, name: str, console: Console | None, start: float) -> None:
        self._name, self._console = name, console
        self._drawn: Any = None
        self.due = start + PATIENCE

    def show(self, done: int, total: int, left: float) -> float:
        state = {"completed": done, "total": total, "left": _left(left)}
        if self._drawn is not None:
            self._drawn.update(0, refresh=True, **state)
        elif left >= WORTH:
            self._draw(state)
        return FRAME

    def _draw(self, state: dict[str, Any]) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        columns = (TextColumn("  {task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[left]}"))
        console = self._console or Console(highlight=False, soft_wrap=True)
        self._drawn = Progress(*columns, console=console, transient=True, auto_refresh=False)
        self._drawn.start()
        self._drawn.add_task(self._name, **state)

    def close(self) -> None:
        if self._drawn is not None:
            self._drawn.stop()


def _draws(console: Console) -> bool:
    return console.is_terminal and not console.is_dumb_terminal


def _is_terminal() -> bool:
    return sys.stdout.isatty() and os.environ.get("TERM", "") not in ("dumb", "unknown")


def _left(seconds: float) -> str:
    minutes, rest = divmod(math.ceil(seconds), 60)
    return f"约剩 {minutes} 分 {rest} 秒" if minutes else f"约剩 {rest} 秒"


def _padded(text: str, width: int) -> str:
    """Padded to a width in terminal cells, in which a Chinese character takes two."""
    cells = sum(2 if ord(char) > 0x2E7F else 1 for char in text)
    return text + " " * max(0, width - cells)
