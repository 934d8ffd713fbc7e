"""How does a version enter the storage root? OCFL 1.1 with extension 0003; the object is made anew aside and exchanged.

An object's new inventory, its sidecar and the new version's folder can't be put in place one by one without a moment in
which the object is none. So the whole object is made beside the root, sharing the files that it has, and takes the place of
the old one in one step (`renameat2`); a new one comes with the folders above it, which must not be empty (E073).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path

from plugins.engine.exchange import exchange

from . import aside, inventory
from .errors import ArchiveError
from .inventory import NAME, SIDECAR, Inventory
from .root import DECLARATION, OBJECT_DECLARATION, is_root

LAYOUT = "0003-hash-and-id-n-tuple-storage-layout"
LONGEST = 100  # characters of an id in the name of its folder
ENCODED = re.compile(r"[^A-Za-z0-9_-]")


def _json(data: object) -> bytes:
    return (json.dumps(data, indent=1, sort_keys=True) + "\n").encode()


# The files of a storage root of ours, to the byte: a root of today is still one tomorrow, whatever ocfl-py calls its layouts.
ROOT_FILES = {
    DECLARATION: b"ocfl_1.1\n",
    "ocfl_layout.json": _json({"extension": LAYOUT, "description": "Hashed N-tuple folders, the object's id as the last one"}),
    f"extensions/{LAYOUT}/config.json": _json(
        {"extensionName": LAYOUT, "digestAlgorithm": "sha256", "tupleSize": 3, "numberOfTuples": 3}
    ),
}
OBJECT_FILES = {OBJECT_DECLARATION: b"ocfl_object_1.1\n"}


def sidecar(name: str) -> bytes:
    """The file beside an inventory with this digest."""
    return f"{name}  {NAME}\n".encode()


def place_of(id: str) -> str:
    """The folder of the object with this id, below the root (extension 0003 with its defaults)."""
    name = hashlib.sha256(id.encode()).hexdigest()
    words = ENCODED.sub(lambda found: "".join(f"%{byte:02x}" for byte in found[0].encode()), id)
    last = words if len(words) <= LONGEST else f"{words[:LONGEST]}-{name}"
    return f"{name[:3]}/{name[3:6]}/{name[6:9]}/{last}"


def stage(work: Path, root: Path, place: str, held: Inventory, files: Mapping[str, bytes]) -> Path:
    """Make the object as of the head of `held` in the workplace; `files` are the head's by logical path. Returns the tree
    in which it stands as it will stand in the root."""
    tree = work / "tree"
    folder = tree / place
    if (root / place).is_dir():
        aside.link_tree(root / place, folder)
        for name in (NAME, SIDECAR):
            (folder / name).unlink()
    else:
        for name, data in OBJECT_FILES.items():
            aside.write(folder / name, data)
    head = held.head
    for path, data in sorted(files.items()):
        where = held.place(head, path)
        if where == f"{head.name}/{inventory.CONTENT}/{path}":
            aside.write(folder / where, data)
    data = held.to_bytes()
    for parent in (folder, folder / head.name):
        aside.write(parent / NAME, data)
        aside.write(parent / SIDECAR, sidecar(inventory.digest(data)))
    if not is_root(root):
        for name, data in ROOT_FILES.items():
            aside.write(tree / name, data)
    aside.sync_folders(tree)
    return tree


def commit(tree: Path, root: Path, place: str) -> None:
    """Let the object take its place, in one step. Raises OSError, and nothing has changed then."""
    missing = _shallowest_missing(root, place)
    if missing is None:
        exchange(tree / place, root / place)
        aside.sync((root / place).parent)
        return
    target = root / missing
    target.parent.mkdir(parents=True, exist_ok=True)
    os.rename(tree / missing, target)  # noqa: PTH104 - also onto an empty folder, which stands for no root
    aside.sync(target.parent)


def _shallowest_missing(root: Path, place: str) -> str | None:
    """The first part of the way to the object that is not there yet; the root itself is ``.``."""
    if not is_root(root):
        return "."
    parts = place.split("/")
    ways = ("/".join(parts[: count + 1]) for count in range(len(parts)))
    return next((way for way in ways if not (root / way).exists()), None)


def must_be_usable(root: Path) -> None:
    """Raises ArchiveError for a folder that holds something else."""
    if root.exists() and not is_root(root) and (not root.is_dir() or any(root.iterdir())):
        raise ArchiveError(f"{root} 不是空文件夹，也不是 OCFL 1.1 存储根，不能归档到那里")
    if root.is_dir() and root.stat().st_dev != root.parent.stat().st_dev:
        raise ArchiveError(f"{root} 本身是挂载点，无法一步完成归档；请把归档放在它下面的文件夹里")
