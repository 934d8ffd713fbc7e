"""A district, its words and its house, as small as the tests need; and what poppler and PDFium read of a PDF."""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2

from plugins.gazette.body import Body
from plugins.gazette.documents import Document
from plugins.gazette.vocabularies import Column, Department, Genre, Vocabularies, Vocabulary
from plugins.typeset.house import House

DISTRICT = "昆明市西山区人民政府"
FINANCE, LABOUR = "昆明市西山区财政局", "昆明市西山区人力资源和社会保障局"
MILLIMETRE = 72 / 25.4
VOCABULARIES = Vocabularies(
    Vocabulary((Department(DISTRICT, ("昆明市西山区政府",), own=True), Department("国务院"),
                Department(FINANCE, own=True), Department(LABOUR, own=True))),
    Vocabulary(()),
    Vocabulary((Genre("通知"),)),
    Vocabulary(
        (
            Column("policies", "政策文件", "policy"),
            Column("interpretations", "政策解读", "interpretation"),
            Column("notices", "通知公告", "notice"),
            Column("bulletins", "政府公报", "bulletin"),
        )
    ),
)
HOUSE = House(
    DISTRICT, "https://www.example.gov.cn", f"{DISTRICT}公报", f"{DISTRICT}办公室", "秀苑路188号", "650118"
)


@dataclass(frozen=True)
class Text:
    """A document with its body."""

    document: Document
    body: Body


def read_text(data: bytes, *options: str) -> str:
    """What pdftotext reads, page by page, parted by form feeds."""
    run = subprocess.run(
        ["pdftotext", *options, "-enc", "UTF-8", "-", "-"], input=data, capture_output=True, check=True
    )
    return run.stdout.decode()


def running_text(data: bytes) -> str:
    """The text in reading order, lines joined: Chinese lines have no spaces between them."""
    return read_text(data, "-raw").replace("\n", "").replace("\f", "")


@dataclass(frozen=True)
class Glyph:
    """A character as it stands on its page: where it begins on its baseline, in mm from the left and the top of the page,
    and the box of its ink."""

    char: str
    x: float
    baseline: float
    left: float
    top: float
    right: float
    bottom: float
    size: float


def glyphs(data: bytes, page: int) -> list[Glyph]:
    """The visible characters of a page (from 1), in the order of the file."""
    with pypdfium2.PdfDocument(data) as document:
        sheet = document[page - 1]
        text, height = sheet.get_textpage(), sheet.get_height()
        return [glyph for at in range(text.count_chars()) if (glyph := _glyph(text, at, height)).char.strip()]


def _glyph(text: pypdfium2.PdfTextPage, at: int, height: float) -> Glyph:
    x, y = ctypes.c_double(), ctypes.c_double()
    pypdfium2.raw.FPDFText_GetCharOrigin(text, at, x, y)
    left, bottom, right, top = text.get_charbox(at)
    size = pypdfium2.raw.FPDFText_GetFontSize(text, at)
    char = chr(pypdfium2.raw.FPDFText_GetUnicode(text, at))
    x_mm, left_mm, right_mm = (place / MILLIMETRE for place in (x.value, left, right))
    baseline, top_mm, bottom_mm = ((height - place) / MILLIMETRE for place in (y.value, top, bottom))
    return Glyph(char, x_mm, baseline, left_mm, top_mm, right_mm, bottom_mm, size)


def fonts_of(data: bytes) -> dict[str, str]:
    """The PostScript name, without the mark of a subset, of the font of each character on the first page."""
    with pypdfium2.PdfDocument(data) as document:
        text = document[0].get_textpage()
        codes = (pypdfium2.raw.FPDFText_GetUnicode(text, at) for at in range(text.count_chars()))
        return {chr(code): _font(text, at) for at, code in enumerate(codes)}


def _font(text: pypdfium2.PdfTextPage, at: int) -> str:
    name = ctypes.create_string_buffer(200)
    pypdfium2.raw.FPDFText_GetFontInfo(text, at, name, len(name), ctypes.byref(ctypes.c_int()))
    return name.value.decode().rpartition("+")[2]


def lines(found: list[Glyph]) -> list[tuple[float, str]]:
    """The text by its baselines, from the top, each line from left to right."""
    rows: dict[float, list[Glyph]] = {}
    for glyph in found:
        rows.setdefault(round(glyph.baseline, 1), []).append(glyph)
    return [(y, "".join(one.char for one in sorted(row, key=lambda one: one.x))) for y, row in sorted(rows.items())]


def word(found: list[Glyph], words: str) -> list[Glyph]:
    """The glyphs of the first place where these words stand."""
    at = "".join(glyph.char for glyph in found).index(words)
    return found[at : at + len(words)]


def sizes(found: list[Glyph]) -> set[float]:
    """The sizes of type, in points."""
    return {round(glyph.size, 2) for glyph in found}


def pages(data: bytes) -> Iterator[list[Glyph]]:
    with pypdfium2.PdfDocument(data) as document:
        count = len(document)
    yield from (glyphs(data, number) for number in range(1, count + 1))
