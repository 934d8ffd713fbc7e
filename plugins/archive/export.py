"""How does the whole archive get to another place, a folder or object storage, so that none takes half of it for the whole?

The declaration of the root goes last, after every file has been read back and compared: what a stopped copy has left is no
storage root yet (OCFL 1.1, E069). Going on with it copies only what is missing or different.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from . import aside, root
from .aside import PART
from .errors import ArchiveError
from .hashes import Hashes
from .root import DECLARATION

BLOCK = 1 << 20
AT_ONCE = 8


def export(storage: Path, target: str) -> int:
    """Copy a storage root and its log to `target`, a folder or an address of object storage (``s3://bucket/archive``); the log
    goes beside it. How many files there are. Raises ArchiveError, OSError."""
    if not root.is_root(storage):
        raise ArchiveError(f"{storage} 不是 OCFL 1.1 存储根")
    there, base = fsspec.core.url_to_fs(target.rstrip("/"))
    with aside.workplace(storage), Hashes() as hashes:  # no release meanwhile
        files = dict(_files(storage, base))
        declared = f"{base}/{DECLARATION}"
        if not there.exists(declared) and not all(path in files or path.endswith(PART) for path in _below(there, base)):
            raise ArchiveError(f"{target} 里有别的文件，不能导出到那里")
        hashes.begin(files.values())
        if there.exists(declared) and not _is_whole(there, files, hashes):
            there.rm_file(declared)
        _copy(there, {path: file for path, file in files.items() if path != declared}, hashes)
        _gone(there, base, files)
        _put(there, storage / DECLARATION, declared)
    _complain(there, files, hashes)
    return len(files)


def _files(storage: Path, base: str) -> Iterator[tuple[str, Path]]:
    """(path there, file here) of the root and its log."""
    for folder, top in ((root.log_of(storage), f"{base}-log"), (storage, base)):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield f"{top}/{path.relative_to(folder).as_posix()}", path


def _copy(there: Any, files: dict[str, Path], hashes: Hashes) -> None:
    def copy(path: str) -> None:
        if not _is_same(there, path, hashes.get(files[path])):
            _put(there, files[path], path)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(copy, files))


def _put(there: Any, file: Path, path: str) -> None:
    there.makedirs(path.rpartition("/")[0], exist_ok=True)
    if isinstance(there, LocalFileSystem):
        aside.replace(Path(path), file.read_bytes())
    else:
        there.put_file(str(file), path)


def _gone(there: Any, base: str, files: dict[str, Path]) -> None:
    """What an earlier export has put there and the root has no more, or a stopped one has left behind."""
    for path in set(_below(there, base)) - set(files):
        there.rm_file(path)


def _below(there: Any, base: str) -> list[str]:
    there.invalidate_cache()
    found: list[str] = there.find(base) if there.exists(base) else []
    return found


def _is_whole(there: Any, files: dict[str, Path], hashes: Hashes) -> bool:
    return all(_is_same(there, path, hashes.get(file)) for path, file in files.items())


def _complain(there: Any, files: dict[str, Path], hashes: Hashes) -> None:
    """Read everything back. Raises ArchiveError that names what differs."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        same = pool.map(lambda path: _is_same(there, path, hashes.get(files[path])), files)
        other = [path for path, is_same in zip(files, same, strict=True) if not is_same]
    if other:
        raise ArchiveError(f"复制后核对不符：{'、'.join(other[:5])}{' 等' if len(other) > 5 else ''}")


def _is_same(there: Any, path: str, digest: str) -> bool:
    try:
        with there.open(path, "rb") as file:
            total = hashlib.sha512()
            while block := file.read(BLOCK):
                total.update(block)
    except FileNotFoundError:
        return False
    return total.hexdigest() == digest
