"""Which files of the content tree were released with an issue of the bulletin, and are they still what they were?

Read of the storage root (OCFL 1.1) in which released issues are kept: the newest version of each. An inventory that can't be
read says nothing here; `invoke verify` says what is wrong with it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

DECLARATION, OBJECT = "0=ocfl_1.1", "0=ocfl_object_1.1"
SOURCES = "sources/"


@dataclass(frozen=True, slots=True)
class Release:
    """A file as released: in which issue (``2016/06``) and version, and where its bytes are kept."""

    issue: str
    version: str
    file: Path


@dataclass(frozen=True)
class Released:
    """`content` is the content tree, `archive` the storage root; there may be none."""

    content: Path
    archive: Path
    _same: dict[str, bool] = field(default_factory=dict, repr=False)

    @cached_property
    def by_issue(self) -> dict[str, dict[str, Release]]:
        """The released files by their paths in the content tree, for each issue."""
        found: dict[str, dict[str, Release]] = {}
        for folder in self._objects():
            try:
                files = dict(_files(folder))
            except (OSError, ValueError, KeyError, TypeError, AttributeError):
                continue
            if files:
                found[next(iter(files.values())).issue] = files
        return found

    @cached_property
    def by_path(self) -> dict[str, Release]:
        return {path: release for files in self.by_issue.values() for path, release in files.items()}

    def is_same(self, path: str) -> bool:
        """Whether a released file of the content tree is there, with the same bytes."""
        if path not in self._same:
            self._same[path] = self._compare(path)
        return self._same[path]

    def first_change(self, path: str) -> int:
        """The first line (from 1) that is another than in the released text."""
        old, new = (place.read_bytes().split(b"\n") for place in (self.by_path[path].file, self.content / path))
        same = next((row for row, (before, after) in enumerate(zip(old, new, strict=False)) if before != after), None)
        return min(len(old), len(new)) + 1 if same is None else same + 1

    def _compare(self, path: str) -> bool:
        kept, now = self.by_path[path].file, self.content / path
        try:
            return now.stat().st_size == kept.stat().st_size and now.read_bytes() == kept.read_bytes()
        except OSError:
            return not kept.exists()  # what the archive lost is no fault of the content

    def _objects(self) -> Iterator[Path]:
        if not (self.archive / DECLARATION).is_file():
            return
        for place, folders, files in os.walk(self.archive):
            folders.sort()
            if OBJECT in files:
                folders.clear()
                yield Path(place)


def _files(folder: Path) -> Iterator[tuple[str, Release]]:
    data = json.loads((folder / "inventory.json").read_bytes())
    version = data["head"]
    issue = "/".join(data["id"].strip("/").split("/")[-2:])
    for digest, paths in data["versions"][version]["state"].items():
        for path in paths:
            if path.startswith(SOURCES):
                yield path.removeprefix(SOURCES), Release(issue, version, folder / data["manifest"][digest][0])
