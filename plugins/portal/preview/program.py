"""The program itself may be edited while it serves: then it starts again, as it was started, if it can start at all."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

PLUGINS = Path(__file__).resolve().parents[2]
NEEDED = ("plugins.portal.build", "plugins.portal.serve")
COMMANDS = ".cli"  # the modules of this name are what the commands begin with

State = dict[str, tuple[int, int]]


class Program:
    """`settings` is read anew for each build, so it may change; what it imports stays as it was loaded. The command was typed
    in the folder `typed_in`."""

    def __init__(self, settings: Path, typed_in: str = "") -> None:
        self.settings, self.typed_in = Path(os.path.abspath(settings)), typed_in
        self._state = self._look()

    @property
    def places(self) -> tuple[Path, ...]:
        """What to watch: the plugins, and what is loaded from beside the settings file."""
        origins = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
        loaded = {os.path.abspath(origin) for origin in origins if origin} - {str(self.settings)}
        folder = str(self.settings.parent)
        return (PLUGINS, *(Path(path) for path in sorted(loaded) if os.path.dirname(path) == folder))  # noqa: PTH120 - of very many

    def is_other(self, changed: Collection[str]) -> bool:
        """Whether it was edited since this was last asked; `changed` are the files that were, none if that is not known."""
        places = self.places
        if changed and not any(Path(path).is_relative_to(place) for path in changed for place in places):
            return False
        before, self._state = self._state, self._look()
        return before != self._state

    def _look(self) -> State:
        return dict(found for place in self.places for path in _files(place) if (found := _state(path)))

    def fault(self) -> str:
        """Why the program as it now is can't start; empty when it can."""
        commands = sorted(name for name in sys.modules if name.startswith("plugins.") and name.endswith(COMMANDS))
        code = f"import {', '.join([*NEEDED, *commands])}"
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", cwd=PLUGINS.parent, check=False)
        return run.stderr.strip() if run.returncode else ""

    def restart(self) -> None:
        """Never returns."""
        sys.stdout.flush()
        os.chdir(self.typed_in or ".")
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def _files(place: Path) -> Iterator[str]:
    if not place.is_dir():
        yield str(place)
    for folder, folders, names in os.walk(place):
        folders[:] = (name for name in folders if name != "__pycache__")
        yield from (f"{folder}/{name}" for name in names)


def _state(path: str) -> tuple[str, tuple[int, int]] | None:
    """The path with when it was changed and its size; None for what is gone meanwhile."""
    try:
        status = Path(path).stat()
    except OSError:
        return None
    return path, (status.st_mtime_ns, status.st_size)
