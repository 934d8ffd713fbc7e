"""Which files lie below the content folder, and in which state are they? Each folder is looked at once in a build.

The choice is Pelican's (`Generator.get_files`): paths, folders left out, extensions, IGNORE_FILES.
"""

from __future__ import annotations

import fnmatch
import os
import re
import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ..stamps import of_status


class Found(NamedTuple):
    """A file as Pelican names it, its absolute path, and its state; empty when that can't be relied on."""

    name: str
    path: str
    stamp: str


class _Folder(NamedTuple):
    folders: tuple[str, ...]
    files: tuple[tuple[str, str], ...]  # name and stamp


class Listing:
    def __init__(self, root: str, ignored: Iterable[str]) -> None:
        self.root = root
        self._top = os.path.abspath(root)
        patterns = [fnmatch.translate(os.path.normcase(pattern)) for pattern in ignored]
        self._ignored = re.compile("|".join(patterns) or r"(?!)")
        self._folders: dict[str, _Folder] = {}
        self._now = time.time_ns()

    def files(
        self, paths: str | Sequence[str], excluded: Iterable[str] = (), extensions: Collection[str] | None = None
    ) -> list[Found]:
        """In the order of their names. Without `extensions`, files of any kind."""
        given = [paths] if isinstance(paths, str) else paths
        left_out = {os.path.join(self.root, one).rstrip("/") for one in excluded}
        found = {file.name: file for path in given for file in self._at(path, left_out)}
        return [
            found[name]
            for name in sorted(found)
            if not self._is_ignored(os.path.basename(name)) and (extensions is None or _extension(name) in extensions)
        ]

    def one(self, name: str) -> Found:
        """A file that is named, wherever it is."""
        path = name if os.path.isabs(name) else self._absolute(name)
        try:
            return Found(name, path, "" if os.path.islink(path) else of_status(os.stat(path), self._now))
        except OSError:
            return Found(name, path, "")

    def _at(self, path: str, left_out: set[str]) -> Iterator[Found]:
        root = os.path.join(self.root, path) if path else self.root
        if os.path.isdir(root):
            yield from self._below(root, left_out)
        elif os.path.exists(root):
            yield Found(path, self._absolute(path), of_status(os.stat(root), self._now))

    def _below(self, folder: str, left_out: set[str]) -> Iterator[Found]:
        inside = os.path.relpath(folder, self.root)
        held = self._looked_at(folder)
        for name, state in held.files:
            place = f"{inside}/{name}"
            yield Found(place, self._absolute(place), state)
        for name in held.folders:
            below = os.path.join(folder, name)
            if below not in left_out and not self._is_ignored(name):
                yield from self._below(below, left_out)

    def _absolute(self, name: str) -> str:
        plain = name[2:] if name.startswith("./") else name
        path = f"{self._top}/{plain}"
        return os.path.normpath(path) if "/." in path or "//" in path else path

    def _is_ignored(self, name: str) -> bool:
        return self._ignored.match(name) is not None

    def _looked_at(self, folder: str) -> _Folder:
        if folder not in self._folders:
            folders, files = [], []
            with os.scandir(folder) as entries:
                for entry in sorted(entries, key=_name):
                    if entry.is_dir():
                        folders.append(entry.name)
                    else:
                        files.append((entry.name, self._state(entry)))
            self._folders[folder] = _Folder(tuple(folders), tuple(files))
        return self._folders[folder]

    def _state(self, entry: os.DirEntry[str]) -> str:
        try:
            return "" if entry.is_symlink() else of_status(entry.stat(), self._now)
        except OSError:
            return ""


def _name(entry: Any) -> str:
    return str(entry.name)


def _extension(name: str) -> str:
    return os.path.splitext(name)[1][1:]
