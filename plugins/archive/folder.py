"""A folder on this machine as ocfl-py asks for it: what it asks of a file system, without the layers of one for any storage.

A root of a hundred issues is asked some thirty thousand times; this is most of what there is to do besides hashing.
"""

from __future__ import annotations

import os
from typing import IO, Any

Entry = dict[str, Any]


class Folder:
    """Names are relative to the folder, with forward slashes, as fsspec's `DirFileSystem` has them."""

    def __init__(self, path: str) -> None:
        self.path = path

    def to_json(self) -> str:
        return self.path

    def exists(self, name: str) -> bool:
        return os.path.exists(self._at(name))

    def isdir(self, name: str) -> bool:
        return os.path.isdir(self._at(name))

    def info(self, name: str) -> Entry:
        """Raises FileNotFoundError."""
        status = os.stat(self._at(name))
        return {"name": name, "size": status.st_size, "type": "directory" if self.isdir(name) else "file"}

    def listdir(self, name: str = "", detail: bool = True) -> list[Any]:
        """What is in a folder of this one: names, or with `detail` their kinds too. Raises FileNotFoundError."""
        prefix = f"{name.strip('/')}/" if name.strip("/") else ""
        with os.scandir(self._at(name)) as entries:
            found = sorted((prefix + entry.name, _kind(entry)) for entry in entries)
        return [{"name": path, "type": kind} for path, kind in found] if detail else [path for path, _ in found]

    def open(self, name: str, mode: str = "rb", **_options: object) -> IO[Any]:
        return open(self._at(name), mode, encoding=None if "b" in mode else "utf-8")

    def read_text(self, name: str) -> str:
        with self.open(name, "r") as file:
            return str(file.read())

    def _at(self, name: str) -> str:
        return f"{self.path}/{name.lstrip('/')}"


def _kind(entry: os.DirEntry[str]) -> str:
    if entry.is_dir():
        return "directory"
    return "file" if entry.is_file() else "other"
