"""What is inside a PDF: the text of its pages, its properties, and what could run."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pypdfium2

from .inspection import Inspection, Passage

MOST_PAGES = 2_000
ACTIVE = ((rb"/JavaScript\b|/JS\b", "脚本"), (rb"/Launch\b", "启动程序的动作"))


def look(data: bytes) -> Inspection:
    """The inspection of a PDF's bytes, without size and type."""
    active = tuple(words for pattern, words in ACTIVE if re.search(pattern, data))
    try:
        document = pypdfium2.PdfDocument(data)
    except (pypdfium2.PdfiumError, ValueError, RuntimeError) as error:
        locked = "password" in str(error).lower()
        return Inspection(active=active, unreadable="文件有密码" if locked else "文件已损坏")
    try:
        passages = tuple(_pages(document))
        author = document.get_metadata_dict().get("Author", "").strip()
        embedded = document.count_attachments()
        pages = len(document)
    except (pypdfium2.PdfiumError, ValueError, RuntimeError):
        return Inspection(active=active, unreadable="文件已损坏")
    finally:
        document.close()
    unreadable = "" if any(text.strip() for _, text in passages) else "没有文字，可能是扫描件"
    if pages > MOST_PAGES:
        unreadable = f"超过 {MOST_PAGES} 页"
    hidden = (f"嵌入的 {embedded} 个文件",) if embedded else ()
    return Inspection(0, "", passages, hidden, active, (f"作者“{author}”",) if author else (), unreadable)


def _pages(document: pypdfium2.PdfDocument) -> Iterator[Passage]:
    for number in range(min(len(document), MOST_PAGES)):
        page = document[number]
        text = page.get_textpage()
        yield Passage(f"第 {number + 1} 页", text.get_text_bounded())
        text.close()
        page.close()
