"""What the open pages are to know: what came of the last build, and which outputs have changed since a page was sent.

A page names the state of which it was sent by a token. Who asks with one that is too old, or of another server, is told
that everything may have changed.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

from plugins.engine.serving import quoted

from .problems import Problem

KEPT = 200  # changes that are remembered one by one
MOST = 500  # outputs of one answer; of more it is only said that they are many
EVERYTHING = "all"


@dataclass(frozen=True)
class Message:
    """What an open page shows: nothing, or what is wrong. `more` problems are not listed."""

    title: str = ""
    note: str = ""
    problems: tuple[Problem, ...] = ()
    more: int = 0


@dataclass
class News:
    """Told by one thread, followed by many."""

    start: str = field(default_factory=lambda: f"{time.time_ns():x}")
    _message: Message = Message()
    _told: str = ""  # the token of the message
    _changes: list[frozenset[str]] = field(default_factory=list)
    _is_closed: bool = False
    _condition: threading.Condition = field(default_factory=threading.Condition)

    @property
    def token(self) -> str:
        """Names the present state."""
        return f"{self.start}-{len(self._changes)}"

    def tell(self, message: Message, changed: frozenset[str] = frozenset()) -> None:
        """`changed` are the paths of the outputs that are others than before."""
        with self._condition:
            self._changes.append(changed)
            if len(self._changes) > KEPT:
                self._changes[-KEPT - 1] = frozenset()
            self._message, self._told = message, self.token
            self._condition.notify_all()

    def close(self) -> None:
        """End all that follow."""
        with self._condition:
            self._is_closed = True
            self._condition.notify_all()

    def follow(self, token: str, beat: float) -> Iterator[tuple[str, str] | None]:
        """What a page is told that was sent in the state of `token`: a token and JSON, at once and whenever there is news;
        None when there was none for `beat` seconds."""
        while not self._is_closed:
            with self._condition:
                told, answer = self.token, self._answer(token)
            yield told, answer
            token = told
            while not self._wait(token, beat):
                yield None

    def _wait(self, token: str, beat: float) -> bool:
        """Whether there is news, or no more to come."""
        with self._condition:
            return self._condition.wait_for(lambda: self._is_closed or self.token != token, beat)

    def _answer(self, token: str) -> str:
        return json.dumps({"changed": self._since(token), "message": {"id": self._told, **asdict(self._message)}})

    def _since(self, token: str) -> list[str] | str:
        start, _, number = token.rpartition("-")
        if start != self.start or not number.isdecimal() or len(self._changes) - int(number) > KEPT:
            return EVERYTHING
        paths = frozenset[str]().union(*self._changes[int(number) :])
        return EVERYTHING if len(paths) > MOST else sorted(map(quoted, paths))
