"""Pages are compared as they look; inserted and removed ones do not make all that follow others."""

import io

import pikepdf
import pytest

from plugins.archive.pdf_pages import pictures, words


def pdf(*greys: float) -> bytes:
    """A PDF with a page for each grey, filled with it."""
    made = io.BytesIO()
    with pikepdf.new() as document:
        for grey in greys:
            page = document.add_blank_page(page_size=(100, 100))
            page.Contents = document.make_stream(f"{grey} g 0 0 100 100 re f".encode())
        document.save(made)
    return made.getvalue()


def test_equal_looks_are_equal_pages() -> None:
    assert pictures(pdf(0.1, 0.5)) == pictures(pdf(0.1, 0.5))
    assert len(set(pictures(pdf(0.1, 0.5, 0.1)))) == 2


@pytest.mark.parametrize(("old", "new", "said"), [
    ("abcd", "abcd", "PDF 各页没有差别。"),
    ("abcd", "axcd", "PDF 第 2 页有改动或新增（新旧各 4、4 页）。"),
    ("abcd", "abxycd", "PDF 第 3至4 页有改动或新增（新旧各 6、4 页）。"),
    ("abcd", "acd", "原第 2 页删去（新旧各 3、4 页）。"),
    ("abcdef", "xbcydef", "PDF 第 1、4 页有改动或新增（新旧各 7、6 页）。"),
])  # fmt: skip
def test_the_pages_that_differ_are_told(old: str, new: str, said: str) -> None:
    assert words(old, new) == said
