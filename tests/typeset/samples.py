"""A district, its words and its house, as small as the tests need; and what poppler reads of a PDF."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass

from plugins.gazette.body import Body
from plugins.gazette.documents import Document
from plugins.gazette.vocabularies import Column, Department, Genre, Vocabularies, Vocabulary
from plugins.typeset.house import House

DISTRICT = "昆明市西山区人民政府"
VOCABULARIES = Vocabularies(
    Vocabulary((Department(DISTRICT, ("昆明市西山区政府",), own=True), Department("国务院"))),
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
