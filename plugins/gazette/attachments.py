"""Which file of the content tree does the name of an attachment mean?

It counts from the document's own folder or from the top of the content tree; with “/” in front only from the top.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from .documents import Document


def candidates(name: str, document_path: str) -> tuple[str, ...]:
    """The paths within the content tree, in the order in which they are tried; none when it leads out of it."""
    folders = ("",) if name.startswith("/") else (posixpath.dirname(document_path), "")
    paths = (posixpath.normpath(posixpath.join(folder, name.lstrip("/"))) for folder in folders)
    return tuple(dict.fromkeys(path for path in paths if not _outside(path, name)))


def located(document: Document, exists: Callable[[str], bool]) -> tuple[str, ...]:
    """The paths of a document's attachments that are there, each once."""
    tried = (candidates(name, document.path) for name in document.attachments)
    found = (next((path for path in paths if exists(path)), None) for paths in tried)
    return tuple(dict.fromkeys(path for path in found if path is not None))


def _outside(path: str, name: str) -> bool:
    return path == ".." or path.startswith(("../", "/")) or "\\" in name or "\0" in name
