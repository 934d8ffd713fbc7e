"""An official document keeps to the measures of GB/T 9704-2012: told by the places of its glyphs, in millimetres."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.typeset.samples import DISTRICT, Text, glyphs, lines, pages, sizes, word

Make = Callable[..., Text]
Print = Callable[[Text], bytes]
TOP, INSIDE, OUTSIDE, WIDTH, HEIGHT = 37.0, 28.0, 26.0, 156.0, 225.0
PITCH, CELL, EM = HEIGHT / 22, WIDTH / 28, 16 * 25.4 / 72
FIRST_BASELINE = TOP + 0.88 * EM


@pytest.mark.parametrize(("page", "left"), [(2, OUTSIDE), (3, INSIDE)])
def test_22_lines_of_28_characters_fill_the_type_area(page: int, left: float, text: Make, set_text: Print) -> None:
    found = [glyph for glyph in glyphs(set_text(text("字" * 3000)), page) if glyph.char == "字"]
    assert len(found) == 22 * 28
    for at, glyph in enumerate(found):
        line, column = divmod(at, 28)
        assert glyph.x == pytest.approx(left + column * CELL, abs=0.15)
        assert glyph.baseline == pytest.approx(FIRST_BASELINE + line * PITCH, abs=0.02)
        assert glyph.size == pytest.approx(16)
    assert max(glyph.right for glyph in found) <= left + WIDTH + 0.1
    assert max(glyph.bottom for glyph in found) <= TOP + HEIGHT


def test_the_head_of_the_first_page_has_its_places(text: Make, set_text: Print) -> None:
    found = glyphs(set_text(text("正文。", 文号="西政发〔2016〕8号", 主送机关="各街道办事处：")), 1)
    head, number = word(found, f"{DISTRICT}文件"), word(found, "西政发〔2016〕8号")
    assert min(glyph.top for glyph in head) == pytest.approx(TOP + 35, abs=0.3)
    assert INSIDE <= min(glyph.left for glyph in head) < max(glyph.right for glyph in head) <= INSIDE + WIDTH
    assert (number[0].x + number[-1].x + CELL) / 2 == pytest.approx(INSIDE + WIDTH / 2, abs=0.6)
    title, addressee = word(found, "关于公开的通知"), word(found, "各街道办事处：")
    assert sizes(title) == {22}
    assert addressee[0].x == pytest.approx(INSIDE, abs=0.1)
    assert word(found, "正文。")[0].x == pytest.approx(INSIDE + 2 * CELL, abs=0.15)


def test_headings_are_of_the_size_of_the_text(text: Make, set_text: Print) -> None:
    body = "一、总体要求\n\n（一）基本原则\n\n甲。\n\n## 附则\n\n乙。"
    found = glyphs(set_text(text(body)), 1)
    for words in ("一、总体要求", "（一）基本原则", "附则"):
        assert sizes(word(found, words)) == {16}
        assert word(found, words)[0].x == pytest.approx(INSIDE + 2 * CELL, abs=3)  # an opening bracket is half blank


def test_lines_with_headings_stay_on_the_grid(text: Make, set_text: Print) -> None:
    found = glyphs(set_text(text("字" * 400 + "\n\n一、总体要求\n\n" + "字" * 60)), 2)
    rows = [y for y, line in lines(found) if "字" in line or "总体" in line]
    assert [round((y - FIRST_BASELINE) / PITCH, 2) % 1 for y in rows] == [pytest.approx(0, abs=0.02)] * len(rows)


@pytest.mark.parametrize(("page", "side"), [(1, "right"), (2, "left")])
def test_the_page_number_stands_outside_below_the_type_area(page: int, side: str, text: Make, set_text: Print) -> None:
    folio = word(glyphs(set_text(text("字" * 1000)), page), f"—{page}—")
    assert sizes(folio) == {14}
    dash = folio[0]
    assert (dash.top + dash.bottom) / 2 == pytest.approx(TOP + HEIGHT + 7, abs=0.8)
    four = 14 * 25.4 / 72
    if side == "right":
        assert folio[-1].right == pytest.approx(INSIDE + WIDTH - four, abs=0.6)
    else:
        assert dash.left == pytest.approx(OUTSIDE + four, abs=0.6)


def test_signature_and_date_stand_where_an_unsealed_document_has_them(text: Make, set_text: Print) -> None:
    """7.3.5.2: a blank line, the signature two characters from the right, the date two characters in from it."""
    found = glyphs(set_text(text("正文。", 署名=DISTRICT, 成文日期="2016-12-20")), 1)
    body, signature, day = word(found, "正文。"), word(found[20:], DISTRICT), word(found, "2016年12月20日")
    assert signature[0].baseline - body[0].baseline == pytest.approx(2 * PITCH, abs=0.1)
    assert day[0].baseline - signature[0].baseline == pytest.approx(PITCH, abs=0.1)
    assert signature[-1].x + CELL == pytest.approx(INSIDE + WIDTH - 2 * CELL, abs=0.3)
    assert day[0].x - signature[0].x == pytest.approx(2 * CELL, abs=0.3)


@pytest.mark.parametrize("words", range(811, 875, 9))
def test_a_signature_without_text_says_so(words: int, text: Make, set_text: Print) -> None:
    """7.3.5.5: a paragraph too long to move with the signature ends the page before it."""
    data = set_text(text("字" * words, 署名=DISTRICT, 成文日期="2016-12-20"))
    last = [line for _, line in lines(list(pages(data))[-1])]
    assert ("（此页无正文）" in last) == ("字" not in "".join(last))
    assert last.index(DISTRICT) == len(last) - 3


def test_the_imprint_closes_the_last_even_page(text: Make, set_text: Print) -> None:
    last = list(pages(set_text(text("字" * 300, 抄送="[区委办公室]"))))[-1]
    copied = word(last, "抄送：区委办公室。")
    assert sizes(copied) == {14}
    assert copied[0].x == pytest.approx(OUTSIDE + 14 * 25.4 / 72, abs=0.3)
    assert TOP + HEIGHT - 8 < copied[0].baseline < TOP + HEIGHT
