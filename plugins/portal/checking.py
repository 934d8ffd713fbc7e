"""The checks of a content tree, for `invoke check` and the build's gate: what an unchanged file showed is remembered.

Light on purpose: an editor's program calls it on every save, so nothing here imports Pelican, Markdown or Jinja2.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from plugins import checks, gazette
from plugins.checks import Options
from plugins.checks.files import ContentFiles
from plugins.checks.run import Reader, Seen
from plugins.engine.store import Store
from plugins.gazette import vocabularies
from plugins.gazette.findings import Finding
from plugins.gazette.vocabularies import Vocabularies

from .config import PortalConfig

SETTLED = 100_000_000  # nanoseconds after which a change of a file is sure to show in its times


def findings(content: Path, config: PortalConfig, paths: Sequence[Path] = ()) -> list[Finding]:
    """All findings, or those that concern the files and folders of `paths`, in the order of files and lines."""
    files = vocabularies.files(content / "vocabularies", config.vocabularies)
    environment = _digest(*_code(), *files, config.content_label.encode(), sys.version.encode())
    with Store(config.cache / "checks.sqlite", whole=True) as store:
        words = _words(store, environment, content, config)
        remember = partial(_remembering, store, environment, content)
        return checks.check(content, paths, words, options(content, config), remember)


def options(content: Path, config: PortalConfig) -> Options:
    """What the settings say to the checks."""
    return Options(
        today=config.judged_on or config.day,
        samples_allowed=config.samples,
        exists=ContentFiles(content).exists,
        severities=config.severities,
        label=config.content_label,
    )


def _words(store: Store, environment: str, content: Path, config: PortalConfig) -> Vocabularies:
    known = store.get(f"words {environment}")
    if isinstance(known, Vocabularies):
        return known
    words = vocabularies.read(content / "vocabularies", config.vocabularies)
    store.put(f"words {environment}", words)
    return words


def _code() -> list[Path]:
    """The program that made what is remembered: another program may see something else."""
    folders = (Path(package.__path__[0]) for package in (gazette, checks))
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def _digest(*parts: Path | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.read_bytes()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def _remembering(store: Store, environment: str, content: Path, plain: Reader) -> Reader:
    """The reader of one file, asked only when the file is not as it was: size, times and place on the disk."""
    folder, now = f"{content}/", time.time_ns

    def look(name: str) -> Seen:
        try:
            status = os.lstat(folder + name)
        except OSError:
            return plain(name)
        regular, settled = status.st_mode & 0o170000 == 0o100000, now() - status.st_ctime_ns > SETTLED
        if not (regular and settled):
            return plain(name)
        stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_dev} {status.st_ino}"
        key = f"{environment} {stamp} {name}"
        known = store.get(key)
        if known is None:
            known = plain(name)
            store.put(key, tuple(known))
        return Seen(*known)

    return look

