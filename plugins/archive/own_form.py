"""Is a storage root, to the byte, what this program writes? Then it is OCFL, and nobody else need be asked.

Everything but the contents follows from the newest inventory of each object: the other inventories, the sidecars, the
declarations. All of it is made anew, by what writes releases, and compared; the contents are compared with the inventory.
(Inventories are compared as data, a tenth of the work of writing them; the sidecars have their digests.) What passes is in a
form that ocfl-py accepts without a word, as the tests show. What does not may still be good OCFL of another program, or is
damaged: that is for ocfl-py to say (`ocfl_check`), which takes a second of CPU to load.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from . import inventory
from .errors import ArchiveError
from .hashes import Hashes
from .inventory import CONTENT, NAME, SIDECAR, Inventory, Version
from .root import OBJECT_DECLARATION
from .store import OBJECT_FILES, ROOT_FILES, place_of, sidecar

DIGEST = re.compile(r"[0-9a-f]{128}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]([01]\d|2[0-3]):[0-5]\d)", re.ASCII)
URI = re.compile(r"[a-z][a-z0-9+.-]*:[!-~]+")
CONTENT_OF = re.compile(rf"v([1-9]\d*)/{CONTENT}/.+", re.ASCII | re.DOTALL)


class _Other(Exception):
    """The root is not in our form."""


def is_whole(root: Path, hashes: Hashes) -> bool:
    """Whether every file of the root is there, as written, and nothing else. Raises OSError."""
    try:
        found = set[str]()
        _gather(str(root), "", found)
        expected = _expected(root, found, hashes)
        return found == expected.keys() and all(hashes.get(f"{root}/{path}") == name for path, name in expected.items())
    except (_Other, ArchiveError):
        return False


def _gather(root: str, folder: str, found: set[str]) -> None:
    """Add all files below the root; there may be neither empty folders nor anything but files and folders."""
    with os.scandir(f"{root}/{folder}") as entries:
        held = list(entries)
    if not held:
        raise _Other
    for entry in held:
        if entry.is_dir(follow_symlinks=False):
            _gather(root, f"{folder}{entry.name}/", found)
        elif entry.is_file(follow_symlinks=False):
            found.add(folder + entry.name)
        else:
            raise _Other


def _expected(root: Path, found: set[str], hashes: Hashes) -> dict[str, str]:
    """The digest of every file that the root must hold."""
    expected = {name: inventory.digest(data) for name, data in ROOT_FILES.items()}
    for path in found:
        if path.endswith(f"/{OBJECT_DECLARATION}"):
            place = path.removesuffix(f"/{OBJECT_DECLARATION}")
            held = inventory.parse(_read(root / place / NAME))
            if place != place_of(held.id) or not _is_ours(held):
                raise _Other
            expected |= {f"{place}/{name}": digest for name, digest in _object(root / place, held, hashes)}
    return expected


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (FileNotFoundError, IsADirectoryError) as error:
        raise _Other from error


def _object(folder: Path, held: Inventory, hashes: Hashes) -> Iterator[tuple[str, str]]:
    for name, data in OBJECT_FILES.items():
        yield name, inventory.digest(data)
    for name, place in held.manifest.items():
        yield place, name
    for version in held.versions:
        path = folder / version.name / NAME
        if _value(_read(path)) != _as_of(held, version).data():
            raise _Other
        digest = hashes.get(path)
        for place in ("", f"{version.name}/") if version is held.head else (f"{version.name}/",):
            yield f"{place}{NAME}", digest
            yield f"{place}{SIDECAR}", inventory.digest(sidecar(digest))


def _value(data: bytes) -> object:
    try:
        return json.loads(data.decode("utf-8"))
    except ValueError as error:
        raise _Other from error


def _as_of(held: Inventory, version: Version) -> Inventory:
    """The inventory as it was when a version was the newest."""
    known = {name: place for name, place in held.manifest.items() if _number(place) <= version.number}
    return Inventory(held.id, held.versions[: version.number], known)


def _number(place: str) -> int:
    """The version in which contents lie."""
    found = CONTENT_OF.fullmatch(place)
    if found is None:
        raise _Other
    return int(found[1])


def _is_ours(held: Inventory) -> bool:
    """Whether the values of an inventory are such as OCFL wants; its form is compared elsewhere."""
    known = set[str]()
    for version in held.versions:
        known.update(version.state.values())
        if known != {name for name, place in held.manifest.items() if _number(place) <= version.number}:
            return False  # each content is kept by the first version that has it
        if not (_is_time(version.created) and version.message and version.user.name and URI.fullmatch(version.user.address)):
            return False
        if not _are_paths(version.state):
            return False
    return bool(URI.fullmatch(held.id)) and all(map(DIGEST.fullmatch, held.manifest))


def _is_time(created: str) -> bool:
    try:
        return bool(TIME.fullmatch(created) and datetime.fromisoformat(created))
    except ValueError:
        return False


def _are_paths(state: Mapping[str, str]) -> bool:
    """Whether none is absolute, odd, or a folder of another."""
    parts = [path.split("/") for path in state]
    folders = {"/".join(names[:count]) for names in parts for count in range(1, len(names))}
    return bool(state) and folders.isdisjoint(state) and all({"", ".", ".."}.isdisjoint(names) for names in parts)
