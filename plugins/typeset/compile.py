"""A job becomes a PDF: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), the same bytes for the same job.

Nothing asks for the time: the only date in a PDF is that of publication. Fonts are those of the job alone.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst

from plugins.engine.pool import PoolError

from . import pages, xmp
from .faults import Problem, refused_by_typst
from .fonts import file_digest
from .jobs import DocumentJob, IssueJob

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
TEMPLATES = Path(__file__).parent / "templates"
SHARED = ("common.typ", "parts.typ")


class SettingError(Exception):
    """The typesetter refused a job; the message is its own."""


@dataclass(frozen=True)
class Issue:
    """A set issue; `page_of` gives the page on which each document, by path, begins."""

    data: bytes
    page_of: Mapping[str, int]


@dataclass(frozen=True)
class Outcome:
    """What became of a job in another process: its PDF, or why there is none."""

    path: str
    data: bytes | None
    problem: Problem | None = None


def set_document(job: DocumentJob) -> bytes:
    """The PDF of one document. Raises SettingError."""
    return xmp.describe(_compile(job), job.identity)


def set_issue(job: IssueJob) -> Issue:
    """The PDF of one bulletin issue. Raises SettingError."""
    data = xmp.describe(_compile(job), job.identity, issue=True)
    return Issue(data, pages.page_of(data, job.articles))


def attempt(job: DocumentJob) -> Outcome:
    """Set a document or an issue without raising: for a process pool, where one fault must not stop the others."""
    try:
        data = set_issue(job).data if isinstance(job, IssueJob) else set_document(job)
    except SettingError as error:
        return Outcome(job.path, None, refused_by_typst(str(error)))
    return Outcome(job.path, data)


def _compile(job: DocumentJob) -> bytes:
    files: Any = {"main.typ": _template(job.template), "data.json": job.payload.encode()}
    files |= {name: _template(name.removesuffix(".typ")) for name in SHARED}
    files["images.json"] = _images(job)
    try:
        made = _compiler(job.font_folder).compile(
            input=files, format="pdf", pdf_standards=STANDARDS, timestamp=job.identity.moment
        )
    except RuntimeError as error:
        raise SettingError(getattr(error, "message", str(error))) from error
    if not isinstance(made, bytes):
        raise SettingError("the typesetter gave no PDF")
    return made


def _images(job: DocumentJob) -> bytes:
    """The pictures as lists of numbers: the compiler takes no files but text."""
    return json.dumps({name: list(data) for name, data in job.files}, separators=(",", ":")).encode()


@lru_cache(maxsize=2)
def _compiler(font_folder: Path) -> typst.Compiler:
    _must_be_here(font_folder)
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder)]
    )
    return typst.Compiler(font_paths=fonts)


def _must_be_here(font_folder: Path) -> None:
    """Typst sets a text without its fonts in silence. On another machine the folder may be missing, or what its links
    name (each by the content of its file) may be another file. Raises PoolError."""
    links = list(font_folder.glob("[!.]*")) if font_folder.is_dir() else []
    if not links or any(not link.is_file() or file_digest(link)[:16] != link.stem for link in links):
        raise PoolError(f"{platform.node()} 上没有排版所用的字体，或与发起生成的机器上的不同：{font_folder}")


@cache
def _template(name: str) -> bytes:
    return (TEMPLATES / f"{name}.typ").read_bytes()
