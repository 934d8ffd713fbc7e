"""The states of many files at a glance: which may have changed since they were last looked at?

A stamp is a shortcut, never a proof of change: the time of an inode's last change can't be set back, so an edit that
keeps a file's size and time shows all the same; what changed a moment ago may change again within a tick of the clock and
has no stamp yet.
"""

from __future__ import annotations

import os
import stat as modes
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

SETTLED = 100_000_000  # nanoseconds after which a change is sure to show in a file's times
SKIPPED = frozenset({"__pycache__", "node_modules"})


def of(folders: Iterable[tuple[str, Path]]) -> dict[str, str]:
    """The stamp of each file below the folders, by its path with the folder's label before it; hidden ones left out. A
    file may stand for a folder."""
    now = time.time_ns()
    return dict(found for label, folder in folders for found in _below(label, str(folder), now))


def _below(label: str, place: str, now: int) -> Iterator[tuple[str, str]]:
    if not os.path.isdir(place):
        if os.path.isfile(place):
            yield label, of_status(os.stat(place), now)
        return
    with os.scandir(place) as entries:
        for entry in entries:
            if entry.name.startswith(".") or entry.name in SKIPPED:
                continue
            name = f"{label}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _below(name, entry.path, now)
            else:
                yield name, _of_entry(entry, now)


def _of_entry(entry: os.DirEntry[str], now: int) -> str:
    try:
        if not entry.is_symlink():
            return of_status(entry.stat(follow_symlinks=False), now)
        target = of_status(entry.stat(), now)
        return target and f"{target} {os.readlink(entry.path)}"
    except OSError:
        return ""


def stamp(path: str) -> str:
    """Of one file; empty for a link too."""
    try:
        status = os.lstat(path)
    except OSError:
        return ""
    return of_status(status, time.time_ns()) if modes.S_ISREG(status.st_mode) else ""


def of_status(status: os.stat_result, now: int) -> str:
    """The state of what `stat` tells of; empty for a pipe or a device, and for what changed a moment ago."""
    if not modes.S_ISREG(status.st_mode) and not modes.S_ISDIR(status.st_mode):
        return ""
    if now - status.st_ctime_ns < SETTLED:
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_dev} {status.st_ino}"


def differing(before: dict[str, str], now: dict[str, str]) -> set[str]:
    """The paths of files that are new, gone, or not surely as they were."""
    changed = {path for path, stamp in now.items() if not stamp or before.get(path) != stamp}
    return changed | (before.keys() - now.keys())
