"""An Invoke task that takes any number of paths: `invoke check a.md b.md`. Invoke itself knows no such argument.

As many positional arguments are declared as stand on the command line after the task's name.
"""

from __future__ import annotations

import sys
from typing import Any

from invoke.parser import Argument
from invoke.tasks import Task


class PathsTask(Task[Any]):
    """The body's parameter `paths` receives a list; it must be the body's first one after the context."""

    def get_arguments(self, ignore_unknown_help: bool | None = None) -> list[Argument]:
        declared = [a for a in super().get_arguments(ignore_unknown_help) if a.name != "paths"]
        given = _positionals(sys.argv, self.name, declared)
        return [*(Argument(name=f"path{n}", positional=True) for n in range(given)), *declared]

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        paths = [kwargs.pop(name) for name in sorted(kwargs, key=_place) if name.startswith("path")]
        return super().__call__(*args, paths=paths, **kwargs)


def _place(name: str) -> int:
    return int(name.removeprefix("path")) if name.removeprefix("path").isdigit() else -1


def _positionals(argv: list[str], task: str, declared: list[Argument]) -> int:
    """How many words after the task's name are neither options nor an option's value."""
    takes_value = {flag for arg in declared if arg.takes_value for flag in _flags(arg)}
    words, count = argv[argv.index(task) + 1 :] if task in argv else [], 0
    previous = ""
    for word in words:
        count += not word.startswith("-") and previous not in takes_value
        previous = word
    return count


def _flags(argument: Argument) -> tuple[str, ...]:
    return tuple(f"--{n.replace('_', '-')}" if len(n) > 1 else f"-{n}" for n in argument.names)
