"""Are the files around the contents as this program writes them? OCFL leaves them room, so a changed byte can pass there.

Asked only of a root that has a log of ours beside it: another program may write them in another way.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plugins.gazette.findings import Finding

from .findings import Code, finding
from .hashes import Hashes
from .inventory import NAME, SIDECAR
from .root import places
from .store import OBJECT_FILES, ROOT_FILES, sidecar


def check(root: Path, hashes: Hashes) -> Iterator[Finding]:
    for name, data in ROOT_FILES.items():
        yield from _is(root / name, data)
    for place in places(root):
        folder = root / place
        for name, data in OBJECT_FILES.items():
            yield from _is(folder / name, data)
        for held in (folder, *sorted(path for path in folder.glob("v*") if path.is_dir())):
            if (held / NAME).is_file():
                yield from _is(held / SIDECAR, sidecar(hashes.get(held / NAME)))


def _is(path: Path, data: bytes) -> Iterator[Finding]:
    found = path.read_bytes() if path.is_file() else None
    if found is None:
        yield finding(path, Code.ROOT_FILE, "文件不在了")
    elif found != data:
        yield finding(path, Code.ROOT_FILE, "文件被改动，与归档时写的不同")
