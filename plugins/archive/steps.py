"""The steps of the archive: its files as they lie, and what stands in the folder of each version of an issue.

A version never changes, so its step is taken once; its inventory names all its bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from plugins.engine.steps import Making, Step
from plugins.portal.keys import digest
from plugins.portal.site import Site

from . import bag, publication
from .inventory import Version
from .publication import BAG
from .root import Archived


class ArchiveFiles:
    """The storage root and its log at their addresses; one step for each folder, so that a release adds and changes few."""

    id = "archive"

    def __init__(self, site: Site) -> None:
        self.site = site

    def all(self) -> Iterator[Step]:
        folders: dict[str, list[str]] = {}
        self._files = dict(publication.files(self.site.config.archive))
        for address in self._files:
            folders.setdefault(address.rpartition("/")[0], []).append(address)
        return (self._step(folder, addresses) for folder, addresses in folders.items())

    def named(self, name: str) -> Step:
        return next(step for step in self.all() if step.name == name)

    def _step(self, folder: str, addresses: list[str]) -> Step:
        stamps = [(address, *self._stamp(address)) for address in addresses]
        return Step(folder, {"程序": self.site.program, "归档": digest(stamps)}, partial(self._make, addresses))

    def _stamp(self, address: str) -> tuple[int, int, int]:
        """What shows that a file is another: these are written once and never touched."""
        status = self._files[address].stat()
        return status.st_size, status.st_mtime_ns, status.st_ino

    def _make(self, addresses: list[str], making: Making) -> None:
        for address in addresses:
            making.put(address, self._files[address].read_bytes())


class VersionFiles:
    """The PDFs of each version, and its bag, in the version's folder."""

    id = "release"

    def __init__(self, site: Site, objects: Sequence[Archived]) -> None:
        self.site, self.objects = site, objects

    def all(self) -> Iterator[Step]:
        return (self._step(one, version) for one in self.objects for version in one.versions)

    def named(self, name: str) -> Step:
        return next(step for step in self.all() if step.name == name)

    def _step(self, one: Archived, version: Version) -> Step:
        parts = {"程序": self.site.program, "归档": one.inventory_digest(version), "站点": digest(_organisation(self.site))}
        return Step(publication.version_url(one, version), parts, partial(self._make, one, version))

    def _make(self, one: Archived, version: Version, making: Making) -> None:
        for address, logical in publication.readers_files(one, version):
            making.put(address, one.read(version, logical))
        made = bag.zipped(one, version, _organisation(self.site))
        making.put(f"{publication.version_url(one, version)}{BAG}", made)


def _organisation(site: Site) -> str:
    return site.config.organiser or site.config.host_unit or site.config.site_name
