"""A job becomes a PDF: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1), the same bytes for the same job.

Nothing asks for the time: the only date in a PDF is that of publication. Fonts are those of the job alone.
"""

from __future__ import annotations

import multiprocessing
import os
import platform
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import typst

from plugins.engine.pool import PoolError

from . import pages, xmp
from .data import fonts
from .faults import Problem, refused_by_typst
from .fonts import Typefaces, file_digest
from .jobs import DocumentJob, IssueJob

STANDARDS: list[typst.PDFStandard] = ["a-2a", "ua-1"]
TEMPLATES = Path(__file__).resolve().parent / "templates"
SHARED = ("common", "parts")


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
    """Typst reads the job from a folder. Files given to it in memory it takes for its own language, data and pictures as
    well, and reads the templates anew for each job; those of a folder it reads again only when they differ."""
    compiler = _compiler(job.template, job.font_folder)
    try:
        with tempfile.TemporaryDirectory(prefix="typeset-") as folder:
            _lay_out(job, Path(folder))
            made = compiler.compile(
                root=folder, format="pdf", pdf_standards=STANDARDS, timestamp=job.identity.moment
            )
    except RuntimeError as error:
        raise SettingError(getattr(error, "message", str(error))) from error
    if not isinstance(made, bytes):
        raise SettingError("the typesetter gave no PDF")
    return made


def _lay_out(job: DocumentJob, folder: Path) -> None:
    """What Typst reads for the job, under the names by which the templates call it."""
    for name in (job.template, *SHARED):
        (folder / f"{name}.typ").symlink_to(TEMPLATES / f"{name}.typ")
    (folder / "fonts.json").write_text(_fonts_of(job.typefaces), "utf-8")
    (folder / "data.json").write_text(job.payload, "utf-8")
    for name, data in job.files:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)


@lru_cache(maxsize=2)
def _fonts_of(typefaces: Typefaces) -> str:
    return fonts(typefaces)


@lru_cache(maxsize=8)
def _compiler(template: str, font_folder: Path) -> typst.Compiler:
    """One for each template: it keeps what it has read."""
    return typst.Compiler(TEMPLATES / f"{template}.typ", root=TEMPLATES, font_paths=_loaded(font_folder))


@lru_cache(maxsize=2)
def _loaded(font_folder: Path) -> typst.Fonts:
    _must_be_here(font_folder)
    if multiprocessing.parent_process() is not None:
        # One of a pool with a process for each core: more threads would only wait for one another.
        os.environ.setdefault("RAYON_NUM_THREADS", "1")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder)]
    )


def _must_be_here(font_folder: Path) -> None:
    """Typst sets a text without its fonts in silence. On another machine the folder may be missing, or what its links
    name (each by the content of its file) may be another file. Raises PoolError."""
    links = list(font_folder.glob("[!.]*")) if font_folder.is_dir() else []
    if not links or any(not link.is_file() or file_digest(link)[:16] != link.stem for link in links):
        raise PoolError(f"{platform.node()} 上没有排版所用的字体，或与发起生成的机器上的不同：{font_folder}")
