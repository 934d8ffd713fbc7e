"""The index for a page that was opened from a disk: a browser fetches nothing there, but it runs scripts. So each file has
a twin, `<path>.js`, that hands it over: `searchFile("<path>", "<base64>")` (see `scriptsFrom` in store.js).
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping

from .files import ROOT


def with_twins(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Files of the index by path below the root of the site, each followed by its twin."""
    return {name: data for path, own in files.items() for name, data in ((path, own), (twin(path), _script(path, own)))}


def paths_with_twins(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(name for path in paths for name in (path, twin(path)))


def twin(path: str) -> str:
    return f"{path}.js"


def _script(path: str, data: bytes) -> bytes:
    return b'searchFile("%s","%s")\n' % (path.removeprefix(ROOT).encode("ascii"), b64encode(data))
