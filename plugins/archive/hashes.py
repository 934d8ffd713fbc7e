"""What are the digests of these files? Each is read once, by several threads, however often it is asked for.

Verification is to be as fast as the hashing of the bytes: the library hashes outside Python's lock.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

from .inventory import ALGORITHM

# The algorithms of OCFL 1.1 (sections 3.5.1, 3.5.4) and of its extension 0001 under other names than Python's.
BLAKE = {"blake2b-512": 64, "blake2b-384": 48, "blake2b-256": 32, "blake2b-160": 20}

# Files that a thread is given at a time: to hand over a small one takes as long as to hash it.
TOGETHER = 16

# Seconds after which a busy thread lets another go on. A file asks for its turn several times, and would wait 5 ms for each.
SWITCH = 0.0002


class Hashes:
    """Use as a context manager. `algorithm` is what files are hashed with ahead of being asked for."""

    def __init__(self, algorithm: str = ALGORITHM) -> None:
        self.algorithm = algorithm
        self._pool = ThreadPoolExecutor(max(2, os.cpu_count() or 1))
        self._ahead: dict[str, Future[dict[str, str | OSError]]] = {}
        self._more: dict[tuple[str, str], str] = {}

    def __enter__(self) -> Hashes:
        self._interval = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._pool.shutdown(cancel_futures=True)
        sys.setswitchinterval(self._interval)

    def begin(self, paths: Iterable[Path | str]) -> None:
        """Hash these while others are being looked at."""
        names = list(map(str, paths))
        for first in range(0, len(names), TOGETHER):
            some = names[first : first + TOGETHER]
            self._ahead |= dict.fromkeys(some, self._pool.submit(_of_files, some, self.algorithm))

    def get(self, place: Path | str, algorithm: str = "") -> str:
        """The digest in lower-case hex. Raises OSError, and ValueError for an unknown algorithm."""
        path = str(place)
        if algorithm in ("", self.algorithm):
            if path not in self._ahead:
                self.begin([path])
            found = self._ahead[path].result()[path]
            if isinstance(found, OSError):
                raise found
            return found
        key = (path, algorithm)
        if key not in self._more:
            self._more[key] = of_file(path, algorithm)
        return self._more[key]


def _of_files(paths: Iterable[str], algorithm: str) -> dict[str, str | OSError]:
    """The digest of each, or why it can't be read."""
    found = dict[str, str | OSError]()
    for path in paths:
        try:
            found[path] = of_file(path, algorithm)
        except OSError as error:
            found[path] = error
    return found


def of_file(path: str, algorithm: str) -> str:
    """The digest of one file in hex, by an algorithm as OCFL names it."""
    size = BLAKE.get(algorithm)
    with open(path, "rb", buffering=0) as file:
        made = hashlib.file_digest(file, algorithm if size is None else lambda: hashlib.blake2b(digest_size=size or 64))
    return made.hexdigest()
