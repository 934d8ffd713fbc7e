"""Which part of an official document is this paragraph: addressee, text, signature, date, note or annex?

Editors often paste a document whole, with the parts that GB/T 9704-2012 (7.3.2, 7.3.4–7.3.7) places apart standing
in its text. They are recognised by their form, so that they are set in their places; no word is moved or changed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from plugins.gazette.body import Block

DATE = re.compile(
    r"""^\s*(?:\d{4}年\d{1,2}月\d{1,2}日
        |[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)\s*$""",
    re.VERBOSE,
)
NOTE = re.compile(r"^[（(][^（）()。]{2,60}[）)]$")
ANNEX = re.compile(r"^附\s*件\s*[\d一二三四五六七八九十]*\s*[：:]?$")
ATTACHMENTS = re.compile(r"^附\s*件\s*[：:]\s*\S")
ATTACHMENT = re.compile(r"^\s*\d{1,2}\s*[.．、]")
ADDRESSEE = re.compile(
    r"^[^。；？！“”]{0,120}(?:政府|办事处|局|委|委员会|办|办公室|单位|部门|公司|院|厅|处|站|所|中心|机构|团体|组织|乡|镇|街道|企业|学校)"
    r"(?:[（(][^）)]{1,30}[）)])?[：:]$"
)
SENTENCE = re.compile(r"[。；：，！？]$")
SIGNATURE_LENGTH, TITLE_LENGTH, SIGNERS = 40, 60, 4


class Part(StrEnum):
    TEXT = "text"
    ADDRESSEE = "addressee"
    ATTACHMENTS = "attachments"
    SIGNATURE = "signature"
    DATE = "date"
    NOTE = "note"
    ANNEX = "annex"
    ANNEX_TITLE = "annex-title"


@dataclass(frozen=True, slots=True)
class Letter:
    """The part of each block, in order."""

    parts: tuple[Part, ...]

    def has(self, part: Part) -> bool:
        return part in self.parts


def read(blocks: Sequence[Block], addressee: str = "") -> Letter:
    """The parts of a document's blocks; `addressee` is the record's own, which a paragraph may then not be."""
    parts = [Part.TEXT] * len(blocks)
    texts = [block.text.strip() if block.kind == "paragraph" else "" for block in blocks]
    if texts and not addressee and ADDRESSEE.match(texts[0]):
        parts[0] = Part.ADDRESSEE
    for at, text in enumerate(texts):
        if DATE.match(text) and at:
            _sign(parts, texts, at)
        elif NOTE.match(text) and (at == len(texts) - 1 or parts[at - 1] is Part.DATE):
            parts[at] = Part.NOTE
        elif _is_annex(blocks[at]):
            _annex(parts, blocks, at)
        elif ATTACHMENTS.match(text) or (at and parts[at - 1] is Part.ATTACHMENTS and _is_attachment(blocks[at])):
            parts[at] = Part.ATTACHMENTS
    return Letter(tuple(parts))


def _is_attachment(block: Block) -> bool:
    """A further line of an 附件说明; one that begins with a number is also read as a heading."""
    return block.kind in ("paragraph", "heading") and bool(ATTACHMENT.match(block.text))


def _sign(parts: list[Part], texts: Sequence[str], at: int) -> None:
    """A date on a line of its own closes a letter, and the short lines above it that end no sentence sign it."""
    parts[at] = Part.DATE
    for before in range(at - 1, max(at - 1 - SIGNERS, 0), -1):
        text = texts[before]
        if (
            not text
            or len(text) > SIGNATURE_LENGTH
            or SENTENCE.search(text)
            or parts[before] is not Part.TEXT
        ):
            return
        if ATTACHMENT.match(text) or NOTE.match(text):
            return
        parts[before] = Part.SIGNATURE


def _is_annex(block: Block) -> bool:
    return block.kind in ("paragraph", "heading") and bool(ANNEX.match(block.text.strip()))


def _annex(parts: list[Part], blocks: Sequence[Block], at: int) -> None:
    parts[at] = Part.ANNEX
    if at + 1 < len(blocks):
        block = blocks[at + 1]
        text = block.text.strip()
        plain = block.kind in ("paragraph", "heading") and block.unit is None
        if plain and 0 < len(text) <= TITLE_LENGTH and not SENTENCE.search(text) and not _is_annex(block):
            parts[at + 1] = Part.ANNEX_TITLE
