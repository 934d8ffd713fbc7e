"""Which files were saved? Folders and files are followed by threads, so that nothing is missed while a build runs.

What is named need not be there: a folder that comes, goes or is exchanged for another is told of, and followed again.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from watchfiles import Change, watch

from .stamps import SKIPPED

QUIET = 25  # milliseconds without a change after which the changes are told
MOST = 200  # milliseconds after which they are told in any case
LOOK = 1000  # milliseconds between two looks at the folders themselves
WAKE = 0.25  # seconds between two looks at whether waiting is still wanted

Note = Callable[[Iterable[str]], None]


class Watch:
    """Use as a context manager."""

    def __init__(self) -> None:
        self._paths: frozenset[Path] = frozenset()
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []
        self._condition = threading.Condition()
        self._saved: set[str] | None = None

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def follow(self, paths: Iterable[Path]) -> None:
        """From now on tell of these; a folder stands for all that is below it."""
        wanted = frozenset(Path(os.path.abspath(path)) for path in paths)
        if wanted == self._paths:
            return
        self._end()
        self._paths, self._stop = wanted, threading.Event()
        for below in (True, False):
            arguments = (wanted, below, self._stop, self._note)
            self._threads.append(threading.Thread(target=_follow, args=arguments, daemon=True))
            self._threads[-1].start()

    def _end(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._threads.clear()

    def _note(self, paths: Iterable[str]) -> None:
        with self._condition:
            self._saved = {*(self._saved or ()), *paths}
            self._condition.notify_all()

    def next(self, stop: threading.Event, patience: float | None = None) -> frozenset[str] | None:
        """Wait for changes; the paths that changed since the last call. An empty set says that something may have changed
        before it could be followed; None that `patience` seconds have passed, or that waiting shall `stop`."""
        until = None if patience is None else time.monotonic() + patience
        with self._condition:
            while self._saved is None:
                left = WAKE if until is None else min(WAKE, until - time.monotonic())
                if stop.is_set() or left <= 0:
                    return None
                self._condition.wait(left)
            saved, self._saved = self._saved, None
            return frozenset(saved)


def _follow(paths: frozenset[Path], below: bool, stop: threading.Event, note: Note) -> None:
    """Follow the folders among the paths with all that is `below` them, or else the files, until `stop`."""
    polling = False
    while not stop.is_set():
        try:
            for saved in _rounds(paths, below, stop, polling):
                note(saved)
        except FileNotFoundError:
            pass  # gone between two looks
        except (OSError, RuntimeError):
            polling = True  # the system follows no more folders than a certain number
        stop.wait(0.05)


def _rounds(paths: frozenset[Path], below: bool, stop: threading.Event, polling: bool) -> Iterator[Iterable[str]]:
    """What was saved, as long as the followed folders are those that they were at the start."""
    before = _identities(paths)
    roots = {path for path in paths if path.is_dir()} if below else {path.parent for path in paths if path.is_file()}
    is_first = True
    for changes in _changes(roots, below, stop, polling):
        saved = [path for _, path in changes if _is_wanted(path, paths, below)]
        if saved or (is_first and below):
            yield saved
        is_first = False
        now = _identities(paths)
        exchanged = {path for path in paths if now[path] != before[path]}
        if exchanged:
            yield map(str, exchanged)
        if exchanged or any(Path(path) in roots for _, path in changes):
            return


def _changes(roots: set[Path], below: bool, stop: threading.Event, polling: bool) -> Iterator[set[tuple[Change, str]]]:
    """The changes of these folders as they come, an empty set when there were none for a while."""
    if roots:
        yield from watch(
            *roots, watch_filter=None, debounce=MOST, step=QUIET, rust_timeout=LOOK, yield_on_timeout=True,
            stop_event=stop, raise_interrupt=False, recursive=below, force_polling=polling or None,
        )  # fmt: skip
    while not roots and not stop.wait(LOOK / 1000):
        yield set()


def _identities(paths: Iterable[Path]) -> dict[Path, tuple[int, int] | None]:
    """Which folder stands at each path; of a file only whether there is one, for some editors save by exchanging it."""
    return {path: _identity(path) for path in paths}


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return (status.st_dev, status.st_ino) if path.is_dir() else (0, 0)


def _is_wanted(path: str, paths: frozenset[Path], below: bool) -> bool:
    """Whether a changed file is one that is followed; hidden files, backups and what Python writes are not."""
    if not below:
        return Path(path) in paths
    names = next((Path(path).relative_to(root).parts for root in paths if Path(path).is_relative_to(root)), ())
    return not any(name.startswith(".") or name in SKIPPED for name in names) and not path.endswith(("~", ".pyc"))
