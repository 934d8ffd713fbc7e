"""Cover, long 目录, lying tables, 更正 and end matter of a bulletin issue."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from plugins.typeset import plan
from plugins.typeset.compile import Issue, set_issue
from plugins.typeset.jobs import IssueJob
from plugins.typeset.plan import Press, Printed
from tests.typeset.samples import HOUSE, MILLIMETRE, Text, pages, read_text
from tests.validators import verapdf

Make = Callable[..., Text]
IMPRINT = {"准印证": "（示例）准印证号 000000", "发行范围": "区档案馆、区图书馆"}
WIDE = "|" + "|".join(f"栏目名称{n}" for n in range(9)) + "|\n|" + "---|" * 9 + "\n" + ("|" + "内容|" * 9 + "\n") * 50


@pytest.fixture
def set_head(text: Make, press: Press) -> Callable[..., Issue]:
    """An issue with the fields of its own file, and what it prints."""

    def make(printed: list[Printed], body: str = "", corrections: tuple[str, ...] = (), **fields: str) -> Issue:
        house = replace(HOUSE, imprint=IMPRINT, sealed=frozenset({HOUSE.gazette_sponsor}))
        head = text(body, **({"path": "bulletins/2016/06.md", "标题": "公报", "期号": "2016年第6期"} | fields))
        job = plan.issue(replace(press, house=house), head.document, head.body, printed, corrections).job
        assert isinstance(job, IssueJob)
        assert set_issue(job) == set_issue(job)
        return set_issue(job)

    return make


def compact(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    ("number", "cover"),
    [
        ("2016年第5、6期", "2016年第5、6期（合刊）"),
        ("2016年增刊第1期", "2016年增刊第1期"),
        ("2016年第6期增刊", "2016年第6期增刊"),
    ],
)
def test_the_cover_names_double_issues_and_supplements(number: str, cover: str, set_head: Callable[..., Issue]) -> None:
    assert cover in compact(read_text(set_head([], 期号=number).data, "-l", "1"))


def test_the_end_matter_says_what_the_house_and_the_issue_say(set_head: Callable[..., Issue]) -> None:
    last = compact(read_text(set_head([], 准印证="（示例）准印证号 111111", 印数="1000册").data).split("\f")[-2])
    said = ("主办：昆明市西山区人民政府办公室", "准印证：（示例）准印证号111111", "印数：1000册", "发行范围：区档案馆、区图书馆")
    for words in said:
        assert words in last
    assert "000000" not in last


def test_corrections_have_a_section_of_their_own(set_head: Callable[..., Issue]) -> None:
    words = plan.correction("2016年第5期", "关于甲的通知", 12, "十一月", "十二月")
    assert words == "2016年第5期《关于甲的通知》（第12页）：“十一月”应为“十二月”。"
    made = set_head([], corrections=(words,))
    found = [compact(page) for page in read_text(made.data, "-raw").split("\f")]
    assert words in found[2]
    assert re.search(r"更正\.*3", found[1])
    with pikepdf.open(io.BytesIO(made.data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["更正"]


def test_a_long_table_of_contents_tells_every_page(text: Make, set_head: Callable[..., Issue]) -> None:
    articles = [
        text("正文。", f"policies/2016/a{n}.md", 标题=f"关于第{n}件事项的通知", 文号=f"西政发〔2016〕{n}号") for n in range(1, 71)
    ]
    made = set_head([Printed("区政府文件", one.document, one.body) for one in articles])
    found = [compact(page) for page in read_text(made.data, "-raw").split("\f")]
    first = made.page_of["policies/2016/a1.md"]
    assert first > 4
    contents = "".join(found[1 : first - 1])
    for number, one in enumerate(articles, 1):
        page = made.page_of[one.document.path]
        assert f"关于第{number}件事项的通知" in found[page - 1]
        assert re.search(rf"关于第{number}件事项的通知（西政发〔2016〕{number}号）\.*{page}(?!\d)", contents)
    assert all("目录" in page and f"—{number}—" in page for number, page in enumerate(found[1 : first - 1], 2))
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert [str(page.label) for page in pdf.pages] == ["封面", *map(str, range(2, len(pdf.pages) + 1))]


def test_a_wide_table_lies_below_its_running_head(text: Make, set_head: Callable[..., Issue]) -> None:
    one = text(f"前文。\n\n{WIDE}\n\n后文。")
    made = set_head([Printed("区政府文件", one.document, one.body)])
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        lying = [number for number, page in enumerate(pdf.pages) if page.mediabox[2] > page.mediabox[3]]
    assert lying == [3, 4, 5][: len(lying)]
    sheets = list(pages(made.data))
    for number in lying:
        words = "".join(glyph.char for glyph in sheets[number])
        assert "2016年第6期" in words
        assert "栏目名称0" in words
        assert all(glyph.left > 0 and glyph.right < 297 and glyph.bottom < 210 for glyph in sheets[number])


def test_an_annex_of_an_article_is_no_article(text: Make, set_head: Callable[..., Issue]) -> None:
    one = text("正文。\n\n附件1\n\n工作方案\n\n一、目标\n\n内容。")
    two = text("正文。", "policies/2016/b.md", 标题="乙通知")
    made = set_head([Printed("区政府文件", one.document, one.body), Printed("区政府文件", two.document, two.body)])
    assert made.page_of == {"policies/2016/a.md": 3, "policies/2016/b.md": 5}
    with pikepdf.open(io.BytesIO(made.data)) as pdf, pdf.open_outline() as outline:
        (annex,) = outline.root[0].children[0].children
        assert (annex.title, [item.title for item in annex.children]) == ("附件1\u3000工作方案", ["一、目标"])


def test_the_sponsors_seal_has_its_place_in_the_end_matter(set_head: Callable[..., Issue]) -> None:
    with pikepdf.open(io.BytesIO(set_head([]).data)) as pdf:
        (field,) = pdf.Root.AcroForm.Fields
        assert field.P.objgen == pdf.pages[-1].obj.objgen
        left, bottom, right, top = (float(value) / MILLIMETRE for value in field.Rect)
    assert right - left == pytest.approx(42, abs=0.01)
    assert 26 < left < right < 210 - 26
    assert 20 < bottom < top < 120


def test_an_issue_of_all_parts_conforms(text: Make, set_head: Callable[..., Issue], tmp_path: Path) -> None:
    one = text(f"正文[^1]。\n\n{WIDE}\n\n附件\n\n方案\n\n内容[^2]。\n\n[^1]: 甲。\n\n[^2]: 乙。", 示例="是")
    law = text("第一条 丙[^1]。\n\n[^1]: 注。", "policies/2016/c.md", 标题="丙法", 转载自="数据库")
    told = text("问：丁？\n\n- 答", "interpretations/2016/d.md", 标题="丁解读")
    sections = ("区政府文件", "法规", "政策解读")
    printed = [Printed(name, made.document, made.body) for name, made in zip(sections, (one, law, told), strict=True)]
    made = set_head(printed, "编者的话。\n\n## 大事记\n\n略。", ("更正一处。",), 期号="2016年第5、6期")
    (tmp_path / "公报.pdf").write_bytes(made.data)
    results = verapdf([tmp_path / "公报.pdf"])
    assert [result.compliant for result in results] == [True, True], results
