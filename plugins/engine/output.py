"""The output of a build as one transaction: the old site stands whole until the new one is complete.

Every file is put into a staging folder beside the target: linked from the old site when its bytes are the
same, written when they are not. `commit` exchanges the two folders in one step and removes the old one; a
build that changed nothing touches nothing. Whatever was not put is gone with the old folder, so no page of a
deleted document stays behind. A build that dies leaves a staging folder, which the next one clears.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

MARKER = ".generated-site"
MARKER_TEXT = b"This folder is written by the site generator. Whatever else is put here is removed.\n"
AT_FDCWD, RENAME_EXCHANGE = -100, 2


class OutputError(Exception):
    """The output can't be written as asked."""


class OutputTree:
    """The files of one build. Paths are relative, with forward slashes."""

    def __init__(self, target: Path) -> None:
        self.target = Path(os.path.abspath(target))
        self.staging = self.target.with_name(f".{self.target.name}.new")
        self.written = self.linked = 0
        self._digests: dict[str, str] = {}
        self._sizes: dict[str, int] = {}
        self._folders: set[Path] = set()
        self._twins: dict[str, Path] = {}

    def begin(self) -> None:
        """Clear what an interrupted build left. Raises OutputError when the target is not a site of ours."""
        if self.target.exists() and not self.target.is_dir():
            raise OutputError(f"{self.target} 是文件，不能作为站点的文件夹")
        if self.target.is_dir() and not (self.target / MARKER).is_file() and any(self.target.iterdir()):
            raise OutputError(f"{self.target} 不是空文件夹，也不是本程序生成的站点，不能覆盖")
        shutil.rmtree(self.staging, ignore_errors=True)
        self.staging.mkdir(parents=True)
        self.put(MARKER, MARKER_TEXT)

    def put(self, path: str, data: bytes) -> None:
        """Add one file. Raises OutputError for a path that leaves the tree or was put before."""
        new = self.staging / self._checked(path)
        digest = self._digests[path] = hashlib.sha256(data).hexdigest()
        self._sizes[path] = len(data)
        if new.parent not in self._folders:
            new.parent.mkdir(parents=True, exist_ok=True)
            self._folders.add(new.parent)
        old = self.target / path
        same = _holds(old, data)
        self.linked += same
        self.written += not same
        # A file of the same bytes is linked, not written again: the old one, or its twin in this build.
        twin = self._twins.setdefault(digest, new)
        if not (same and _link(old, new)) and not (twin is not new and _link(twin, new)):
            new.write_bytes(data)

    def _checked(self, path: str) -> str:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\0" in path:
            raise OutputError(f"output path leaves its folder: {path!r}")
        if path in self._digests:
            raise OutputError(f"two outputs for one address: {path!r}")
        return path

    def digest(self, path: str) -> str | None:
        """The SHA-256 of a file of this build; None when it was not put."""
        return self._digests.get(path)

    def size(self, path: str) -> int:
        return self._sizes.get(path, 0)

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(self._digests)

    @property
    def removed(self) -> int:
        """How many files of the old site are not in the new one."""
        return sum(path not in self._digests for path in _files(self.target))

    def commit(self) -> bool:
        """Make the new site the site. False, and nothing touched, when the two are the same."""
        if not self.written and self.target.is_dir() and not self.removed:
            shutil.rmtree(self.staging)
            return False
        if not self.target.exists():
            self.staging.rename(self.target)
            return True
        exchange(self.staging, self.target)
        shutil.rmtree(self.staging, ignore_errors=True)
        return True

    def abandon(self) -> None:
        shutil.rmtree(self.staging, ignore_errors=True)


@contextmanager
def locked(target: Path) -> Iterator[None]:
    """Hold the output for one build; a second build of the same output raises OutputError at once."""
    target = Path(os.path.abspath(target))
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.with_name(f".{target.name}.lock").open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise OutputError(f"另一个构建正在写 {target}") from error
        yield


def exchange(new: Path, old: Path) -> None:
    """Swap two folders in one step where the system can (Linux), else with two renames."""
    libc = ctypes.CDLL(None, use_errno=True)
    if hasattr(libc, "renameat2"):
        if not libc.renameat2(AT_FDCWD, os.fsencode(new), AT_FDCWD, os.fsencode(old), RENAME_EXCHANGE):
            return
        if ctypes.get_errno() not in (errno.EINVAL, errno.ENOSYS):
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(old))
    aside = old.with_name(f".{old.name}.old")
    shutil.rmtree(aside, ignore_errors=True)
    old.rename(aside)
    new.rename(old)
    aside.rename(new)


def _link(existing: Path, new: Path) -> bool:
    """False where the file system has no hard links, or no more of them for this file."""
    try:
        os.link(existing, new)
    except OSError:
        return False
    return True


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _files(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        relative = Path(parent).relative_to(folder).as_posix()
        for name in names:
            yield name if relative == "." else f"{relative}/{name}"
