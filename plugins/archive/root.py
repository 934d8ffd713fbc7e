"""Which issues are archived, in which versions? A storage root of OCFL 1.1, read; nothing here is checked or written.

The id of an object is the address of its issue on the web; the part below the site is what the issue is found by, so a
site that moves to another domain goes on with the objects that it has.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from . import inventory
from .errors import ArchiveError
from .inventory import NAME, Inventory, Version

DECLARATION = "0=ocfl_1.1"
OBJECT_DECLARATION = "0=ocfl_object_1.1"


@dataclass(frozen=True, slots=True)
class Archived:
    """One issue: `place` is the object's folder below the root, with forward slashes."""

    root: Path
    place: str
    inventory: Inventory

    @property
    def address(self) -> str:
        """The issue's address below the site: ``bulletins/2016/06/``."""
        return unquote(urlsplit(self.inventory.id).path).strip("/") + "/"

    @property
    def versions(self) -> tuple[Version, ...]:
        return self.inventory.versions

    def path_of(self, version: Version, logical: str) -> Path:
        return self.root / self.place / self.inventory.place(version, logical)

    def read(self, version: Version, logical: str) -> bytes:
        """The bytes of a file of a version. Raises ArchiveError when they are not there, or are others than were archived:
        what is handed on as archived is."""
        path = self.path_of(version, logical)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise ArchiveError(f"归档缺少文件 {error.filename}，运行 invoke verify 查看") from error
        if inventory.digest(data) != version.state[logical]:
            raise ArchiveError(f"归档文件 {path} 的内容与清单不符，运行 invoke verify 查看")
        return data

    def must_be_there(self) -> None:
        """Raises ArchiveError when a file of the inventory is missing."""
        for place in self.inventory.manifest.values():
            path = self.root / self.place / place
            if not path.is_file():
                raise ArchiveError(f"归档缺少文件 {path}，运行 invoke verify 查看")

    def must_be_whole(self) -> None:
        """Raises ArchiveError when a file of the inventory is missing or holds other bytes than were archived."""
        for version in self.versions:
            for path in version.state:
                self.read(version, path)

    def inventory_digest(self, version: Version) -> str:
        """The SHA-512 of the inventory as of a version: the name of all that the object held then."""
        try:
            return inventory.digest((self.root / self.place / version.name / NAME).read_bytes())
        except OSError as error:
            raise ArchiveError(f"归档缺少文件 {error.filename}，运行 invoke verify 查看") from error


def is_root(path: Path) -> bool:
    return (path / DECLARATION).is_file()


def objects(root: Path) -> tuple[Archived, ...]:
    """All archived issues, in the order of their addresses; none where there is no root. Raises ArchiveError."""
    return tuple(sorted((at(root, place) for place in places(root)), key=lambda one: (one.address, one.inventory.id)))


def at(root: Path, place: str) -> Archived:
    """The object in a folder of the root. Raises ArchiveError for one whose inventory can't be read."""
    path = root / place / NAME
    try:
        return Archived(root, place, inventory.parse(path.read_bytes()))
    except OSError as error:
        raise ArchiveError(f"归档缺少文件 {path}，运行 invoke verify 查看") from error
    except ArchiveError as error:
        raise ArchiveError(f"{path}：{error}") from error


def places(root: Path) -> Iterator[str]:
    """The folders of the objects below the root."""
    if not is_root(root):
        return
    for folder, folders, files in os.walk(root):
        folders.sort()
        if any(name.startswith("0=ocfl_object_") for name in files):
            folders.clear()
            yield Path(folder).relative_to(root).as_posix()


def find(root: Path, address: str) -> Archived | None:
    """The issue at an address of the site, if it is archived."""
    return next((one for one in objects(root) if one.address == address), None)


def log_of(root: Path) -> Path:
    """The log of releases lies beside the root, under its name: a storage root holds objects alone (OCFL 1.1, E088)."""
    return root.with_name(f"{root.name}-log")
