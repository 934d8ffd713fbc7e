"""Which files has a catalogued version, and what are their digests? Asked when all of them have been written."""

from __future__ import annotations

import mimetypes
import posixpath
from collections.abc import Iterator
from typing import Protocol

from plugins.gazette.attachments import located
from plugins.gazette.documents import Document

from .records import CatalogueRecord, FileRecord

FORMATS = {
    "document.pdf": ("PDF", "application/pdf"),
    "document.epub": ("EPUB", "application/epub+zip"),
    "document.md": ("Markdown", "text/markdown"),
    "document.json": ("JSON", "application/json"),
    "document.xml": ("Akoma Ntoso", "application/akn+xml"),
    "document.docx": ("Word", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
ATTACHMENT = "附件"
KNOWN = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".doc": "application/msword",
    ".xls": "application/vnd.ms-excel",
    ".csv": "text/csv",
    ".zip": "application/zip",
    ".ofd": "application/ofd",
}
TYPES = mimetypes.MimeTypes(
    filenames=()
)  # Python's own table: the machine's would make the bytes depend on it


class Digests(Protocol):
    """What is asked of the output: the SHA-256 of a file (None when there is none) and its size in bytes."""

    def digest(self, path: str) -> str | None: ...
    def size(self, path: str) -> int: ...


def files(record: CatalogueRecord, document: Document, output: Digests) -> Iterator[FileRecord]:
    """The files of the version: its own formats at its lasting address, then its attachments.

    What stands only at the work's address counts for the version that the work shows.
    """
    for name, (form, media_type) in FORMATS.items():
        places = (record.url, record.work_url) if record.current else (record.url,)
        for path in (f"{place}{name}" for place in places):
            if digest := output.digest(path):
                yield FileRecord(form, media_type, path, digest, output.size(path))
                break
    for path in located(document, lambda path: output.digest(path) is not None):
        yield FileRecord(ATTACHMENT, _media_type(path), path, output.digest(path) or "", output.size(path))


def _media_type(path: str) -> str:
    extension = posixpath.splitext(path)[1].lower()
    return KNOWN.get(extension) or TYPES.guess_type(f"x{extension}")[0] or "application/octet-stream"
