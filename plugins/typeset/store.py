"""PDFs that need not be set again: files by key, each with its hash, so that a damaged one is set anew."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Store:
    """`folder` holds `<key>.pdf` and `<key>.sha256`. A file is written aside and renamed: never half there."""

    folder: Path

    def get(self, key: str) -> bytes | None:
        """The PDF of that key; None when there is none or it is not what was put."""
        try:
            data = (self.folder / f"{key}.pdf").read_bytes()
            digest = (self.folder / f"{key}.sha256").read_text("ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return data if hashlib.sha256(data).hexdigest() == digest else None

    def put(self, key: str, data: bytes) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._write(f"{key}.pdf", data)
        self._write(f"{key}.sha256", hashlib.sha256(data).hexdigest().encode("ascii"))

    def keep_only(self, keys: Iterable[str]) -> int:
        """Forget all others; how many files that removed."""
        kept = set(keys)
        old = (
            [path for path in self.folder.glob("*.*") if path.stem not in kept]
            if self.folder.is_dir()
            else []
        )
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _write(self, name: str, data: bytes) -> None:
        temporary = self.folder / f".{name}.{os.getpid()}"
        temporary.write_bytes(data)
        temporary.replace(self.folder / name)
