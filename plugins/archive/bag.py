"""How does a version leave the archive, whole and checkable anywhere? As a BagIt 1.0 bag (RFC 8493) in a zip file.

Written here and judged by the library (`check`): the library itself writes version 0.97, changes the working folder while it
does, and dates bags with today. The same version gives the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import logging
import zipfile
from collections.abc import Mapping
from tempfile import TemporaryDirectory

import bagit

from .errors import ArchiveError
from .inventory import Version
from .root import Archived

DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
EPOCH = (1980, 1, 1, 0, 0, 0)  # what a zip file has for no time

logging.getLogger("bagit").setLevel(logging.ERROR)  # it tells of every file that it looks at


def zipped(one: Archived, version: Version, organisation: str) -> bytes:
    """The bag of a version. Raises ArchiveError when the archive lacks a file."""
    files = {path: one.read(version, path) for path in sorted(version.state)}
    payload = {f"data/{path}": data for path, data in files.items()}
    tags = {
        "bag-info.txt": _lines(info(one, version, organisation, files)),
        "bagit.txt": DECLARATION,
        "manifest-sha512.txt": _manifest(payload),
    }
    return _zip(name(one, version), {**payload, **tags, "tagmanifest-sha512.txt": _manifest(tags)})


def name(one: Archived, version: Version) -> str:
    """The bag's own folder: ``bulletins-2016-06-v1``."""
    return f"{one.address.strip('/').replace('/', '-')}-{version.name}"


def info(one: Archived, version: Version, organisation: str, files: Mapping[str, bytes]) -> dict[str, str]:
    """`bag-info.txt`: who sends what, and by which names it is known outside and inside."""
    return {
        "Source-Organization": organisation,
        "External-Identifier": one.inventory.id,
        "Internal-Sender-Identifier": f"{one.address}{version.name}/",
        "Internal-Sender-Description": f"SHA-512 of the OCFL inventory: {one.inventory_digest(version)}",
        "External-Description": " ".join(version.message.split()),
        "Contact-Name": version.user.name,
        "Bagging-Date": version.created[:10],
        "Payload-Oxum": f"{sum(map(len, files.values()))}.{len(files)}",
    }


def check(data: bytes) -> None:
    """Unpack a bag and let the library judge it. Raises ArchiveError."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
        top = archive.namelist()[0].partition("/")[0]
        try:
            bagit.Bag(f"{folder}/{top}").validate()
        except bagit.BagError as error:
            raise ArchiveError(f"打好的包没有通过核验：{error}") from error


def _lines(tags: Mapping[str, str]) -> bytes:
    return "".join(f"{label}: {words}\n" for label, words in tags.items()).encode()


def _manifest(files: Mapping[str, bytes]) -> bytes:
    """As sha512sum writes and reads it; signs that would end a line are written as RFC 8493, section 2.1.3, has them."""
    lines = (f"{hashlib.sha512(data).hexdigest()}  {_encoded(path)}\n" for path, data in sorted(files.items()))
    return "".join(lines).encode()


def _encoded(path: str) -> str:
    return path.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _zip(top: str, files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{top}/{path}", EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(entry, data)
    return made.getvalue()
