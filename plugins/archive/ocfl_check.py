"""Is this an OCFL 1.1 storage root, whole and unaltered? Asked of ocfl-py, which knows every code of the specification.

Its rules are all applied; only the hashing is ours, so that each file is read once and by several threads.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ocfl.digest import normalized_digest
from ocfl.storage_root import StorageRoot, StorageRootException
from ocfl.validator import Validator

from plugins.gazette.findings import Finding

from .findings import Code, finding
from .folder import Folder
from .hashes import Hashes
from .ocfl_log import OcflLog
from .root import DECLARATION


def check(root: Path, hashes: Hashes) -> Iterator[Finding]:
    """All that is wrong with the root and its objects."""
    log = OcflLog(root, DECLARATION)
    storage = StorageRoot(root=str(root))
    storage.log, storage.root_fs = log, Folder(str(root))
    places = list[str]()
    logging.disable(logging.INFO)  # it greets its readers on the root logger
    try:
        storage.check_root_structure()
        places = list(storage.object_paths())
    except StorageRootException as error:
        log.error(error.code, **error.kwargs)
    except Exception as error:  # a damaged file fails anywhere in its reader
        yield finding(root / "ocfl_layout.json", Code.VALIDATOR, f"存储根的说明文件读不出来（{error}）")
    finally:
        logging.disable(logging.NOTSET)
    for path in _links(root):
        log.error("E090", path=path.relative_to(root).as_posix())
    yield from log.findings
    for place in places:
        yield from check_object(root / place, hashes)


def _links(folder: Path) -> Iterator[Path]:
    """Symbolic links, which ocfl-py follows: what they lead to may be right today and gone tomorrow."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_symlink():
                yield Path(entry.path)
            elif entry.is_dir():
                yield from _links(Path(entry.path))


def check_object(folder: Path, hashes: Hashes) -> list[Finding]:
    """All that is wrong with one object."""
    log = OcflLog(folder)
    try:
        _Validator(folder, hashes, log).validate_object(Folder(str(folder)))
    except Exception as error:  # an inventory may be damaged into anything that JSON can say, or into no text at all
        message = f"清单读不出来（{type(error).__name__}：{error}）"
        log.findings.append(finding(folder / "inventory.json", Code.VALIDATOR, message))
    return log.findings


class _Validator(Validator):
    """ocfl-py's validator without its own hashing."""

    def __init__(self, folder: Path, hashes: Hashes, log: OcflLog) -> None:
        super().__init__(check_digests=False, log=log)
        self.folder, self.hashes = str(folder), hashes

    def validate_inventory_digest_match(self, inv_file: str, inv_digest_file: str) -> None:
        algorithm = inv_digest_file.rpartition(".")[2]
        try:
            recorded = self.read_inventory_digest(inv_digest_file)
            actual = self.hashes.get(f"{self.folder}/{inv_file}", algorithm)
        except ValueError as error:
            self.log.error("E061", description=str(error))
            return
        if actual != recorded:
            self.log.error("E060", inv_file=inv_file, actual=actual, recorded=recorded, inv_digest_file=inv_digest_file)

    def validate_content(
        self, inventory: Mapping[str, Any], version_dirs: list[str], manifests: Mapping[str, Any], fixities: Mapping[str, Any]
    ) -> None:
        super().validate_content(inventory, version_dirs, manifests, fixities)
        root = {self.digest_algorithm: inventory.get("manifest", {})}
        for code, blocks in (("E092a", root), ("E093a", inventory.get("fixity", {}))):
            for algorithm, digests in blocks.items():
                for digest, paths in digests.items():
                    for path in paths:
                        self._compare(code, "root", algorithm, digest, path)
        for code, earlier in (("E092a", manifests), ("E093a", fixities)):
            for path, algorithms in earlier.items():
                for algorithm, recorded in algorithms.items():
                    for digest, versions in recorded.items():
                        self._compare(code, ",".join(versions), algorithm, digest, path)

    def _compare(self, code: str, where: str, algorithm: str, digest: str, path: str) -> None:
        file = f"{self.folder}/{path}"
        if not os.path.isfile(file):
            return  # which is a finding already
        actual = self.hashes.get(file, algorithm)
        if actual != normalized_digest(digest, digest_type=algorithm):
            self.log.error(
                code, where=where, digest_algorithm=algorithm, digest=digest, content_path=path, content_digest=actual
            )
