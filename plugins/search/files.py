"""How are the index's files named and packed? By their content, so that they may be kept for ever.

Only `entry.json` has a lasting name: a browser asks for it anew and trusts every other file it has. Files
are gzip inside and called .bin, so that they stay small behind a server that compresses nothing, and no
server unpacks them by their name.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from typing import Any

from .cache import TermCache

ROOT = "search/"
_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 6


def content_hash(data: bytes) -> str:
    """Twelve hexadecimal digits: 48 bits, beyond doubt for a million files."""
    return hashlib.sha256(data).hexdigest()[:12]


def json_bytes(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def pack(data: bytes) -> bytes:
    """Gzip without time or name, so that equal data give equal bytes."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, _GZIP)
    return packer.compress(data) + packer.flush()


def unpack(data: bytes) -> bytes:
    return zlib.decompress(data, _GZIP)


class FileSet:
    """The files of one index, by path below the root of the site."""

    def __init__(self, cache: TermCache) -> None:
        self.files: dict[str, bytes] = {}
        self._cache = cache

    def add(self, prefix: str, data: bytes) -> str:
        """Keeps packed data under a name made of its content; returns the path below `search/`."""
        path = f"{prefix}{content_hash(data)}.bin"
        self.files[ROOT + path] = self._cache.get(f"packed {_LEVEL}", data, lambda: pack(data))
        return path

    def add_json(self, prefix: str, value: Any) -> str:
        return self.add(prefix, json_bytes(value))

    def add_entry(self, manifest: Any) -> None:
        """The manifest, and the one file that names it."""
        data = json_bytes(manifest)
        path = f"manifest-{content_hash(data)}.json"
        self.files[ROOT + path] = data
        self.files[f"{ROOT}entry.json"] = json_bytes({"manifest": path})
