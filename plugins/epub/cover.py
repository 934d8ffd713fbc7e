"""The cover of an issue: a picture of words alone, sized to them, in the reader's own Chinese type."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml.builder import ElementMaker

from .book import XHTML_TYPE, Chapter, File
from .xhtml import E, page, typed, words

SVG = "http://www.w3.org/2000/svg"
S = ElementMaker(namespace=SVG, nsmap={None: SVG})
WIDTH, HEIGHT, MARGIN = 1200, 1600, 130
RED, GOLD, WHITE = "#8b1515", "#d9b877", "#ffffff"
NAME, IMAGE = "cover.xhtml", "cover.svg"
GAZETTE = "公报"


@dataclass(frozen=True, slots=True)
class Words:
    """What stands on the cover; words that are empty leave their places empty. `note` says that an issue is a sample."""

    gazette: str
    label: str
    total: str
    note: str
    date: str
    sponsor: str


def cover(on_it: Words) -> tuple[Chapter, File]:
    """The page and its picture."""
    said = "，".join(filter(None, (on_it.gazette, on_it.label, on_it.total, on_it.note, on_it.date, on_it.sponsor)))
    image = E.img(src=IMAGE, alt=words(f"封面：{said}"), role="doc-cover")
    content = typed(E.section(image, {"class": "cover"}), "cover")
    file = File(NAME, XHTML_TYPE, page("封面", [content]))
    return Chapter(file, "封面"), File(IMAGE, "image/svg+xml", _picture(on_it), "cover-image")


def _picture(on_it: Words) -> bytes:
    gazette = on_it.gazette
    owner = gazette.removesuffix(GAZETTE) if gazette.endswith(GAZETTE) else ""
    lines = ((owner, 330, 64), (GAZETTE if owner else gazette, 560, 190), (on_it.label, 800, 72), (on_it.total, 910, 52),
             (on_it.note, 1080, 52), (on_it.date, 1330, 48), (on_it.sponsor, 1430, 48))  # fmt: skip
    frame = {"x": "50", "y": "50", "width": str(WIDTH - 100), "height": str(HEIGHT - 100), "fill": "none", "stroke": GOLD}
    root = S.svg(
        S.title(words(f"{gazette} {on_it.label}".strip())),
        S.rect(width=str(WIDTH), height=str(HEIGHT), fill=RED),
        S.rect({**frame, "stroke-width": "4"}),
        *(_line(text, y, size) for text, y, size in lines if text),
        {"viewBox": f"0 0 {WIDTH} {HEIGHT}", "width": str(WIDTH), "height": str(HEIGHT), "text-anchor": "middle", "fill": WHITE},
    )
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _line(text: str, y: int, largest: int) -> etree._Element:
    """In the largest size in which it fits the width; a Chinese character is as wide as it is high."""
    size = min(largest, (WIDTH - 2 * MARGIN) // max(1, len(text)))
    return S.text(words(text), {"x": str(WIDTH // 2), "y": str(y), "font-size": str(size), "font-family": "serif"})
