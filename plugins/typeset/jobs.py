"""What one PDF is made of, complete: a job can be sent to another process and named by a hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from .fonts import Typefaces
from .identity import Identity

TOOLS = ("typst", "pikepdf")


@dataclass(frozen=True)
class DocumentJob:
    """One document. `path` is its source, `template` the Typst file that sets `payload`, which is JSON.

    `files` are the pictures by name; `font_folder` is where the fonts are gathered for Typst.
    """

    path: str
    template: str
    payload: str
    files: tuple[tuple[str, bytes], ...]
    identity: Identity
    typefaces: Typefaces
    font_folder: Path


@dataclass(frozen=True)
class IssueJob(DocumentJob):
    """One bulletin issue; `articles` are the paths of the documents that it prints, in order."""

    articles: tuple[str, ...] = ()


def key(job: DocumentJob) -> str:
    """A name for the bytes that the job will make: whatever may change them changes it."""
    total = hashlib.sha256(_program().encode())
    for part in (job.template, job.payload, repr(job.identity), job.typefaces.digest):
        total.update(part.encode())
        total.update(b"\0")
    for name, data in job.files:
        total.update(f"{name}\0{hashlib.sha256(data).hexdigest()}\0".encode())
    return total.hexdigest()


@cache
def _program() -> str:
    """This package's own code and templates, and the versions of the tools."""
    total = hashlib.sha256()
    folder = Path(__file__).parent
    for path in sorted([*folder.glob("*.py"), *folder.glob("templates/*.typ")]):
        total.update(f"{path.name}\0".encode())
        total.update(path.read_bytes())
    tools = "".join(f"{tool} {version(tool)}\n" for tool in TOOLS)
    return f"{total.hexdigest()}\n{tools}"
