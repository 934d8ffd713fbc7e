"""How does something come to be in the archive whole or not at all? It is made aside, put on the disk, and renamed.

The workplace lies beside what it works for, on the same file system and never inside: whatever a killed command has left
there is nobody's part, and the next one clears it away.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from plugins.engine.output import OutputError, locked

from .errors import ArchiveError

PART = ".part"  # ends the name of a file that is not yet whole


@contextmanager
def workplace(target: Path) -> Iterator[Path]:
    """An empty folder beside `target` for the one command that holds it. Raises ArchiveError when another one does."""
    target = Path(os.path.abspath(target))
    with ExitStack() as held:
        try:
            held.enter_context(locked(target))
        except OutputError as error:
            raise ArchiveError(f"另一个归档命令正在写 {target.name}，请等它结束再运行") from error
        folder = target.with_name(f".{target.name}.work")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def write(path: Path, data: bytes) -> None:
    """Write a new file and wait until it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def link_tree(source: Path, target: Path) -> None:
    """The same files in another folder: they are never written again, so the two may share them."""
    for folder, _, files in os.walk(source):
        to = target / Path(folder).relative_to(source)
        to.mkdir(parents=True, exist_ok=True)
        for name in files:
            _link(Path(folder) / name, to / name)


def _link(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        write(target, source.read_bytes())


def sync_folders(top: Path) -> None:
    """Wait until the names of all files below are on the disk."""
    for folder, _, _ in os.walk(top, topdown=False):
        sync(Path(folder))


def sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace(path: Path, data: bytes) -> None:
    """Put a small file in the place of another, in one step."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}{PART}")
    new.unlink(missing_ok=True)
    try:
        write(new, data)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)  # half a file would keep the disk full
        raise
    sync(path.parent)
