"""The output of a build as one transaction: the old site stands whole until the new one is complete.

Beside the site stands its spare, a second folder of the same files by hard links. A build changes only what differs in
the spare, exchanges the two folders in one step (`renameat2`), and brings the old one up to date as the next spare:
the cost is that of the change, not of the site. A reader, a crash or Ctrl-C never meets half a site; a spare that a
killed build left behind does not bear the mark of the site and is made anew. A build without changes touches nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

from .exchange import exchange
from .manifest import Entry, Manifest, scan

MARKER = ".generated-site"
MARKER_TEXT = "This folder is written by the site generator. Whatever else is put here is removed.\nstate {}\n"

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
        self.spare = self.target.with_name(f".{self.target.name}.spare")
        self.partial = partial
        self.written = self.kept = self.removed = self._count = 0
        self.state = ""
        self._record = record
        self._old = Manifest()
        self._new: dict[str, Entry] = {}
        self._differing: set[str] = set()
        self._folders: set[str] = set()
        self._twins: dict[bytes, str] = {}
        self._is_begun = self._is_ready = self._is_known = False

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
        if not record.state or _marker(self.target) != MARKER_TEXT.format(record.state):
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
        self._ready()
        self._differing.add(path)
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            _make_folder(self.spare, folder)
            self._folders.add(folder)
        # A file of the same bytes as another of this build is linked, not written again.
        twin = self._twins.setdefault(digest, path)
        place = f"{self.spare}/{path}"
        if twin == path or not _is_linked(f"{self.spare}/{twin}", place):
            with open(_created(place), "wb") as file:
                file.writelines(pieces)

    def _ready(self) -> None:
        """Have a spare that holds what the site holds, and unmark it: it is about to differ."""
        if self._is_ready:
            return
        if not self._is_begun:
            raise OutputError("begin() was not called")
        mark = _marker(self.target)
        if not mark or not self._is_known or _marker(self.spare) != mark:
            shutil.rmtree(self.spare, ignore_errors=True)
            self._clone(self._old)
        (self.spare / MARKER).unlink(missing_ok=True)
        self._is_ready = True

    def _clone(self, files: Manifest) -> None:
        """Make the spare anew, with the files of the site."""
        self.spare.mkdir(parents=True, exist_ok=True)
        made = {""}
        for path in files:
            folder = path.rpartition("/")[0]
            if folder not in made:
                _make_folder(self.spare, folder)
                made.add(folder)
            _link_or_copy(f"{self.target}/{path}", f"{self.spare}/{path}")

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

    def last(self, path: str) -> bytes:
        """The bytes of a file of the last build. Raises KeyError when it was not there."""
        if path not in self._old:
            raise KeyError(path)
        return (self.target / path).read_bytes()

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
        mark = MARKER_TEXT.format(self.state)
        if not self._differing and _marker(self.target) == mark:
            return False
        self._ready()
        for path in self._differing - self._new.keys():
            _remove(self.spare, path)
        (self.spare / MARKER).write_text(mark, "utf-8")
        if self.target.exists():
            exchange(self.spare, self.target)
            self._take_over()
        else:
            self.spare.rename(self.target)
            self._clone(Manifest(self._new))
        (self.spare / MARKER).write_text(mark, "utf-8")
        self._is_ready = False
        return True

    def _take_over(self) -> None:
        if self._is_known:
            self._follow()
        else:  # who knows what else stands in it
            shutil.rmtree(self.spare, ignore_errors=True)
            self._clone(Manifest(self._new))

    def _follow(self) -> None:
        """The old site becomes the spare of the new: every file that differs is taken over."""
        (self.spare / MARKER).unlink(missing_ok=True)
        for path in sorted(self._differing):
            if (self.target / path).is_file():
                _make_folder(self.spare, path.rpartition("/")[0])
                _link_or_copy(f"{self.target}/{path}", f"{self.spare}/{path}")
            else:
                _remove(self.spare, path)

    def abandon(self) -> None:
        """Leave the site as it was, and the spare as the site is. After `commit` there is nothing to leave."""
        if not self._is_ready:
            return
        self._is_ready = False
        mark = _marker(self.target)
        if not mark:
            shutil.rmtree(self.spare, ignore_errors=True)
            return
        self._follow()
        (self.spare / MARKER).write_text(mark, "utf-8")


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


def _marker(folder: Path) -> str:
    try:
        return (folder / MARKER).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _make_folder(root: Path, folder: str) -> None:
    """A folder below `root`; a file that stands in its way gives way."""
    place = f"{root}/{folder}"
    try:
        os.mkdir(place)
    except FileNotFoundError:
        _make_folder(root, folder.rpartition("/")[0])
        os.mkdir(place)
    except NotADirectoryError:
        _make_folder(root, folder.rpartition("/")[0])
        _make_folder(root, folder)
    except FileExistsError:
        if folder and not os.path.isdir(place):
            os.unlink(place)
            os.mkdir(place)


def _remove(root: Path, path: str) -> None:
    """Remove a file, and the folders that held nothing else."""
    place = root / path
    with suppress(OSError):
        place.unlink()
    with suppress(OSError):
        while (place := place.parent) != root:
            place.rmdir()


def _created(place: str) -> int:
    """A new file, open for writing: nothing is written into one that another folder may share."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0)
    try:
        return os.open(place, flags, 0o666)
    except FileExistsError:
        _clear(place)
        return os.open(place, flags, 0o666)


def _clear(place: str) -> None:
    if os.path.isdir(place) and not os.path.islink(place):
        shutil.rmtree(place)
    else:
        os.unlink(place)


def _is_linked(existing: str, new: str) -> bool:
    """False where the file system has no hard links, or no more of them for this file."""
    try:
        try:
            os.link(existing, new)
        except FileExistsError:
            _clear(new)
            os.link(existing, new)
    except OSError:
        return False
    return True


def _link_or_copy(existing: str, new: str) -> None:
    if not _is_linked(existing, new):
        with open(existing, "rb") as source, open(_created(new), "wb") as copy:
            shutil.copyfileobj(source, copy)
