"""Which type is a file by its content, whatever its name says, and which reader looks into it?"""

from __future__ import annotations

import io
import zipfile

from .inspection import Inspection, Passage

MAGIC = (
    (b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"), (b"BM", "bmp"),
    (b"II*\x00", "tif"), (b"MM\x00*", "tif"), (b"Rar!", "rar"), (b"7z\xbc\xaf", "7z"), (b"\x1f\x8b", "gz"),
    (b"MZ", "exe"), (b"\x7fELF", "exe"), (b"{\\rtf", "rtf"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"OggS", "ogg"), (b"ID3", "mp3"), (b"L\x00\x00\x00\x01\x14\x02\x00", "lnk"), (b"#!", "sh"),
)  # fmt: skip
ZIP = b"PK\x03\x04"
MARKUP = (b"<!doctype html", b"<html", b"<script", b"<body", b"<head")
TEXTS = frozenset({"txt", "csv", "tsv", "json", "xml", "md"})


def detect(data: bytes) -> str:
    """The extension that the content deserves; empty for plain text and what is not known."""
    for magic, extension in MAGIC:
        if data.startswith(magic):
            return extension
    if data.startswith(ZIP):
        return _zip_type(data)
    if data[4:8] == b"ftyp":
        return "mp4"
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return {b"WEBP": "webp", b"WAVE": "wav"}.get(data[8:12], "avi")
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith(MARKUP):
        return "html"
    return "svg" if head.startswith((b"<svg", b"<?xml")) and b"<svg" in head else ""


def _zip_type(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            for folder, extension in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
                if "[Content_Types].xml" in names and any(name.startswith(folder) for name in names):
                    return extension
            if "mimetype" in names:
                kind = archive.read("mimetype")[:80]
                found = {b"text": "odt", b"spreadsheet": "ods", b"presentation": "odp"}
                return next((e for word, e in found.items() if kind.endswith(word)), "epub" if b"epub" in kind else "zip")
            return "ofd" if "OFD.xml" in names else "zip"
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, NotImplementedError):
        return "zip"


def look(data: bytes, name: str, size: int) -> Inspection:
    """What is inside these bytes of a file of this name."""
    found = detect(data)
    extension = name.rpartition(".")[2].lower()
    if found in ("docx", "xlsx", "pptx", "odt", "ods", "odp", "zip"):
        from . import packages

        return packages.look(data, found)._replace(size=size, type=found)
    if found == "pdf":
        from . import pdf

        return pdf.look(data)._replace(size=size, type=found)
    if found == "ole":
        old = ("doc", "xls", "ppt", "wps", "et")
        return Inspection(size, extension if extension in old else "ole", active=_ole_macros(data), unreadable="旧的二进制格式")
    if found in ("html", "svg") or (not found and extension in TEXTS):
        return Inspection(size, found, _lines(data), active=_scripts(data) if found else ())
    return Inspection(size, found)


def _lines(data: bytes) -> tuple[Passage, ...]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    return tuple(Passage(f"第 {n} 行", line) for n, line in enumerate(text.splitlines(), 1) if line.strip())


def _ole_macros(data: bytes) -> tuple[str, ...]:
    marks = ("_VBA_PROJECT".encode("utf-16-le"), "Macros".encode("utf-16-le"))
    return ("宏",) if any(mark in data for mark in marks) else ()


def _scripts(data: bytes) -> tuple[str, ...]:
    lowered = data.lower()
    return ("脚本",) if b"<script" in lowered or b"javascript:" in lowered or b" onload" in lowered else ()
