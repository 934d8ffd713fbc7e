"""How are the index's files named and packed? By their content, so that they may be kept for ever.

Only `entry.json` has a lasting name: a browser asks for it anew and trusts every other file it has. Files
are gzip inside and called .bin, so that they stay small behind a server that compresses nothing, and no
server unpacks them by their name.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from typing import Any

ROOT = "search/"
ENTRY = "entry.json"
LEVEL = 6
_GZIP = 16 + zlib.MAX_WBITS
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def content_hash(data: bytes) -> str:
    """Twelve hexadecimal digits: 48 bits, beyond doubt for a million files."""
    return hashlib.sha256(data).hexdigest()[:12]


def json_bytes(value: Any) -> bytes:
    return _JSON.encode(value).encode("utf-8", "surrogatepass")


def pack(data: bytes) -> bytes:
    """Gzip without time or name, so that equal data give equal bytes."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(data) + packer.flush()


def unpack(data: bytes) -> bytes:
    return zlib.decompress(data, _GZIP)


def named(prefix: str, data: bytes) -> str:
    """The path of packed data below `search/`."""
    return f"{prefix}{content_hash(data)}.bin"


def hash_in(path: str) -> str:
    """The hash in the name of a file."""
    return path[-16:-4]


class FileSet:
    """The files of one index, by path below `search/`."""

    def __init__(self) -> None:
        self._raw: dict[str, bytes] = {}
        self._ready: dict[str, bytes] = {}

    @property
    def paths(self) -> set[str]:
        return {*self._raw, *self._ready}

    def add(self, prefix: str, data: bytes) -> str:
        """Keeps data, to be packed, under a name made of its content; returns the path."""
        path = named(prefix, data)
        self._raw[path] = data
        return path

    def add_json(self, prefix: str, value: Any) -> str:
        return self.add(prefix, json_bytes(value))

    def add_packed(self, path: str, packed: bytes) -> None:
        self._ready[path] = packed

    def add_entry(self, manifest: Any) -> str:
        """The manifest, and the one file that names it; returns the manifest's path."""
        path = self.add_json("manifest-", manifest)
        self._ready[ENTRY] = json_bytes({"manifest": path})
        return path

    def packed(self, last: Last | None = None, without: Collection[str] = ()) -> dict[str, bytes]:
        """All files but those `without`, by path below the root of the site. What `last` has packed is not packed anew."""
        known = {path: last.packed(path, data) if last else None for path, data in self._raw.items()}
        files: dict[str, bytes | None] = {**self._ready, **known}
        missing = [path for path, data in files.items() if data is None and path not in without]
        with ThreadPoolExecutor() as threads:  # zlib lets others run while it packs
            files |= zip(missing, threads.map(pack, [self._raw[path] for path in missing]), strict=True)
        return {ROOT + path: data for path, data in sorted(files.items()) if data is not None and path not in without}


class Renewal(FileSet):
    """The files of an index that follows another: what is put, and what is dropped of the other."""

    def __init__(self) -> None:
        super().__init__()
        self._dropped: set[str] = set()

    def drop(self, *paths: str) -> None:
        """These are no more, unless they are added too: then they stay as they are."""
        self._dropped.update(paths)

    @property
    def gone(self) -> frozenset[str]:
        return frozenset(ROOT + path for path in self._dropped - self.paths)

    @property
    def put(self) -> dict[str, bytes]:
        return self.packed(without=self._dropped)


class Disagreement(Exception):
    """The last build's files or state are not what they should be."""


class Last:
    """The files of the last build. `read` gives the bytes at a path below the root of the site, or None or an error."""

    def __init__(self, read: Callable[[str], bytes | None]) -> None:
        self._read = read

    def packed(self, path: str, data: bytes) -> bytes | None:
        """What the last build packed into the file, if that is `data`."""
        found = self._found(path)
        try:
            return found if found is not None and unpack(found) == data else None
        except zlib.error:
            return None

    def data(self, path: str) -> bytes:
        """What is in a file that is named by its content. Raises Disagreement."""
        found = self._found(path)
        try:
            data = unpack(found or b"") if path.endswith(".bin") else found or b""
        except zlib.error as error:
            raise Disagreement(path) from error
        if not path.rpartition(".")[0].endswith(content_hash(data)):
            raise Disagreement(path)
        return data

    def json(self, path: str) -> Any:
        return json.loads(self.data(path))

    def manifest_path(self) -> str:
        """As the entry names it; empty when there is none."""
        try:
            return str(json.loads(self._found(ENTRY) or b"{}").get("manifest", ""))
        except (ValueError, AttributeError):
            return ""

    def _found(self, path: str) -> bytes | None:
        try:
            return self._read(ROOT + path)
        except (OSError, KeyError):
            return None
