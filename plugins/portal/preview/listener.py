"""Hears what a build says: of that the preview's terminal shows only what took long, and the reason of a failure."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from plugins.engine.progress import Report, Stage

LONG = 1.0  # seconds after which a stage is worth a line


class Listener(Report):
    """A build that fails says so while it handles the exception that tells why: that is the `reason`."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self.tell = tell
        self.reason: BaseException | None = None

    def say(self, text: str) -> None:
        self.reason = sys.exc_info()[1] or self.reason

    @contextmanager
    def stage(self, name: str) -> Iterator[Stage]:
        start = self._clock()
        with super().stage(name) as stage:
            yield stage
        seconds = self._clock() - start
        if seconds >= LONG:
            self.tell(f"  {name}：{stage.note}，{seconds:.1f} 秒")
