"""What each file of a content tree showed when it was last read, so that only what has changed is read again.

A file is taken to be as it was while its size, times and place on the disk are; a folder while its time is.
"""

from __future__ import annotations

import os
import time
from collections.abc import Collection, Iterator
from pathlib import Path

from plugins.checks import neighbours
from plugins.checks.run import Reader, Seen
from plugins.engine.register import Known, Register
from plugins.engine.stamps import SETTLED, stamp
from plugins.gazette import source

FOLDERS = "/"  # the name under which the register keeps the folders; no file has it


class RememberedTree:
    """The files of `content` as the checks see them, each read by `plain` when the register knows it no longer."""

    def __init__(self, register: Register, content: Path, plain: Reader) -> None:
        self.register, self.content, self.plain = register, content, plain
        self.seen: list[Seen] = []

    def whole(self) -> list[Seen]:
        """What every file shows."""
        known, names = self.register.all(), source.markdown_names(self.content)
        seen = [self._look(name, known.get(name)) for name in names]
        self.register.forget(known.keys() - set(names) - {FOLDERS})
        self._keep_folders(names, known.get(FOLDERS))
        self.seen = seen
        return seen

    def around(self, names: Collection[str]) -> list[Seen]:
        """What these files show, and those that bear on them; all of them when that can't be told."""
        if not self._folders_hold():
            return self.whole()
        found = neighbours.around(names, self._read, self.register.found_by)
        if found is None:
            return self.whole()
        self.seen = [found[name] for name in sorted(found)]
        return self.seen

    def _read(self, name: str) -> Seen | None:
        path = self.content / name
        return self._look(name, self.register.get(name)) if path.is_symlink() or path.exists() else None

    def _look(self, name: str, known: Known | None) -> Seen:
        state = stamp(f"{self.content}/{name}")
        if state and known is not None and known.stamp == state and (value := known.value) is not None:
            return Seen(*value)
        seen = self.plain(name)
        if state:
            words = neighbours.words(seen.document) if seen.document else ()
            self.register.put(name, state, tuple(seen), words)
        return seen

    def _keep_folders(self, names: list[str], known: Known | None) -> None:
        folders = {"", *(name.rpartition("/")[0] for name in names)}
        folders |= {parent for folder in folders for parent in _parents(folder)}
        states = {folder: _state(self.content / folder) for folder in sorted(folders)}
        if None not in states.values() and (known is None or known.value != states):
            self.register.put(FOLDERS, "", states, ())

    def _folders_hold(self) -> bool:
        """Whether no file was added, removed or renamed since the whole tree was last read."""
        known = self.register.get(FOLDERS)
        states = known.value if known else None
        return states is not None and all(_is_as(self.content / folder, state) for folder, state in states.items())


def _parents(folder: str) -> Iterator[str]:
    while folder:
        folder = folder.rpartition("/")[0]
        yield folder


def _state(folder: Path) -> tuple[int, list[str]] | None:
    """The time of a folder's last change and what it holds; None when it may change again within a tick of the clock."""
    try:
        changed = folder.stat().st_mtime_ns
        return (changed, _listing(folder)) if time.time_ns() - changed > SETTLED else None
    except OSError:
        return None


def _is_as(folder: Path, state: tuple[int, list[str]]) -> bool:
    """Whether a folder holds what it held; some editors save by putting a new file in the place of the old."""
    try:
        return folder.stat().st_mtime_ns == state[0] or _listing(folder) == state[1]
    except OSError:
        return False


def _listing(folder: Path) -> list[str]:
    with os.scandir(folder) as entries:
        return sorted(entry.name for entry in entries if entry.name.endswith(".md") or entry.is_dir())
