"""The output of a build as one transaction: the old site stands whole until the new one is complete.

Beside the site stands its spare, a second folder of the same files by hard links. A build changes only what differs in
the spare, exchanges the two folders in one step (`renameat2`), and brings the old one up to date as the next spare:
the cost is that of the change, not of the site. A reader, a crash or Ctrl-C never meets half a site; a spare that a
killed build left behind does not bear the mark of the site and is made anew. A build without changes touches nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import mmap
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from .manifest import Entry, Manifest, scan
from .spare import MARKER, MARKER_TEXT, Spare, marker

Data = bytes | Sequence[bytes | memoryview]


class OutputError(Exception):
    """The output can't be written as asked."""


class Record(Protocol):
    """What is known of the files of the last build: of which state of the site, and which they are."""

    state: str

    def files(self) -> Manifest: ...


class OutputTree:
    """The files of one build. Paths are relative, with forward slashes.

    `record` knows the files of the last build; without one, or when it tells of another state than the folder is in,
    the folder is read. A `partial` build says only what is another than before; in any other, what was neither put nor
    kept is gone.
    """

    def __init__(self, target: Path, record: Record | None = None, partial: bool = False) -> None:
        self.target = Path(os.path.abspath(target))
        self._spare = Spare(self.target)
        self.partial = partial
        self.written = self.kept = self.removed = self._count = 0
        self.state = ""
        self._record = record
        self._old = Manifest()
        self._new: dict[str, Entry] = {}
        self._differing: set[str] = set()
        self._is_begun = self._is_known = False

    def begin(self) -> None:
        """Learn what the folder holds. Raises OutputError when it is not a site of ours."""
        if self.target.exists() and not self.target.is_dir():
            raise OutputError(f"{self.target} 是文件，不能作为站点的文件夹")
        if self.target.is_dir() and not (self.target / MARKER).is_file() and any(self.target.iterdir()):
            raise OutputError(f"{self.target} 不是空文件夹，也不是本程序生成的站点，不能覆盖")
        self._old = self._known()
        self._is_begun = True

    def holds(self, record: Record) -> bool:
        """Whether the folder is in the state that the record tells of, as far as a glance shows."""
        if not record.state or marker(self.target) != MARKER_TEXT.format(record.state):
            return False
        return set(os.listdir(self.target)) == {MARKER, *record.files().top()}

    def _known(self) -> Manifest:
        self._is_known = self._record is not None and self.holds(self._record)
        if self._record is not None and self._is_known:
            return self._record.files() if self.partial else self._record.files().whole()
        if self.partial:
            raise OutputError(f"{self.target} 不是上次生成的样子")
        return scan(self.target, MARKER)

    def put(self, path: str, data: Data) -> bool:
        """Add one file, whole or in pieces; whether it is another than before. Raises OutputError for a path that leaves
        the tree or was put before."""
        pieces = (data,) if isinstance(data, bytes) else data
        total, size = hashlib.sha256(), 0
        for piece in pieces:
            total.update(piece)
            size += len(piece)
        entry = self._new[self._checked(path)] = Entry(total.digest(), size)
        if self._old.get(path) == entry:
            self.kept += 1
            return False
        self.written += 1
        self._write(path, pieces, entry.digest)
        return True

    def keep(self, path: str) -> bool:
        """The file stays as it was in the last build; False when there was none."""
        entry = self._old.get(path)
        if entry is None:
            return False
        if path not in self._new:
            self.kept += 1
        self._new[path] = entry
        return True

    def keep_all(self, paths: Collection[str]) -> bool:
        """All of them stay as they were; False, and nothing kept, when one was not there."""
        return all(path in self._old for path in paths) and all([self.keep(path) for path in paths])  # noqa: C419 - every one

    def drop(self, path: str) -> None:
        """The file of the last build is not in this one; only a partial build needs to say so."""
        if path not in self._new and path in self._old:
            self._differing.add(path)

    def _checked(self, path: str) -> str:
        if not path or path.startswith("/") or "\0" in path or "/../" in f"/{path}/":
            raise OutputError(f"output path leaves its folder: {path!r}")
        if path in self._new:
            raise OutputError(f"two outputs for one address: {path!r}")
        return path

    def _write(self, path: str, pieces: Sequence[bytes | memoryview], digest: bytes) -> None:
        self._make_ready()
        self._differing.add(path)
        self._spare.write(path, pieces, digest)

    def _make_ready(self) -> None:
        if not self._is_begun:
            raise OutputError("begin() was not called")
        self._spare.make_ready(self._old, self._is_known)

    def entry(self, path: str) -> Entry | None:
        """A file of this build so far: as put or kept; in a partial build, as it was when nothing was said of it."""
        found = self._new.get(path)
        if found is None and self.partial and path not in self._differing:
            return self._old.get(path)
        return found

    def digest(self, path: str) -> str | None:
        """The SHA-256 of a file of this build; None when it is not there."""
        found = self.entry(path)
        return found.digest.hex() if found else None

    def size(self, path: str) -> int:
        found = self.entry(path)
        return found.size if found else 0

    @property
    def spare(self) -> Path:
        """The folder in which the new site is made."""
        return self._spare.folder

    @property
    def name(self) -> str:
        """A word for the folder, for what is kept of it elsewhere."""
        return hashlib.sha256(os.fsencode(self.target)).hexdigest()[:16]

    def __len__(self) -> int:
        """How many files this build has."""
        return self._count if self.state else len(self._new)

    @property
    def paths(self) -> tuple[str, ...]:
        """All files of this build."""
        if not self.partial:
            return tuple(self._new)
        return tuple({path: None for path in (*self._old, *self._new) if self.entry(path)})

    @property
    def differing(self) -> dict[str, Entry | None]:
        """What this build made different: the entries of new and changed files, None for those that are gone."""
        return {path: self._new.get(path) for path in sorted(self._differing)}

    @property
    def top(self) -> set[str]:
        """The names of what stands at the top of the site."""
        old = self._old.top() if self.partial else set()
        return old | {path.partition("/")[0] for path in self._new}

    def present(self, path: str) -> bytes:
        """The bytes of a file of this build so far. Raises KeyError when it is not there."""
        if self.entry(path) is None:
            raise KeyError(path)
        folder = self.spare if path in self._differing else self.target
        return (folder / path).read_bytes()

    def last(self, path: str) -> bytes | memoryview:
        """The bytes of a file of the last build, read where they are asked for. Raises KeyError when it was not there."""
        if path not in self._old:
            raise KeyError(path)
        with (self.target / path).open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                return b""
            return memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))

    def close(self) -> None:
        """Nothing more is put: what was neither put nor kept counts as gone. From now on `state` is a name for the files
        of this build (the same files, the same name), and the record may tell of them."""
        if self.state:
            return
        if not self.partial:
            self._differing.update(path for path in self._old if path not in self._new)
        self.removed = sum(path not in self._new for path in self._differing)
        added = sum(path not in self._old for path in self._differing if path in self._new)
        self._count = len(self._old) + added - self.removed
        self.state = self._old.state_with(self.differing)

    def commit(self) -> bool:
        """Make the new site the site. False, and nothing touched, when the two are the same."""
        self.close()
        if not self._differing and marker(self.target) == MARKER_TEXT.format(self.state):
            return False
        self._make_ready()
        gone = self._differing - self._new.keys()
        self._spare.publish(gone, self._differing, Manifest(self._new), self.state, self._is_known)
        return True

    def abandon(self) -> None:
        """Leave the site as it was, and the spare as the site is. After `commit` there is nothing to leave."""
        self._spare.give_up(self._differing)


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
