"""How are the lines of an export cut into files? At a size that a server takes in one request, never within a record."""

from __future__ import annotations

from collections.abc import Callable

SIZE = 8 << 20
"""Bytes: OpenSearch advises 5–15 MB a request, both servers refuse 100 MB."""


class Parts:
    """Files `<name>-00001.ndjson` and so on, each handed to `put` when it is full: at `size` bytes at most, unless one
    record alone is larger. `close` hands over the last one."""

    def __init__(self, name: str, put: Callable[[str, bytes], object], size: int = SIZE) -> None:
        self._name, self._put, self._size = name, put, size
        self._held, self._total = list[bytes](), 0
        self.paths: list[str] = []

    def add(self, record: bytes) -> None:
        if self._held and self._total + len(record) > self._size:
            self.close()
        self._held.append(record)
        self._total += len(record)

    def close(self) -> None:
        if self._held:
            self.paths.append(f"{self._name}-{len(self.paths) + 1:05d}.ndjson")
            self._put(self.paths[-1], b"".join(self._held))
            self._held, self._total = [], 0
