"""PDFs that need not be set again: files by key, each with its hash, so that a damaged one is set anew."""

from __future__ import annotations

import hashlib
import os
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

    def keep_newest(self, count: int) -> int:
        """Forget all but so many of the newest; how many PDFs that removed."""
        if not self.folder.is_dir():
            return 0
        made = sorted(self.folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        for path in made[count:]:
            path.unlink(missing_ok=True)
            path.with_suffix(".sha256").unlink(missing_ok=True)
        return len(made[count:])

    def _write(self, name: str, data: bytes) -> None:
        temporary = self.folder / f".{name}.{os.getpid()}"
        temporary.write_bytes(data)
        temporary.replace(self.folder / name)
