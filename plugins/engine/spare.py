"""The spare of a site: a second folder of the same files, in which the next site is made.

Both bear a mark that names the state they are in. A spare that differs, or that a killed build left behind, does not bear
the mark of the site, and is made anew from it.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

from .exchange import exchange
from .folders import created, is_linked, link_or_copy, make_folder, remove
from .manifest import Manifest

MARKER = ".generated-site"
MARKER_TEXT = "This folder is written by the site generator. Whatever else is put here is removed.\nstate {}\n"


class Spare:
    """Beside the folder `target`. `is_ready` says that it is being changed."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.folder = target.with_name(f".{target.name}.spare")
        self.is_ready = False
        self._folders: set[str] = set()
        self._twins: dict[bytes, str] = {}

    def make_ready(self, files: Manifest, is_known: bool) -> None:
        """Have it hold what the site holds, and unmark it: it is about to differ. `is_known`: nothing else lies in it."""
        if self.is_ready:
            return
        mark = marker(self.target)
        if not mark or not is_known or marker(self.folder) != mark:
            self._clone(files)
        (self.folder / MARKER).unlink(missing_ok=True)
        self.is_ready = True

    def write(self, path: str, pieces: Sequence[bytes | memoryview], digest: bytes) -> None:
        """A file of the same bytes as another of this build is linked, not written again."""
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            make_folder(self.folder, folder)
            self._folders.add(folder)
        twin, place = self._twins.setdefault(digest, path), f"{self.folder}/{path}"
        if twin == path or not is_linked(f"{self.folder}/{twin}", place):
            with open(created(place), "wb") as file:
                file.writelines(pieces)

    def publish(self, gone: Iterable[str], differing: Iterable[str], files: Manifest, state: str, is_known: bool) -> None:
        """Make it the site, in one step, and the old site the spare of the new one, which has these `files`."""
        for path in gone:
            remove(self.folder, path)
        self._mark(state)
        if not self.target.exists():
            self.folder.rename(self.target)
            self._clone(files)
        else:
            exchange(self.folder, self.target)
            if is_known:
                self._follow(differing)
            else:  # who knows what else stood in the old site
                self._clone(files)
        self._mark(state)
        self.is_ready = False

    def give_up(self, differing: Iterable[str]) -> None:
        """Be again what the site is."""
        if not self.is_ready:
            return
        self.is_ready = False
        mark = marker(self.target)
        if not mark:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        self._follow(differing)
        (self.folder / MARKER).write_text(mark, "utf-8")

    def _mark(self, state: str) -> None:
        (self.folder / MARKER).write_text(MARKER_TEXT.format(state), "utf-8")

    def _clone(self, files: Iterable[str]) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        made = {""}
        for path in files:
            folder = path.rpartition("/")[0]
            if folder not in made:
                make_folder(self.folder, folder)
                made.add(folder)
            link_or_copy(f"{self.target}/{path}", f"{self.folder}/{path}")

    def _follow(self, differing: Iterable[str]) -> None:
        """Take over from the site every file that differs."""
        (self.folder / MARKER).unlink(missing_ok=True)
        for path in sorted(differing):
            if (self.target / path).is_file():
                make_folder(self.folder, path.rpartition("/")[0])
                link_or_copy(f"{self.target}/{path}", f"{self.folder}/{path}")
            else:
                remove(self.folder, path)


def marker(folder: Path) -> str:
    """The mark of a folder; empty when it has none."""
    try:
        return (folder / MARKER).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
