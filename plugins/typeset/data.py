"""A document as the data that its Typst template sets: every word of it, and no word more.

A part that the record does not have is left out; nothing is invented. The text goes to Typst as JSON only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from plugins.gazette.body import Body
from plugins.gazette.documents import Document
from plugins.gazette.kinds import NOTICE, POLICY
from plugins.gazette.particulars import Particular
from plugins.gazette.vocabularies import Vocabularies

from . import clean, identity, letter, seals, titles
from .fonts import Setting, Typefaces
from .house import House
from .letter import Letter, Part
from .nodes import Node, Writer

# 公文种类 of 党政机关公文处理工作条例 (2012), Article 8: what makes a notice an official document.
OFFICIAL_KINDS = frozenset(
    (
        "决议",
        "决定",
        "命令",
        "令",
        "公报",
        "公告",
        "通告",
        "意见",
        "通知",
        "通报",
        "报告",
        "请示",
        "批复",
        "议案",
        "函",
        "纪要",
        "实施意见",
    )
)
TITLE_CAPACITY = 20.0  # ems of 22 pt in the 156 mm of the type area
HEAD_CAPACITY = 18.0  # characters of 40 pt there, at six tenths of their width
JOINT = re.compile("、")
SAMPLE_MARK = "示例文件，非真实公文"


class Style(StrEnum):
    """How a document is set: as an official document, as a reprinted law, or as an article."""

    OFFICIAL = "official"
    LAW = "law"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Article:
    """One document as data, with what could not be found for it."""

    data: Node
    lost_images: tuple[str, ...]


def style_of(document: Document, vocabularies: Vocabularies) -> Style:
    """Only the district's own documents stand under its red head; a reprint never does."""
    if document.is_reprint:
        return Style.LAW
    found = [vocabularies.departments.find(name) for name in vocabularies.publishers(document.publisher)]
    if _is_official(document, vocabularies):
        return Style.OFFICIAL if found and all(one is not None and one.own for one in found) else Style.LAW
    return Style.PLAIN


def _is_official(document: Document, vocabularies: Vocabularies) -> bool:
    """A policy always is; of the other kinds that the district drafts as 公文 what has a 文号, a notice by its 体裁, too."""
    if document.kind == POLICY or (document.kind == NOTICE and document.genre in OFFICIAL_KINDS):
        return True
    return vocabularies.kinds.find(document.kind).attributed and bool(document.number_text)


def article(
    document: Document,
    body: Body,
    publishers: tuple[str, ...],
    style: Style,
    house: House,
    links: Mapping[str, str],
    images: Mapping[str, str],
    prefix: str = "",
    base: int = 1,
    own: tuple[Particular, ...] = (),
    body_title: str = "",
) -> Article:
    """The document's data; headings start one level below `base`, and `prefix` keeps its footnotes apart. `own` are the
    fields of its kind, which a plain setting shows before the text under its `body_title`; the original of a 公文 has
    none."""
    addressee = _addressee(document, body)
    read = (
        letter.read(body.blocks, addressee)
        if style is not Style.LAW
        else Letter((Part.TEXT,) * len(body.blocks))
    )
    writer = Writer(links, images, prefix, base)
    data: Node = {
        "style": style.value,
        "title": _text(document.title),
        "lines": list(titles.lines(_text(document.title), TITLE_CAPACITY, body.text)),
        "sample": SAMPLE_MARK if document.sample else "",
        "number": _text(identity.number(document)),
        "publisher": _text("、".join(publishers)),
        "publishers": list(map(_text, publishers)),
        "published": chinese_date(document.published_on),
        "keywords": list(document.keywords),
        "summary": document.summary,
        "body": writer.body(body, read),
        "fields": [_field(one) for one in own] if style is Style.PLAIN else [],
        "body_title": body_title if own and body.blocks else "",
    }
    parts = _law(document) if style is Style.LAW else _letter(document, body, read, house, publishers, style)
    if style is Style.OFFICIAL and not prefix:
        seals.give(data, parts, [name for name in publishers if name in house.sealed])
    return Article(data | parts, tuple(writer.lost_images))


def _field(one: Particular) -> Node:
    texts = [_text(text) for text in one.texts]
    return {"label": one.field.key, "texts": texts, "ordered": one.field.ordered and len(texts) > 1}


def _law(document: Document) -> Node:
    return {
        "history": [_text(line) for line in document.history],
        "source": _text(document.reprinted_from),
        "source_url": document.source_url if document.source_url.startswith(("http://", "https://")) else "",
    }


def _letter(
    document: Document, body: Body, read: Letter, house: House, publishers: tuple[str, ...], style: Style
) -> Node:
    """The parts around the text; one that the text itself has is not set twice."""
    texts = {_bare(block.text) for block in body.blocks}
    signatures = [_text(name) for name in JOINT.split(document.signature) if _bare(name) not in {"", *texts}]
    signed = chinese_date(document.signed_on) if signatures or style is Style.OFFICIAL else ""
    head, word = house.red_head(publishers)
    note = _text(document.note)
    noted = {text.strip("（）()") for text in texts}
    return {
        "head": [line for name in head for line in titles.lines(_text(name), HEAD_CAPACITY)],
        "head_word": word,
        "addressee": _colon(_text(_addressee(document, body))),
        "attachments": [] if read.has(Part.ATTACHMENTS) else [_name(path) for path in document.attachments],
        "signatures": signatures,
        "seals": [],
        "date": "" if read.has(Part.DATE) or signed in texts else signed,
        "note": "" if _bare(note).strip("（）()") in noted else note,
        "copied": "、".join(_text(name) for name in document.copied_to),
        "printer": _text(house.printers.get(publishers[0], "")) if publishers else "",
    }


def dumps(data: Any) -> str:
    """JSON, the same for the same data."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fonts(typefaces: Typefaces) -> str:
    """The fonts of each role as JSON: apart from a document's data, for they are the same for all of a build."""
    return dumps(
        {
            setting.role.id: {
                "families": _families(setting),
                "weight": setting.weight,
                "embolden": setting.embolden,
            }
            for setting in typefaces.settings
        }
    )


def _families(setting: Setting) -> list[str | Node]:
    """The families as Typst wants them; the one for letters and digits is bound to those by the template."""
    latin: list[str | Node] = [{"name": setting.latin}] if setting.latin else []
    return [*latin, *setting.families]


def strings(data: Any) -> Iterator[str]:
    """Every text of the data, the names of its fields aside."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, Iterable):
        for value in data:
            yield from strings(value)


def chinese_date(day: date | None) -> str:
    """成文日期 in Arabic digits, in full and without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日" if day else ""


def _text(text: str) -> str:
    return clean.flow(clean.visible(text)).strip()


def _bare(text: str) -> str:
    return "".join(text.split())


def _addressee(document: Document, body: Body) -> str:
    """The record's 主送机关, unless the text begins with it."""
    first = _bare(body.blocks[0].text) if body.blocks else ""
    return "" if _bare(document.addressee).rstrip("：:") == first.rstrip("：:") else document.addressee


def _colon(addressee: str) -> str:
    return f"{addressee}：" if addressee and addressee[-1] not in "：:" else addressee


def _name(path: str) -> str:
    """An attachment's name as the text lists it: that of its file, without folder and ending."""
    return _text(path.rsplit("/", 1)[-1].rsplit(".", 1)[0])
