"""On which pages do two PDFs look different? Each page is drawn and its picture compared: what a reader sees, not how the
file says it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

import pypdfium2


def pictures(data: bytes) -> tuple[str, ...]:
    """The digest of each page as it is drawn at 72 dots per inch, in grey."""
    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(_picture(document[number]) for number in range(len(document)))
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage) -> str:
    drawn = page.render(scale=1, grayscale=True)
    return hashlib.sha256(f"{drawn.width} {drawn.height} ".encode() + bytes(drawn.buffer)).hexdigest()


def words(old: Sequence[str], new: Sequence[str]) -> str:
    """In a sentence which pages of the new PDF are others than in the old one, and which of the old are gone."""
    changed, gone = list[int](), list[int]()
    for kind, start, end, at, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            changed += range(at + 1, until + 1)
        if kind == "delete":
            gone += range(start + 1, end + 1)
    parts = [f"PDF 第 {_ranges(changed)} 页有改动或新增"] if changed else []
    parts += [f"原第 {_ranges(gone)} 页删去"] if gone else []
    return f"{'，'.join(parts)}（新旧各 {len(new)}、{len(old)} 页）。" if parts else "PDF 各页没有差别。"


def _ranges(numbers: Iterable[int]) -> str:
    """3、5至7"""
    runs = list[list[int]]()
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(str(run[0]) if len(run) == 1 else f"{run[0]}至{run[-1]}" for run in runs)
