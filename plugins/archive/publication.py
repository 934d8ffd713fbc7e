"""At which address of the site does each file of the archive stand? For good: nothing but a release adds to them.

    archive/…                          the storage root as it is
    archive-log/…                      the log of releases
    bulletins/<year>/<no>/v<N>/…       a version's page, its PDFs (document.pdf, <article>/document.pdf) and its bag
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import package
from .inventory import Version
from .root import Archived, log_of

ARCHIVE, LOG = "archive", "archive-log"
BAG = "bag.zip"
READ = (".pdf", ".epub")


def version_url(one: Archived, version: Version) -> str:
    """The page of a version."""
    return f"{one.address}{version.name}/"


def readers_files(one: Archived, version: Version) -> Iterator[tuple[str, str]]:
    """(address, logical path) of the files that stand in a version's folder for readers: the signed file where there is one,
    the whole issue first."""
    base = version_url(one, version)
    for path in sorted(version.state, key=_rank):
        if not package.is_lasting(path) or not path.endswith(READ) or path.startswith(f"{package.SOURCES}/"):
            continue
        signed = f"{package.SIGNED}/{path}"
        yield base + _name(path), signed if signed in version.state else path


def _rank(path: str) -> tuple[bool, str, bool]:
    """The whole issue before its articles, PDF before other forms."""
    stem, _, suffix = path.rpartition(".")
    return path.startswith("articles/"), stem, suffix != "pdf"


def _name(path: str) -> str:
    """``bulletin.pdf`` is the version's ``document.pdf``; an article's files lie below its part of the address."""
    inner = path.removeprefix("articles/")
    return inner if inner != path else f"document{Path(path).suffix}"


def files(root: Path) -> Iterator[tuple[str, Path]]:
    """(address, file) of the storage root and its log, as they lie."""
    for top, folder in ((ARCHIVE, root), (LOG, log_of(root))):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
                yield f"{top}/{path.relative_to(folder).as_posix()}", path
