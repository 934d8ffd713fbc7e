"""Does the published site hold what the archive holds, byte for byte? Every file of the root and the log, and the PDFs that
readers take from a version's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.gazette.findings import Finding

from . import publication
from .findings import Code, finding
from .hashes import Hashes
from .publication import ARCHIVE
from .root import Archived

OWN_PAGES = frozenset({f"{ARCHIVE}/index.html"})
ADVICE = "重新生成并发布站点：invoke build。"


def pairs(root: Path, objects: Sequence[Archived]) -> Iterator[tuple[str, Path]]:
    """(address, file of the archive) of all that is published."""
    yield from publication.files(root)
    for one in objects:
        for version in one.versions:
            for address, logical in publication.readers_files(one, version):
                yield address, one.path_of(version, logical)


def check(root: Path, site: Path, objects: Sequence[Archived], hashes: Hashes) -> Iterator[Finding]:
    """All that differs in the site's folder."""
    expected = dict(pairs(root, objects))
    hashes.begin(path for address in expected if (path := site / address).is_file())
    for address, file in expected.items():
        if not (site / address).is_file():
            yield finding(site / address, Code.SITE_MISSING, "站点上没有这个已归档的文件", ADVICE)
        elif file.is_file() and hashes.get(site / address) != hashes.get(file):
            yield finding(site / address, Code.SITE_OTHER, "站点上的文件与归档的不同", ADVICE)
    for path in sorted((site / ARCHIVE).rglob("*")):
        address = path.relative_to(site).as_posix()
        if path.is_file() and address not in expected and address not in OWN_PAGES:
            yield finding(path, Code.SITE_MORE, "站点的 archive 文件夹里有归档中没有的文件", ADVICE)
