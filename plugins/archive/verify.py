"""Can this archive be trusted? Structure, every byte, signatures, the log, and the site that publishes it.

Works on a bare download: a folder that is a storage root, with its log beside it where there is one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from plugins.gazette.findings import Finding

from . import log_check, own_check, own_form, root, site_check
from .errors import ArchiveError
from .hashes import Hashes
from .package import SIGNED
from .root import Archived

Signatures = Callable[[Path, str], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """`findings` in the order of files; the numbers say how much was looked at."""

    findings: tuple[Finding, ...]
    issues: int
    versions: int
    files: int
    size: int


def verify(storage: Path, site: Path | None = None, head: Path | None = None, signatures: Signatures | None = None) -> Verdict:
    """Look at everything. `signatures` judges a signed PDF that was released at the given time. Raises ArchiveError when
    there is nothing to look at."""
    for path, what in ((storage, "归档"), (site, "站点")):
        if path is not None and not path.is_dir():
            raise ArchiveError(f"没有{what}文件夹 {path}")
    if head is not None and not head.is_file():
        raise ArchiveError(f"没有日志头文件 {head}")
    with Hashes() as hashes:
        files = dict(_below(str(storage)))
        hashes.begin(files)
        found = [] if own_form.is_whole(storage, hashes) else _structure(storage, hashes)
        objects = _readable(storage)
        found += log_check.check(storage, objects, head)
        if site is not None:
            found += site_check.check(storage, site, objects, hashes)
        if signatures is not None:
            found += _signed(objects, signatures)
    versions = sum(len(one.versions) for one in objects)
    return Verdict(tuple(sorted(set(found))), len(objects), versions, len(files), sum(files.values()))


def _structure(storage: Path, hashes: Hashes) -> list[Finding]:
    """What is wrong with a root that is not just as this program writes it, if anything is."""
    from . import ocfl_check  # ocfl-py takes a second to load, in which much can be hashed

    found = list(ocfl_check.check(storage, hashes))
    return found + list(own_check.check(storage, hashes)) if root.log_of(storage).is_dir() else found


def _below(folder: str) -> Iterable[tuple[str, int]]:
    """Each file with its size in bytes."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False):
                yield from _below(entry.path)
            elif entry.is_file():
                yield entry.path, entry.stat().st_size


def _readable(storage: Path) -> tuple[Archived, ...]:
    """The objects whose inventories can be read; what is wrong with the others is found already."""
    found = []
    for place in root.places(storage):
        try:
            found.append(root.at(storage, place))
        except ArchiveError:
            continue
    return tuple(found)


def _signed(objects: Iterable[Archived], signatures: Signatures) -> Iterable[Finding]:
    for one in objects:
        for version in one.versions:
            for logical in sorted(version.state):
                path = one.path_of(version, logical)
                if logical.startswith(f"{SIGNED}/") and path.is_file():
                    yield from signatures(path, version.created)
