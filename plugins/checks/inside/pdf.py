"""What is inside a PDF: the text of its pages and annotations, its properties, and what could run."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator

import pypdfium2
from pypdfium2 import raw

from .inspection import Inspection, Passage

MOST_PAGES = 2_000
MOST_UNPACKED = 20_000_000
ACTIVE = ((re.compile(rb"/JavaScript\b|/JS\b"), "脚本"), (re.compile(rb"/Launch\b"), "启动程序的动作"))
PACKED_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b[^>]*?>>\s*stream\r?\n", re.DOTALL)
FIELD = re.compile(rb"/V\s*(?:\((?P<plain>(?:\\.|[^\\()]){1,4000})\)|<(?P<hex>[0-9A-Fa-f\s]{2,8000})>)", re.DOTALL)
ESCAPED = re.compile(rb"\\([\\()])")
PERSONS = {"Author": "作者"}
WORDS = (b"Contents", b"T", b"V", b"TU")  # of an annotation: its text, its author, a form field's value and name


def look(data: bytes, depth: int = 0) -> Inspection:
    """The inspection of a PDF's bytes, without size and type; `depth` counts the files around it."""
    parts = (data, *_unpacked(data))
    active = tuple(dict.fromkeys(_active(parts)))
    try:
        document = pypdfium2.PdfDocument(data)
    except (pypdfium2.PdfiumError, ValueError, RuntimeError) as error:
        locked = "password" in str(error).lower()
        return Inspection(active=active, unreadable="文件有密码" if locked else "文件已损坏")
    try:
        return _inspection(document, active, depth, parts)
    except (pypdfium2.PdfiumError, ValueError, RuntimeError):
        return Inspection(active=active, unreadable="文件已损坏")
    finally:
        document.close()


def _inspection(
    document: pypdfium2.PdfDocument, active: tuple[str, ...], depth: int, parts: tuple[bytes, ...]
) -> Inspection:
    pages = list(_pages(document))
    written = [(key, words.strip()) for key, words in document.get_metadata_dict().items() if words.strip()]
    persons = tuple(f"{PERSONS[key]}“{words}”" for key, words in written if key in PERSONS)
    notes = ("批注",) if any("批注" in place for place, _ in pages) else ()
    unreadable = "" if any(text.strip() for _, text in pages) else "没有文字，可能是扫描件"
    if len(document) > MOST_PAGES:
        unreadable = f"超过 {MOST_PAGES} 页"
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        active = tuple(dict.fromkeys((*active, "脚本")))
    inner = list(_embedded(document, depth))
    hidden = (*notes, *((f"嵌入的 {len(inner)} 个文件",) if inner else ()))
    properties = (Passage(f"文件属性 {key} ", words) for key, words in written)
    fields = _fields(parts, "\n".join(text for _, text in pages))
    passages = (*pages, *fields, *properties, *(passage for one in inner for passage in one.passages))
    active = (*active, *(words for one in inner for words in one.active))
    return Inspection(0, "", passages, hidden, active, persons, unreadable)


def _fields(parts: tuple[bytes, ...], known: str) -> Iterator[Passage]:
    """The values of form fields that no page shows."""
    for match in (match for part in parts for match in FIELD.finditer(part)):
        try:
            written = bytes.fromhex(match["hex"].decode()) if match["hex"] else ESCAPED.sub(rb"\1", match["plain"] or b"")
        except ValueError:
            continue
        wide = written.startswith(b"\xfe\xff")
        words = written[2:].decode("utf-16-be", "replace") if wide else written.decode("latin-1")
        if words.strip() and words.strip() not in known:
            yield Passage("表单字段的值 ", words.strip())


def _active(parts: tuple[bytes, ...]) -> Iterator[str]:
    for part in parts:
        yield from (words for pattern, words in ACTIVE if pattern.search(part))


def _unpacked(data: bytes) -> Iterator[bytes]:
    """The object streams in which newer files keep what older ones show."""
    left = MOST_UNPACKED
    for match in PACKED_OBJECTS.finditer(data):
        try:
            part = zlib.decompressobj().decompress(data[match.end() :], left)
        except zlib.error:
            continue
        left -= len(part)
        yield part
        if left <= 0:
            return


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Passage]:
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        text = page.get_textpage()
        yield Passage(f"第 {number + 1} 页", text.get_text_range())
        text.close()
        for words in _annotations(page):
            yield Passage(f"第 {number + 1} 页的批注或表单", words)
        page.close()


def _annotations(page: pypdfium2.PdfPage) -> Iterator[str]:
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        found = [words for key in WORDS if (words := _value(annotation, key)).strip()]
        raw.FPDFPage_CloseAnnot(annotation)
        if found:
            yield " ".join(found)


def _value(annotation: object, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
    buffer = ctypes.create_string_buffer(size)
    raw.FPDFAnnot_GetStringValue(annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw.decode("utf-16-le", "replace").rstrip("\0")


def _embedded(document: pypdfium2.PdfDocument, depth: int) -> Iterator[Inspection]:
    from .content_types import look as look_into

    for index in range(document.count_attachments() if depth < 2 else 0):
        attachment = document.get_attachment(index)
        name, data = attachment.get_name(), bytes(attachment.get_data())
        found = look_into(data, name, len(data), depth + 1)
        yield found._replace(passages=tuple(Passage(f"嵌入的 {name} {place}", text) for place, text in found.passages))
