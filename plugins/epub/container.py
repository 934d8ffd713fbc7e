"""What makes files a book? The OCF container of EPUB 3.3: a ZIP whose first file says what it is.

The same files give the same bytes: their order is that in which they come, their time the first that ZIP knows.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable

MIMETYPE = b"application/epub+zip"
PACKAGE = "EPUB/package.opf"
CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">\n'
    f'<rootfiles><rootfile full-path="{PACKAGE}" media-type="application/oebps-package+xml"/></rootfiles>\n'
    "</container>\n"
)
EPOCH = (1980, 1, 1, 0, 0, 0)
UNIX, MODE = 3, 0o644 << 16
ENVIRONMENT = f"zlib {zlib.ZLIB_RUNTIME_VERSION}"  # another zlib may make other bytes of the same data


def pack(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The bytes of the book; `files` are its own, the package document among them, by ASCII names below `EPUB/`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        _write(archive, "mimetype", MIMETYPE, zipfile.ZIP_STORED)
        _write(archive, "META-INF/container.xml", CONTAINER.encode(), zipfile.ZIP_DEFLATED)
        for name, data in files:
            _write(archive, f"EPUB/{name}", data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _write(archive: zipfile.ZipFile, name: str, data: bytes, method: int) -> None:
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.create_system, entry.external_attr, entry.compress_type = UNIX, MODE, method
    archive.writestr(entry, data)
