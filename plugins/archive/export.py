"""How does the whole archive get to another place, a folder or object storage, so that none takes half of it for the whole?

The declaration of the root goes last, after every file has been read back and compared: what a stopped copy has left is no
storage root yet (OCFL 1.1, E069). Going on with it copies only what is missing or different.
"""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import fsspec
from fsspec.implementations.local import LocalFileSystem

from . import aside, root
from .aside import PART
from .errors import ArchiveError
from .hashes import Hashes
from .root import DECLARATION

OBJECTS = "s3://"
BLOCK = 1 << 20
AT_ONCE = 8


def export(storage: Path, target: str) -> int:
    """Copy a storage root and its log to `target`, a folder or an address of object storage (``s3://bucket/archive``); the log
    goes beside it. How many files there are. Raises ArchiveError, OSError."""
    if not root.is_root(storage):
        raise ArchiveError(f"{storage} 不是 OCFL 1.1 存储根")
    _must_be_elsewhere(storage, target)
    with _undisturbed(storage), Hashes() as hashes, _reached(target):
        there, base = fsspec.core.url_to_fs(target.rstrip("/"))
        files = dict(_files(storage, base))
        declared = f"{base}/{DECLARATION}"
        if not there.exists(declared) and not all(path in files or path.endswith(PART) for path in _below(there, base)):
            raise ArchiveError(f"{target} 里有别的文件，不能导出到那里")
        hashes.begin(files.values())
        _must_be_sound(storage, hashes)
        if there.exists(declared) and not _is_whole(there, files, hashes):
            there.rm_file(declared)
        _copy(there, {path: file for path, file in files.items() if path != declared}, hashes)
        _gone(there, base, files)
        _put(there, storage / DECLARATION, declared)
        _complain(there, files, hashes)
    return len(files)


def _must_be_elsewhere(storage: Path, target: str) -> None:
    """Raises ArchiveError for a target that is no place, or lies in what is to be copied."""
    scheme, is_address, rest = target.partition("://")
    if is_address and (f"{scheme}://" != OBJECTS or not all(rest.partition("/")[::2])):
        raise ArchiveError(f"目的地应写作 文件夹 或 s3://存储桶/路径；当前为“{target}”")
    if is_address:
        return
    own = [path.resolve() for path in (storage, root.log_of(storage))]
    copy = Path(target)
    for path in (copy, root.log_of(copy)):
        if any(path.resolve().is_relative_to(held) for held in own):
            raise ArchiveError(f"{target} 就是要导出的归档，或者在它里面；请导出到别的地方")


@contextmanager
def _undisturbed(storage: Path) -> Iterator[None]:
    """No release meanwhile; none can be where nothing can be written, as on a disc."""
    with ExitStack() as held:
        try:
            held.enter_context(aside.workplace(storage))
        except OSError as error:
            if error.errno != errno.EROFS:
                raise
        yield


@contextmanager
def _reached(target: str) -> Iterator[None]:
    """What a client of object storage can't do is an ArchiveError, too: its errors are of its own kinds."""
    if not target.startswith(OBJECTS):
        yield
        return
    from botocore.exceptions import BotoCoreError  # takes a while to load

    try:
        yield
    except BotoCoreError as error:
        raise ArchiveError(f"{target} 连不上（{error}）；请检查 AWS_ENDPOINT_URL 等环境变量，再运行一次即接着复制") from error


def _must_be_sound(storage: Path, hashes: Hashes) -> None:
    """A damaged archive is not copied over a good one. Raises ArchiveError that names what is damaged."""
    for one in root.objects(storage):
        for name, place in one.inventory.manifest.items():
            path = storage / one.place / place
            if not path.is_file() or hashes.get(path) != name:
                raise ArchiveError(f"归档文件 {path} 不在或与清单不符，不能当作好的归档导出；运行 invoke verify 查看")


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
