"""A document's PDF says what its source says, in the form of GB/T 9704-2012, and says who it is."""

from __future__ import annotations

import io
import pickle
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from plugins.gazette import source
from plugins.gazette.body import Block
from plugins.portal.markdown import render
from plugins.typeset import compile as setting
from plugins.typeset import data, plan
from plugins.typeset.data import Style
from plugins.typeset.faults import finding
from plugins.typeset.jobs import key
from plugins.typeset.plan import Press
from tests.typeset.samples import DISTRICT, VOCABULARIES, Text, pages, read_text, running_text
from tests.validators import verapdf

ROOT = Path(__file__).resolve().parents[2]
LAWS = ("2016/水法.md", "2016/慈善法/2016-03-16.md", "2016/open-government-opinions.md")
FULL = """现将有关事项通知如下[^1]，见**重点**、*强调*和[网站](https://www.gov.cn/a)。

一、总体要求

（一）提高认识。各单位要重视(中办发〔2016〕8号)。

- 列表一
- 列表二

| 序号 | 事项 | 期限 |
|---|:-:|--:|
| 1 | 清理 | 2017年6月 |

> 引用

```
code 代码
```

[^1]: 脚注内容。
"""
FIELDS = {
    "文号": "西政发〔2016〕8号",
    "索引号": "015116516-201612-480926",
    "成文日期": "2016-12-20",
    "主送机关": "各街道办事处，区直各部门",
    "署名": DISTRICT,
    "附注": "此件公开发布",
    "抄送": "[区委办公室, 区人大常委会办公室]",
    "附件": "[attachments/工作方案.pdf, attachments/任务分工表.xlsx]",
    "示例": "是",
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000"
    "000c49444154789c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
Make = Callable[..., Text]
Print = Callable[[Text], bytes]


def texts(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if block.kind in ("paragraph", "heading"):
            yield block.text


def in_order(wanted: Iterator[str], found: str) -> Iterator[str]:
    """The texts that do not stand in `found` after the one before."""
    at = 0
    for text in wanted:
        place = found.find(text, at)
        if place < 0:
            yield text
        else:
            at = place + len(text)


def without_furniture(data: bytes, title: str) -> str:
    """The running text without heads and page numbers; poppler gives every white space as a space."""
    lines = []
    for number, page in enumerate(read_text(data, "-raw").split("\f"), 1):
        for line in page.split("\n"):
            if not (line in (str(number), f"— {number} —") or (number > 1 and line.startswith(title))):
                lines.append(line)
    return re.sub(r"\s+", " ", "".join(lines))


@pytest.mark.parametrize("name", LAWS)
def test_every_paragraph_of_a_real_text_is_there_in_order(name: str, set_text: Print) -> None:
    content = ROOT / "content"
    document, _ = source.read_file(content / "policies" / name, content, VOCABULARIES)
    assert document is not None
    body = render((document.path, document.body)).body
    found = without_furniture(set_text(Text(document, body)), document.title)
    missing = list(in_order((re.sub(r"\s+", " ", text) for text in texts(body.blocks)), found))
    # Where a line begins with a space and an opening mark, poppler takes the mark's blank half for the space.
    assert [text for text in missing if not re.search(r" [《（“]", text)] == []
    assert len(missing) < 2


def test_a_number_is_found_as_it_is_written(text: Make, set_text: Print) -> None:
    data = set_text(text("依据《通知》（昆政办〔2016〕87号）和云办发〔2016〕34号。" * 9, **FIELDS))
    found = without_furniture(data, "示例文件")
    assert found.count("昆政办〔2016〕87号") == 9
    assert found.count("云办发〔2016〕34号") == 9
    assert "西政发〔2016〕8号" in found


def test_the_parts_stand_in_the_order_of_the_standard(text: Make, set_text: Print) -> None:
    found = running_text(set_text(text(FULL, **FIELDS)))
    parts = (
        "示例文件，非真实公文",
        f"{DISTRICT}文件",
        "西政发〔2016〕8号",
        "关于公开的通知",
        "各街道办事处，区直各部门：",
        "一、总体要求",
        "附件：1.工作方案",
        "2.任务分工表",
        DISTRICT,
        "2016年12月20日",
        "（此件公开发布）",
        "抄送：区委办公室、区人大常委会办公室。",
    )
    assert list(in_order(iter(parts), found)) == []


def test_nothing_is_invented(text: Make, set_text: Print) -> None:
    found = running_text(set_text(text("正文。"))).replace(" ", "")
    assert found == f"{DISTRICT}文件关于公开的通知正文。—1—"


def test_a_pasted_closing_is_not_set_twice(text: Make, set_text: Print) -> None:
    body = f"各街道办事处，区直各部门：\n\n正文。\n\n附件：工作方案\n\n{DISTRICT}\n\n2016年12月20日\n\n（此件公开发布）"
    found = running_text(
        set_text(text(body, **{k: v for k, v in FIELDS.items() if k not in ("示例", "抄送")}))
    )
    for part in ("各街道办事处", "2016年12月20日", "此件公开发布", "工作方案"):
        assert found.count(part) == 1
    assert found.count(DISTRICT) == 2  # the head and the signature


def test_22_lines_of_28_characters(text: Make, set_text: Print) -> None:
    page = read_text(set_text(text("字" * 3000)), "-raw").split("\f")[1]
    lines = [line for line in page.split("\n") if set(line) == {"字"}]
    assert [len(line) for line in lines] == [28] * 22


def test_lines_fill_the_type_area(text: Make, set_text: Print) -> None:
    boxes = read_text(set_text(text("字" * 3000)), "-bbox", "-f", "2", "-l", "2")
    words = [
        [float(v) for v in box]
        for box in re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">字', boxes)
    ]
    tops = [word[1] for word in words]
    millimetre = 72 / 25.4
    assert tops[1] - tops[0] == pytest.approx(225 / 22 * millimetre, abs=0.02)
    assert min(word[0] for word in words) == pytest.approx(
        26 * millimetre, abs=0.6
    )  # an even page: 28 mm at its right
    assert max(word[2] for word in words) == pytest.approx((210 - 28) * millimetre, abs=0.6)


def test_the_sample_mark_is_on_every_page(text: Make, set_text: Print) -> None:
    pages = read_text(set_text(text("字" * 2000, 示例="是"))).split("\f")[:-1]
    assert len(pages) > 3
    assert all("示例文件，非真实公文" in page for page in pages)


@pytest.mark.parametrize("words", [300, 560, 590, 600, 610, 640, 700])
def test_signature_and_date_never_stand_without_text(words: int, text: Make, set_text: Print) -> None:
    source = text(f"{'字' * words}\n\n{'文' * 100}。", 署名=DISTRICT, 成文日期="2016-12-20")
    last = read_text(set_text(source)).split("\f")[-2]
    assert "2016年12月20日" in last
    assert "文" in last.replace(DISTRICT, "")


def test_the_imprint_is_on_the_last_and_even_page(text: Make, set_text: Print) -> None:
    for words in (10, 400, 900, 1000, 1100, 1500):
        pages = read_text(set_text(text("字" * words, 抄送="[区委办公室]"))).split("\f")[:-1]
        assert len(pages) % 2 == 0
        assert "抄送：区委办公室。" in pages[-1]
        assert f"—{len(pages)}—" in pages[-1].replace(" ", "")


@pytest.mark.parametrize(
    "name", ["区", DISTRICT, "昆明市西山区人民政府推进政府职能转变和放管服改革协调小组办公室" * 2]
)
def test_a_red_head_of_any_length_keeps_to_the_type_area(
    name: str, text: Make, set_text: Print, press: Press
) -> None:
    made = replace(press, house=replace(press.house, red_heads={DISTRICT: name}))
    source = text("正文。")
    job = plan.document(made, source.document, source.body).job
    assert job is not None
    boxes = read_text(setting.set_document(job), "-bbox", "-l", "1")
    spans = [(float(a), float(b)) for a, b in re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)"', boxes)]
    assert min(span[0] for span in spans) > 28 * 72 / 25.4 - 2
    assert max(span[1] for span in spans) < (210 - 26) * 72 / 25.4 + 2


def test_it_says_who_it_is(text: Make, set_text: Print) -> None:
    with pikepdf.open(io.BytesIO(set_text(text(FULL, **FIELDS)))) as pdf:
        assert str(pdf.Root.Lang).lower().startswith("zh")
        assert str(pdf.docinfo.Title) == "关于公开的通知"
        meta = pdf.open_metadata()
        assert meta["dc:title"] == "关于公开的通知"
        assert meta["dc:identifier"] == "015116516-201612-480926"
        assert meta["dc:publisher"] == {DISTRICT}
        assert "zh-CN" in str(meta["dc:language"])
        gazette = "{urn:gazette-portal:xmp:1.0/}"
        assert meta[f"{gazette}documentNumber"] == "西政发〔2016〕8号"
        assert meta[f"{gazette}indexNumber"] == "015116516-201612-480926"
        assert meta[f"{gazette}publisher"] == DISTRICT
        assert str(meta["xmp:CreateDate"]).startswith("2016-12-21")
        with pdf.open_outline() as outline:
            assert outline.root[0].title == "关于公开的通知"
            assert [item.title for item in outline.root[0].children] == ["一、总体要求"]


def test_no_word_of_a_text_is_run(text: Make, set_text: Print) -> None:
    words = "#panic(1) \\u{41} $x$ @a <b> // c *d* _e_ = f"
    found = running_text(set_text(text(f"`{words}`\n\n甲#panic(2)", 标题="'#panic(3)'")))
    for part in (words, "#panic(2)", "#panic(3)"):
        assert part in found


def test_the_same_job_gives_the_same_bytes_in_another_process(text: Make, press: Press) -> None:
    source = text(FULL, **FIELDS)
    job = plan.document(press, source.document, source.body).job
    assert job is not None
    first = setting.set_document(job)
    assert setting.set_document(job) == first
    code = (
        "import pickle, sys; from plugins.typeset.compile import set_document;"
        "sys.stdout.buffer.write(set_document(pickle.load(sys.stdin.buffer)))"
    )
    other = subprocess.run(
        [sys.executable, "-c", code], input=pickle.dumps(job), capture_output=True, check=True, cwd=ROOT
    )
    assert other.stdout == first


def test_the_key_follows_whatever_may_change_the_bytes(text: Make, press: Press) -> None:
    source = text(FULL, **FIELDS)
    job = plan.document(press, source.document, source.body).job
    assert job is not None
    others = [
        replace(job, payload=job.payload + " "),
        replace(job, template="law"),
        replace(job, files=(("images/1.png", b"x"),)),
        replace(job, identity=replace(job.identity, day=date(2020, 1, 1))),
        replace(job, typefaces=replace(job.typefaces, digest="")),
    ]
    assert key(job) == key(replace(job, font_folder=Path("elsewhere")))
    assert len({key(job), *map(key, others)}) == len(others) + 1


@pytest.mark.parametrize(
    ("fields", "style"),
    [
        ({}, Style.OFFICIAL),
        ({"发布机构": "昆明市西山区政府"}, Style.OFFICIAL),
        ({"转载自": "国家法律法规数据库"}, Style.LAW),
        ({"发布机构": "国务院"}, Style.LAW),
        ({"path": "notices/2016/a.md", "体裁": "通知"}, Style.OFFICIAL),
        ({"path": "notices/2016/a.md"}, Style.PLAIN),
        ({"path": "interpretations/2016/a.md"}, Style.PLAIN),
    ],
)
def test_only_the_districts_own_documents_have_its_head(
    fields: dict[str, str], style: Style, text: Make
) -> None:
    assert data.style_of(text("正文。", **fields).document, VOCABULARIES) is style


def test_a_character_that_no_font_has_is_found_in_the_source(text: Make, press: Press) -> None:
    source = text("第一段。\n\n第二段有\x01和\U0001f600。", 标题="题")
    planned = plan.document(press, source.document, source.body)
    assert planned.job is None
    codes = [(problem.code, problem.message) for problem in planned.problems]
    assert ("TS002", "含有不能排印的控制字符 U+0001") in codes
    assert ("TS001", "字体中没有“\U0001f600”（U+1F600）") in codes
    found = finding(source.document, planned.problems[0])
    assert (found.path, found.line, found.column) == ("content/policies/2016/a.md", 8, 5)


def test_a_character_nobody_knows_is_shown_as_missing(text: Make, press: Press, set_text: Print) -> None:
    source = text("第一段。\n\n第二段有\ue123字。")
    (problem,) = plan.document(press, source.document, source.body).problems
    found = finding(source.document, problem)
    assert (found.code, found.severity, found.line, found.column) == ("TS006", "warning", 8, 5)
    assert "第二段有〓字。" in running_text(set_text(source))


def test_a_long_word_stretches_no_line(text: Make, set_text: Print) -> None:
    # Wide gaps between characters are read as spaces, and a 文号 with spaces is not found.
    words = "依据有关文件要求(云办发〔2016〕34号)和网址https://www.example.gov.cn/zwgk/2016/12/index.html办理。"
    assert words in running_text(set_text(text(f"{words}\n\n" + words.replace("和", "、") * 2)))


def test_an_invisible_character_is_left_out_with_a_note(text: Make, press: Press, set_text: Print) -> None:
    source = text("正\u200b文。")
    (problem,) = plan.document(press, source.document, source.body).problems
    assert problem.message == "不可见字符 U+200B 未排入 PDF"
    assert "正文。" in running_text(set_text(source))


def test_a_picture_that_is_not_there_is_a_problem(text: Make, press: Press) -> None:
    source = text("![图](no.png)")
    planned = plan.document(press, source.document, source.body)
    assert planned.job is None
    assert planned.problems[0].message == "图片无法排入 PDF：no.png"


def test_what_typst_refuses_is_an_outcome_and_no_exception(text: Make, press: Press) -> None:
    source = text("![图](a.png)")
    broken = replace(press, read=lambda path: b"\x89PNG\r\n\x1a\n broken")
    job = plan.document(broken, source.document, source.body).job
    assert job is not None
    outcome = setting.attempt(job)
    assert outcome.data is None
    assert outcome.problem is not None
    assert outcome.problem.message.startswith("排版失败：")


def test_wild_markup_is_set(text: Make, set_text: Print) -> None:
    table = "<table><caption>表</caption><tr><th rowspan='9'>甲</th><th colspan='3'>乙</th></tr><tr><td>丙</td></tr></table>"
    body = f"###### 深\n\n## 浅\n\n{table}\n\n> ## 引\n>\n> - 一\n>   - 二\n\n1. 甲\n2. 乙\n\n---\n\n"
    body += "| | |\n|-|-|\n\n**粗*斜*~~删~~**"
    found = running_text(set_text(text(body)))
    assert all(word in found for word in "深浅表甲乙丙引一二粗斜删")


def test_pictures_are_set_with_their_words(text: Make, press: Press) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="red"/></svg>'
    pictures = {"policies/2016/图 一.svg": svg, "images/二.png": PNG}
    source = text("![示意](<图 一.svg>)\n\n文中![徽](../../images/二.png)图。\n\n![](../../images/二.png)")
    job = plan.document(replace(press, read=pictures.get), source.document, source.body).job
    assert job is not None
    with pikepdf.open(io.BytesIO(setting.set_document(job))) as pdf:
        figures = [
            str(item.Alt) for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/Alt" in item
        ]
    assert sorted(figures) == ["徽", "示意"]


@pytest.mark.parametrize("columns", [1, 6, 14])
def test_a_table_of_any_width_keeps_to_the_page(columns: int, text: Make, set_text: Print) -> None:
    row = "|" + "|".join(f"内容较长的单元格{n}" for n in range(columns)) + "|"
    found = set_text(text(f"{row}\n|{'---|' * columns}\n{row}\n{row}"))
    for page in pages(found):
        cells = [glyph for glyph in page if glyph.char in "内容较长的单元格"]
        limit = 297 - 37 if columns > 6 else 210 - 26  # a table too wide for the standing page lies
        assert all(glyph.right < limit + 0.4 for glyph in cells)
    assert re.sub(r"\s", "", read_text(found, "-raw")).count("内容") == 3 * columns


def test_an_empty_body_is_set(text: Make, set_text: Print) -> None:
    assert "关于公开的通知" in running_text(set_text(text("")))


def test_it_conforms_to_pdfa_and_pdfua(text: Make, set_text: Print, tmp_path: Path) -> None:
    sources = {
        "公文": text(FULL, **FIELDS),
        "法规": text(
            "## 第一章 总则\n\n第一条 为了公开。", 转载自="数据库", 来源网址="https://flk.npc.gov.cn/"
        ),
        "解读": text(FULL, path="interpretations/2016/a.md"),
    }
    for name, made in sources.items():
        (tmp_path / f"{name}.pdf").write_bytes(set_text(made))
    results = verapdf(sorted(tmp_path.glob("*.pdf")))
    assert Counter(result.compliant for result in results) == {True: 6}, results
