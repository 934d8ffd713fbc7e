"""Which program makes the site? A digest of its code, and of the versions of what it stands on.

Another program may make other bytes of the same content, so its digest is a part of whatever is kept.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

LIBRARIES = ("pelican", "markdown", "jinja2", "pygments", "lxml", "pyyaml", "feedgenerator")


@cache
def digest(packages: tuple[str, ...], libraries: tuple[str, ...] = LIBRARIES) -> str:
    """Of the code of these packages (by dotted names) and the versions of the libraries and of Python."""
    total = hashlib.sha256(sys.version.encode())
    for name in sorted(libraries):
        total.update(f"{name} {_version(name)}\n".encode())
    for path in sorted({path for package in packages for path in _code(package)}):
        total.update(f"{path.name}\n".encode() + path.read_bytes())
    return total.hexdigest()[:32]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _code(package: str) -> Iterable[Path]:
    """The files of a package: all that is below its folder, or its one module."""
    spec = find_spec(package)
    if spec is None:
        return ()
    if spec.submodule_search_locations is None:
        return (Path(spec.origin),) if spec.origin else ()
    folders = map(Path, spec.submodule_search_locations)
    return (p for folder in folders for p in folder.rglob("*") if "__pycache__" not in p.parts and p.is_file())
