"""How does a release get into the log, if the machine may stop at any moment?

The entry and its signed head are made ready in `next/` before the version enters the root, and moved to their places
after. What lies in `next/` counts if the root holds that version, else it never happened: so one step, the root's, decides
over both. The next command tidies up.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from . import aside, keys, log, root
from .errors import ArchiveError
from .log import ENTRIES, HEADS, NEXT, PUBLIC_KEY, Entry, Head


def holds(storage: Path, entry: Entry | None) -> bool:
    """Whether the storage root has the version that an entry tells of."""
    if entry is None:
        return False
    found = next((one for one in root.objects(storage) if one.inventory.id == entry.object), None)
    return found is not None and any(
        version.name == entry.version and found.inventory_digest(version) == entry.inventory for version in found.versions
    )


def settle(storage: Path) -> None:
    """Put what a release has prepared in its place, or away. Held by the lock of the root."""
    folder = root.log_of(storage)
    prepared = log.prepared(folder)
    if holds(storage, prepared.newest):
        for kind, suffix in ((HEADS, ".sig"), (HEADS, ".json"), (ENTRIES, ".json")):  # the entry last: it says what is left
            source, target = (at / kind / f"{log.name(prepared.size)}{suffix}" for at in (folder / NEXT, folder))
            if source.is_file():
                target.parent.mkdir(parents=True, exist_ok=True)
                source.replace(target)
                aside.sync(target.parent)
    shutil.rmtree(folder / NEXT, ignore_errors=True)


def prepare(folder: Path, entry: Entry, key: Ed25519PrivateKey) -> None:
    """Make an entry ready. Raises ArchiveError when the log is signed with another key."""
    known = log.read(folder)
    mine = keys.public_pem(key)
    if known.public_key not in (b"", mine):
        raise ArchiveError("日志密钥与日志公布的公钥不符；请用原来的密钥归档")
    if not known.public_key:
        aside.replace(folder / PUBLIC_KEY, mine)
    leaf = log.to_bytes(entry)
    leaves = [*(known.entries[number] for number in sorted(known.entries)), leaf]
    head = Head(entry.index, log.tree_hash(leaves), entry.created, keys.fingerprint(key.public_key()))
    signed = log.to_bytes(head)
    place = folder / NEXT
    shutil.rmtree(place, ignore_errors=True)
    aside.write(place / log.path_of(ENTRIES, entry.index), leaf)
    aside.write(place / log.path_of(HEADS, entry.index), signed)
    aside.write(place / HEADS / f"{log.name(entry.index)}.sig", key.sign(signed))
    aside.sync_folders(place)
    aside.sync(folder)


def key_for(storage: Path, path: Path) -> tuple[Ed25519PrivateKey, bool]:
    """The key that signs the log of a root, and whether its owner is still to be told of it: at the first release, which
    makes it where there is none (or one that failed has made it). Raises ArchiveError when the key of a log is missing."""
    held = log.read(root.log_of(storage))
    if path.exists():
        return keys.load(path), not held.entries
    if held.public_key:
        raise ArchiveError(f"没有日志密钥 {path}；这个日志已用它签过名，请从备份恢复密钥")
    return keys.create(path), True
