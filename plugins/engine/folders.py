"""Files of two folders that share them by hard links: made, linked, cleared away, never written into.

By their names, not as `Path` objects: a first build asks this for a hundred thousand files.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


def make_folder(root: Path, folder: str) -> None:
    """A folder below `root`; a file that stands in its way gives way."""
    place = f"{root}/{folder}"
    try:
        os.mkdir(place)
    except FileNotFoundError:
        make_folder(root, folder.rpartition("/")[0])
        os.mkdir(place)
    except NotADirectoryError:
        make_folder(root, folder.rpartition("/")[0])
        make_folder(root, folder)
    except FileExistsError:
        if folder and not os.path.isdir(place):
            os.unlink(place)
            os.mkdir(place)


def remove(root: Path, path: str) -> None:
    """Remove a file, and the folders that held nothing else."""
    place = root / path
    with suppress(OSError):
        place.unlink()
    with suppress(OSError):
        while (place := place.parent) != root:
            place.rmdir()


def created(place: str) -> int:
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


def is_linked(existing: str, new: str) -> bool:
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


def link_or_copy(existing: str, new: str) -> None:
    if not is_linked(existing, new):
        with open(existing, "rb") as source, open(created(new), "wb") as copy:
            shutil.copyfileobj(source, copy)
