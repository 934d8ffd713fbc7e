"""Joint issue, seals, annexes and tables of an official document (GB/T 9704-2012, 7.2.4, 7.3.5–7.3.7, 8)."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from plugins.typeset import plan
from plugins.typeset.compile import set_document
from plugins.typeset.plan import Press
from tests.typeset.samples import (
    DISTRICT,
    FINANCE,
    LABOUR,
    MILLIMETRE,
    Text,
    glyphs,
    lines,
    pages,
    read_text,
    sizes,
    word,
)
from tests.validators import verapdf

Make = Callable[..., Text]
Print = Callable[[Text], bytes]
PITCH, CELL = 225 / 22, 156 / 28
JOINT = f"[{FINANCE}, {LABOUR}]"
SEAL = 42.0
SIGNED = {"署名": DISTRICT, "成文日期": "2016-12-20"}
ANNEXED = f"""现将方案印发给你们[^1]。

附件：1.工作方案

2.任务分工表

{DISTRICT}

2016年12月20日

附件1

工作方案

一、目标

正文[^2]。

附件2

任务分工表

{{table}}

[^1]: 注一。

[^2]: 注二。
"""


def table(columns: int, rows: int) -> str:
    head = "|" + "|".join(f"栏目名称{n}" for n in range(columns)) + "|"
    cells = "\n".join("|" + "|".join(f"第{row}行内容" for _ in range(columns)) + "|" for row in range(rows))
    return f"{head}\n|{'---|' * columns}\n{cells}"


@pytest.fixture
def set_sealed(press: Press) -> Callable[..., bytes]:
    """The PDF of a text whose bodies sign electronically."""

    def make(source: Text, *sealed: str) -> bytes:
        made = replace(press, house=replace(press.house, sealed=frozenset(sealed)))
        job = plan.document(made, source.document, source.body).job
        assert job is not None
        return set_document(job)

    return make


def seals(data: bytes) -> list[tuple[str, str, int, tuple[float, float, float, float]]]:
    """Name, description, page (from 1) and place (left, top, right, bottom in mm) of each empty signature field."""
    found = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for field in pdf.Root.AcroForm.Fields if "/AcroForm" in pdf.Root else ():
            page = next(n for n, sheet in enumerate(pdf.pages, 1) if sheet.obj.objgen == field.P.objgen)
            left, bottom, right, top = (float(value) / MILLIMETRE for value in field.Rect)
            assert (field.FT, field.Subtype, "/V" in field) == (pikepdf.Name.Sig, pikepdf.Name.Widget, False)
            found.append((str(field.T), str(field.TU), page, (left, 297 - top, right, 297 - bottom)))
    return found


# --- several issuers ---


def test_bodies_that_issue_together_share_the_head(text: Make, set_text: Print) -> None:
    found = glyphs(set_text(text("正文。", 发布机构=JOINT, 署名=JOINT, 成文日期="2016-12-20")), 1)
    first, second, beside = word(found, FINANCE), word(found, LABOUR), word(found, "文件")
    assert min(glyph.top for glyph in first) == pytest.approx(37 + 35, abs=0.3)
    assert first[0].left == pytest.approx(second[0].left, abs=1)
    assert first[-1].right == pytest.approx(second[-1].right, abs=1)
    assert first[-1].right < beside[0].left < beside[-1].right < 28 + 156 + 0.1
    middle = (min(g.top for g in first) + max(g.bottom for g in second)) / 2
    assert (min(g.top for g in beside) + max(g.bottom for g in beside)) / 2 == pytest.approx(middle, abs=0.5)


def test_the_leading_body_signs_first(text: Make, set_text: Print) -> None:
    found = glyphs(set_text(text("正文。", 发布机构=JOINT, 署名=JOINT, 成文日期="2016-12-20")), 1)
    below = found[[glyph.char for glyph in found].index("。") :]
    first, second, day = word(below, FINANCE), word(below, LABOUR), word(below, "2016年12月20日")
    assert first[0].x == pytest.approx(second[0].x, abs=0.1)
    assert second[0].baseline - first[0].baseline == pytest.approx(PITCH, abs=0.1)
    assert day[0].baseline - second[0].baseline == pytest.approx(PITCH, abs=0.1)


@pytest.mark.parametrize("count", [2, 3, 5, 8])
def test_the_text_begins_under_any_joint_head(count: int, text: Make, set_text: Print) -> None:
    names = [f"昆明市西山区第{'一二三四五六七八'[n]}工作委员会办公室" for n in range(count)]
    source = text("正文。")
    document = replace(source.document, publisher="、".join([FINANCE, *[LABOUR] * (count - 1)]), signature="、".join(names))
    first = glyphs(set_text(Text(document, source.body)), 1)
    assert "正文。" in "".join(glyph.char for glyph in first)
    assert max(glyph.right for glyph in first) < 210 - 26 + 0.3


def test_each_body_is_a_publisher_of_its_own(text: Make, set_text: Print) -> None:
    with pikepdf.open(io.BytesIO(set_text(text("正文。", 发布机构=JOINT)))) as pdf:
        meta = pdf.open_metadata()
        assert meta["dc:publisher"] == {FINANCE, LABOUR}
        assert meta["dc:creator"] == [FINANCE, LABOUR]
        assert meta["{urn:gazette-portal:xmp:1.0/}publisher"] == f"{FINANCE}、{LABOUR}"


# --- the seal ---


def test_the_seal_has_its_place_over_signature_and_date(text: Make, set_sealed: Callable[..., bytes]) -> None:
    data = set_sealed(text("正文。", 附注="此件公开发布", **SIGNED), DISTRICT)
    ((name, words, page, (left, top, right, bottom)),) = seals(data)
    assert (name, words, page) == ("印章1", f"{DISTRICT}印章", 1)
    assert [right - left, bottom - top] == pytest.approx([SEAL, SEAL], abs=0.01)
    found = glyphs(data, 1)
    below = found[[glyph.char for glyph in found].index("。") :]
    signature, day = word(below, DISTRICT), word(below, "2016年12月20日")
    middle = (left + right) / 2
    assert (signature[0].left + signature[-1].right) / 2 == pytest.approx(middle, abs=0.6)
    assert (day[0].left + day[-1].right) / 2 == pytest.approx(middle, abs=0.6)
    assert day[-1].x + CELL == pytest.approx(28 + 156 - 4 * CELL, abs=0.6)
    assert top < signature[0].top < day[0].bottom < bottom
    assert (signature[0].top + day[0].bottom) / 2 > (top + bottom) / 2  # 居印章中心偏下位置
    assert 0 < top - below[0].baseline < PITCH  # within a line of the text


@pytest.mark.parametrize("count", [2, 3, 4])
def test_seals_of_several_bodies_do_not_touch(count: int, text: Make, set_sealed: Callable[..., bytes], press: Press) -> None:
    names = [FINANCE, LABOUR, DISTRICT, FINANCE][:count]
    source = text("正文。", 成文日期="2016-12-20")
    document = replace(source.document, publisher="、".join(names), signature="、".join(names))
    places = [(page, place) for _, _, page, place in seals(set_sealed(Text(document, source.body), *names))]
    assert len(places) == count
    for at, (page, (left, top, right, bottom)) in enumerate(places):
        assert left >= 26 - 0.1
        assert right <= 210 - 26 + 0.1
        for other, (x0, y0, x1, y1) in places[at + 1 :]:
            assert page != other or right < x0 or x1 < left or bottom < y0 or y1 < top


def test_a_pasted_signature_is_sealed_too(text: Make, set_sealed: Callable[..., bytes]) -> None:
    data = set_sealed(text(ANNEXED.format(table="无。")), DISTRICT)
    assert [(words, page) for _, words, page, _ in seals(data)] == [(f"{DISTRICT}印章", 1)]


def test_without_electronic_seals_there_is_no_field(text: Make, set_text: Print) -> None:
    assert seals(set_text(text("正文。", **SIGNED))) == []


# --- annexes ---


def test_each_annex_begins_a_page_with_its_number_and_title(text: Make, set_text: Print) -> None:
    data = set_text(text(ANNEXED.format(table=table(3, 2))))
    first, second, third = pages(data)
    assert [line for _, line in lines(first) if "附件" in line or "2.任务" in line] == ["附件：1.工作方案", "2.任务分工表"]
    one, two = word(first, "1.工作方案"), word(first, "2.任务分工表")
    assert one[0].x == pytest.approx(two[0].x, abs=1.2)
    for page, (mark, title), left in ((second, ("附件1", "工作方案"), 26), (third, ("附件2", "任务分工表"), 28)):
        assert word(page, mark)[0].x == pytest.approx(left, abs=0.2)
        assert word(page, mark)[0].baseline == pytest.approx(37 + 0.88 * 16 / MILLIMETRE, abs=0.3)
        assert sizes(word(page, title)) == {22}
        assert 2 * PITCH - 1 < word(page, title)[0].baseline - word(page, mark)[0].baseline < 2 * PITCH + 2.5


def test_annexes_are_bookmarks_with_their_headings_below(text: Make, set_text: Print) -> None:
    with pikepdf.open(io.BytesIO(set_text(text(ANNEXED.format(table="无。"))))) as pdf, pdf.open_outline() as outline:
        annexes = outline.root[0].children
        assert [item.title for item in annexes] == ["附件1　工作方案", "附件2　任务分工表"]
        assert [item.title for item in annexes[0].children] == ["一、目标"]


def test_the_footnotes_of_an_annex_count_from_one(text: Make, set_text: Print) -> None:
    found = [re.sub(r"\s", "", page) for page in read_text(set_text(text(ANNEXED.format(table="无。"))), "-raw").split("\f")]
    assert "1注一。" in found[0]
    assert "1注二。" in found[1]


# --- tables ---


def test_a_table_over_pages_repeats_its_head(text: Make, set_text: Print) -> None:
    data = set_text(text(table(4, 80)))
    with_rows = ["".join(glyph.char for glyph in page) for page in pages(data)]
    assert len(with_rows) > 3
    assert all(page.count("栏目名称0") == 1 for page in with_rows if "行内容" in page)
    found = "".join(with_rows)
    assert [found.count(f"第{row}行内容") for row in range(80)] == [4] * 80


def test_a_wide_table_lies_with_its_head_at_the_left_of_the_standing_page(text: Make, set_text: Print) -> None:
    data = set_text(text(f"前文。\n\n{table(9, 60)}\n\n后文。"))
    with pypdfium2.PdfDocument(data) as document:
        shapes = [round(sheet.get_width() / MILLIMETRE) for sheet in document]
    assert shapes == [210, *[297] * (len(shapes) - 2), 210]
    for number, page in enumerate(list(pages(data))[1:-1], 2):
        cells = [glyph for glyph in page if glyph.char in "栏目名称第行内容"]
        assert min(glyph.left for glyph in cells) > 35 - 0.1
        assert max(glyph.right for glyph in cells) < 297 - 37 + 0.1
        assert "".join(glyph.char for glyph in page).count("栏目名称0") == 1
        folio = [glyph for glyph in page if glyph.char in "—"]
        assert all(glyph.right < 35 - 3 for glyph in folio)  # below the type area when the page stands
        outer = (210 - 26 - 4 * CELL, 210 - 26) if number % 2 else (28, 28 + 4 * CELL)
        assert all(outer[0] < (glyph.top + glyph.bottom) / 2 < outer[1] for glyph in folio)


def test_an_annex_that_is_a_wide_table_has_its_head_on_the_same_page(text: Make, set_text: Print) -> None:
    third = list(pages(set_text(text(ANNEXED.format(table=table(9, 5))))))[2]
    found = "".join(glyph.char for glyph in third)
    assert found.index("附件2") < found.index("任务分工表") < found.index("栏目名称0")


def test_they_conform_to_pdfa_and_pdfua(text: Make, set_sealed: Callable[..., bytes], tmp_path: Path) -> None:
    joint = text("正文。", 发布机构=JOINT, 署名=JOINT, 成文日期="2016-12-20", 抄送="[区委办公室]")
    annexed = text(ANNEXED.format(table=table(9, 60)), 示例="是", 抄送="[区委办公室]")
    law = text(f"第一条 依据下表。\n\n{table(9, 60)}", 转载自="数据库")
    for name, source in {"联合": joint, "附件": annexed, "法规": law}.items():
        (tmp_path / f"{name}.pdf").write_bytes(set_sealed(source, DISTRICT, FINANCE, LABOUR))
    results = verapdf(sorted(tmp_path.glob("*.pdf")))
    assert Counter(result.compliant for result in results) == {True: 6}, results
