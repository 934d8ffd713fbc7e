"""Which type is a file by its content, whatever its name says, and which reader looks into it?"""

from __future__ import annotations

import io
import re
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
PACKAGES = frozenset({"docx", "xlsx", "pptx", "odt", "ods", "odp", "ofd", "zip"})
CLOSED = frozenset({"rar", "7z", "gz", "epub"})
OLD = frozenset({"doc", "xls", "ppt", "wps", "et", "dps", "dot", "xlt"})
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


def look(data: bytes, name: str, size: int, depth: int = 0) -> Inspection:
    """What is inside these bytes of a file of this name; `depth` counts the files around it."""
    found = detect(data)
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if found in PACKAGES:
        from . import packages

        return packages.look(data, found, depth)._replace(size=size, type=found)
    if found == "pdf":
        from . import pdf

        return pdf.look(data, depth)._replace(size=size, type=found)
    if found == "ole":
        return _ole(data, extension)._replace(size=size)
    if found in ("html", "svg") or (not found and extension in TEXTS):
        return Inspection(size, found, _lines(data), active=_scripts(data) if found else ())
    if found == "rtf":
        return Inspection(size, found, _rich_text(data))
    return Inspection(size, found, unreadable="压缩包的格式无法打开" if found in CLOSED else "")


def _ole(data: bytes, extension: str) -> Inspection:
    """The older office formats; a newer one with a password is wrapped in the same way."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Inspection(0, extension, unreadable="文件有密码")
    return Inspection(0, extension if extension in OLD else "ole", active=_ole_macros(data), unreadable="旧的二进制格式")


def _rich_text(data: bytes) -> tuple[Passage, ...]:
    """The words of an RTF file: its escapes undone, its commands taken out."""
    text = re.sub(rb"\\'([0-9a-fA-F]{2})", lambda m: bytes.fromhex(m[1].decode()), data).decode("gb18030", "replace")
    text = re.sub(r"\\u(-?\d+)\s?\??", lambda m: chr(int(m[1]) % 0x10000), text)
    text = re.sub(r"\\(?:par|row|line)\b ?", "\n", re.sub(r"\\(?:cell|tab)\b ?", "\t", text))
    text = re.sub(r"\\\*|\\[a-zA-Z]+-?\d* ?|[{}]", "", text)
    return tuple(Passage(f"第 {n} 段", line) for n, line in enumerate(text.splitlines(), 1) if line.strip())


def _lines(data: bytes) -> tuple[Passage, ...]:
    """The lines of a text in the encoding that it is most likely of; the cells of a CSV are parted by tabs."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = data.decode("utf-16", "replace")
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030", "replace")
    lines = enumerate(text.splitlines(), 1)
    return tuple(Passage(f"第 {n} 行", _cells(line)) for n, line in lines if line.strip())


def _cells(line: str) -> str:
    return "\t".join(cell.strip('"') for cell in line.split(",")) if line.count(",") and "，" not in line else line


def _ole_macros(data: bytes) -> tuple[str, ...]:
    marks = ("_VBA_PROJECT".encode("utf-16-le"), "Macros".encode("utf-16-le"))
    return ("宏",) if any(mark in data for mark in marks) else ()


def _scripts(data: bytes) -> tuple[str, ...]:
    lowered = data.lower()
    return ("脚本",) if b"<script" in lowered or b"javascript:" in lowered or b" onload" in lowered else ()
