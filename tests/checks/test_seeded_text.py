"""Faults put at random places of real paragraphs: each is found on its line, and nothing else is."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import pytest

from plugins.checks import Options, run
from plugins.gazette import document_reader, front_matter, vocabularies
from plugins.gazette.corpus import Corpus
from plugins.gazette.findings import Finding
from tests.conftest import ROOT

HEAD = """---
标题: {title}
索引号: 015116516-201612-000001
文号: 西政发〔2016〕1号
发布机构: 昆明市西山区人民政府
成文日期: 2016-12-20
发布日期: 2016-12-21
体裁: 通知
主题分类: 综合政务\\政务公开
公开属性: 主动公开
公开方式: [政府网站]
概述: {summary}
---
"""
BODY_LINE = HEAD.count("\n") + 1
WORDS = vocabularies.read(ROOT / "content/vocabularies")
OPTIONS = Options(date(2026, 11, 22), exists=lambda path: True)


def check(lines: list[str], title: str = "关于防汛工作的通知", summary: str = "规定防汛工作的职责和措施。") -> list[Finding]:
    head, reading = front_matter.parse(HEAD.format(title=title, summary=summary) + "\n".join(lines) + "\n", "a.md")
    document = document_reader.build("policies/2016/a.md", "", head, WORDS)
    return [*reading, *run(Corpus((document,), WORDS), OPTIONS)]


def codes(found: list[Finding]) -> set[tuple[int, str]]:
    """Line and code of each finding; a citation of a 条 whose number is broken has lost its target, rightly."""
    return {(finding.line, finding.code) for finding in found if not finding.code.startswith("CT")}


@cache
def clean_texts() -> tuple[tuple[str, ...], ...]:
    """Runs of real paragraphs in which the checks find nothing."""
    runs = []
    for path in sorted((ROOT / "content/policies").rglob("*.md")):
        body = front_matter.parse(path.read_text("utf-8"), path.name)[0].body
        lines = [line for line in body.split("\n") if line and not line.startswith("#")][:60]
        if len(lines) > 30 and not check(lines):
            runs.append(tuple(lines))
    return tuple(runs)


class Seed(NamedTuple):
    """A fault: the codes that may speak of it, and how a line gets it (None where the line offers no place)."""

    codes: tuple[str, ...]
    plant: Callable[[random.Random, str], str | None]


def inserted(*texts: str) -> Callable[[random.Random, str], str | None]:
    """Put one of the texts between two Chinese characters, outside brackets and quotations."""

    def plant(chance: random.Random, line: str) -> str | None:
        places = [m.end() for m in re.finditer("[一-鿿](?=[一-鿿])", line) if m.end() > 8 and _is_outside(line, m.end())]
        if not places:
            return None
        place = chance.choice(places)
        return line[:place] + chance.choice(texts) + line[place:]

    return plant


def _is_outside(line: str, place: int) -> bool:
    before = line[:place]
    return all(before.count(opener) == before.count(closer) for opener, closer in ("《》", "（）", "“”"))


def replaced(pattern: str, *texts: str) -> Callable[[random.Random, str], str | None]:
    def plant(chance: random.Random, line: str) -> str | None:
        found = list(re.finditer(pattern, line))
        if not found:
            return None
        match = chance.choice(found)
        return line[: match.start()] + match.expand(chance.choice(texts)) + line[match.end() :]

    return plant


def swapped(pairs: dict[str, str]) -> Callable[[random.Random, str], str | None]:
    def plant(chance: random.Random, line: str) -> str | None:
        places = [place for place, char in enumerate(line) if char in pairs and place > 8]
        if not places:
            return None
        place = chance.choice(places)
        return line[:place] + pairs[line[place]] + line[place + 1 :]

    return plant


COMPATIBILITY = dict(zip("人金行力车不年门见工", "\u2f08\uf90a\u2f8f\u2f12\u2ecb\uf967\uf98e\u2ed4\u2ec5\u2f2f", strict=True))
WRONG_PAIRS = ("[]", "()", "（）", "【】", "〖〗", "［］")
SEEDS = {
    "zero width": Seed(("TX003",), inserted(*"\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u3164\u2063")),
    "control": Seed(("TX001",), inserted(*"\x07\x1b\x7f\u0085\u2028\u2029\u202e\ufffd\ufff9")),
    "private use": Seed(("TX002",), inserted(*"\ue000\uf8ff\U000f0000")),
    "compatibility": Seed(("TX005",), swapped(COMPATIBILITY)),
    "small mark": Seed(("TX005",), swapped({"，": "﹐", "；": "﹔", "：": "﹕", "、": "﹑"})),
    "cyrillic": Seed(("TX006",), inserted("用АPP办理", "用PDА办理", "等А类", "用АРР办理", "为5А级景区")),
    "greek": Seed(("TX006",), inserted("等Α类", "用ΑPP办理", "为3Α级景区")),
    "kana": Seed(("TX006",), swapped({"口": "ロ", "工": "エ", "力": "カ", "二": "ニ", "八": "ハ"})),
    "circle": Seed(("TX007",), inserted("自二○一六年起", "自二〇○六年起", "自二0一六年起", "自二O一六年起", "自二ＯＯ六年起")),
    "full width": Seed(("TX008",), inserted("共１５项", "用ＡＰＰ办理", "在２０１６年")),
    "combining": Seed(("TX009",), inserted("Cafe\u0301")),
    "dash for one": Seed(("TX010",), replaced("^第[一二三四五六七八九十]*一条", "第—条", "第-条", "第ー条", "第－条", "第十—条")),
    "dash in year": Seed(("TX010",), inserted("自二〇—六年起", "自二〇一—年起", "依照第—款办理", "共二十—项")),
    "letter for digit": Seed(("TX010",), inserted("共l5项", "自2O16年起", "在l5日前", "到1O月底", "在2016年l月")),
    "half comma": Seed(("PN001",), replaced("(?<=[一-鿿])，", ",")),
    "half semicolon": Seed(("PN001",), replaced("(?<=[一-鿿])；", ";")),
    "half colon": Seed(("PN001",), replaced("(?<=[一-鿿])：", ":")),
    "half stop": Seed(("PN001",), replaced("(?<=[一-鿿])。", ".")),
    "half after digit": Seed(("PN001",), inserted("增长5,其中", "达到95%,其中", "见www.gov.cn,其中", "用APP,办理")),
    "half after blank": Seed(("PN001",), inserted("重点 ,其中", "**重点**:其中", "*重点*,其中")),
    "number": Seed(("PN002",), inserted(*(f"按西政发{pair[0]}2016{pair[1]}12号" for pair in WRONG_PAIRS))),
    "ordinal": Seed(("PN002",), inserted(*(f"按西政发{number}号" for number in ("〔2016〕第1", "〔2016〕01", " 〔2016〕 1")))),
    "lost opener": Seed(("PN003",), replaced("[《（“](?=[一-鿿])(?<!^.)", "")),
    "lost closer": Seed(("PN003",), replaced("(?<=[一-鿿])[》）”]", "")),
    "lone bracket": Seed(("PN003",), inserted("《", "》", "）", "〔", "〕", "”", "】", "（", "“")),
    "half pair": Seed(("PN003",), replaced("(?<=[一-鿿])）", ")")),
    "doubled": Seed(("PN004",), replaced("[，；。](?=[一-鿿]|$)", r"\g<0>\g<0>", r"\g<0>。", r"，\g<0>")),
    "dots": Seed(("PN005",), replaced("。$", "...", "......", "。。。", "…")),
    "straight quotes": Seed(("PN006",), inserted('的"五公开"', "的'五公开'", '的"五公开')),
    "round brackets": Seed(("PN007",), inserted("(含街道)", "(试行)", "(2016年)")),
    "nested": Seed(("PN008",), inserted("按照《关于印发《政务公开方案》的通知》")),
    "word": Seed(("WD001",), inserted("截止目前", "按装设备", "人民政俯")),
    "image": Seed(("AT005",), replaced("$", "![](/theme/images/emblem.svg)", "![ ](/theme/images/emblem.svg)")),
}  # fmt: skip


def documents(count: int, seed: int) -> Iterator[tuple[random.Random, list[str]]]:
    for number in range(count):
        chance = random.Random(seed * 1000 + number)
        yield chance, list(chance.choice(clean_texts()))


@pytest.mark.parametrize("name", SEEDS)
def test_seeded_fault_is_found_on_its_line_alone(name: str) -> None:
    seed, planted = SEEDS[name], 0
    for chance, lines in documents(14, len(name)):
        rows = chance.sample(range(len(lines)), len(lines))
        row, faulty = next(((row, new) for row in rows if (new := seed.plant(chance, lines[row]))), (0, None))
        if faulty is None:
            continue
        lines[row] = faulty
        found = codes(check(lines))
        assert (BODY_LINE + row, seed.codes[0]) in found, (faulty, found)
        assert {line for line, _ in found} == {BODY_LINE + row}, (faulty, found)
        planted += 1
    assert planted >= 8


def test_many_faults_in_one_document_are_all_found() -> None:
    for chance, lines in documents(30, 99):
        expected = set()
        free = list(range(len(lines)))
        chance.shuffle(free)
        for name in chance.sample([name for name in SEEDS if not name.startswith(("lost", "lone"))], 8):
            row, faulty = next(((row, new) for row in free if (new := SEEDS[name].plant(chance, lines[row]))), (0, None))
            if faulty is not None:
                lines[row] = faulty
                free.remove(row)
                expected.add((BODY_LINE + row, SEEDS[name].codes[0]))
        found = codes(check(lines))
        assert expected <= found
        assert {line for line, _ in found} == {line for line, _ in expected}


@pytest.mark.parametrize("name", [name for name in SEEDS if name not in ("image", "dots", "dash for one")])
@pytest.mark.parametrize("field", ["title", "summary"])
def test_seeded_fault_in_the_head(name: str, field: str) -> None:
    """Plain, quoted and folded values: the line is the file's own."""
    text = "关于印发区人民政府二八工作门口金融人力（试行）“方案”《办法》：行动，见年；如下：通知。"
    planted = SEEDS[name].plant(random.Random(1), text)
    assert planted
    quoted = "'" + planted.replace("'", "''") + "'"
    line = {"title": 2, "summary": 12}[field]
    for written, below in ((quoted, 0), (f">-\n  规定工作。\n  {planted}", 2)):
        found = check(["正文。"], **{field: written})
        seen = {(finding.line, finding.code) for finding in found}
        assert (line + below, SEEDS[name].codes[0]) in seen or name in ("control",), (written, seen)


@pytest.mark.parametrize("place", ["- {}", "> {}", "| 项目 | 说明 |\n|---|---|\n| 甲 | {} |", "正文[^1]。\n\n[^1]: {}", "## {}"])
def test_seeded_fault_in_lists_quotes_tables_and_notes(place: str) -> None:
    names = ("zero width", "compatibility", "circle", "half comma", "number", "round brackets", "word", "doubled")
    for name in (*names, "straight quotes"):
        faulty = SEEDS[name].plant(random.Random(3), "按照区人民政府的工作方案，各门口人力金融行年不得见车工。")
        assert faulty
        lines = place.format(faulty).split("\n")
        assert (BODY_LINE + len(lines) - 1, SEEDS[name].codes[0]) in codes(check(lines)), (name, lines)


CLEAN = (
    "见 https://www.gov.cn/a,b;c(1).html?x=1:2 和 [清单](https://www.gov.cn/通知,最新(1).pdf \"清单\")。",
    "共 1,000.5 元，9:30 开始，比例 3:1，GB/T 9704—2012，PDF（.pdf）。",
    "English text, with marks: \"quoted\" (and so on); it's fine.",
    "`二○一六年,(一)` 和 `\"五公开\"`",
    "👨‍👩‍👧 བོད་ ᠮᠣᠩᠭᠣᠯ‍ α粒子 μm H2O2 Fe2O3 ΔT",
    "二〇一五—二〇一六年，2016—2020年，一—二年，10月—12月，昆明—大理。",
    "1. 第一项；\n2. 第二项（见注 1）。",
    "<img src=\"/theme/images/a,b.svg\" alt=\"说明,甲\">",
    "东方マーケット公司，CCTV（央视）、Ⅲ级、①项、㎡、℃、5‰、“十三五”、‘十三五’。",
    "包括供水、供电……等。什么？！",
    "见图![流程](/theme/images/emblem.svg)和 5\" 屏幕。",
    "《关于印发〈方案〉的通知》（国办发〔2016〕80号）",
)  # fmt: skip


@pytest.mark.parametrize("line", CLEAN)
def test_what_is_right_is_let_be(line: str) -> None:
    families = ("TX", "PN", "NU", "TB", "WD")
    assert [str(finding) for finding in check(line.split("\n")) if finding.code.startswith(families)] == []


NUMBERED = {
    "条": [f"第{n}条 各部门应当落实责任。" for n in "一二三四五六七八九十"],
    "章": [line for n in "一二三四五六" for line in (f"## 第{n}章 责任", f"{n}是责任。")],
    "一、": [f"{n}、落实各项责任。" for n in "一二三四五六七"],
    "（一）": ["第一条 包括："] + [f"（{n}）落实责任；" for n in "一二三四五六七"],
    "1.": ["一、落实责任"] + [f"{n}．加强领导。" for n in range(1, 8)],
    "（1）": ["一、落实责任"] + [f"（{n}）加强领导。" for n in range(1, 8)],
}


@pytest.mark.parametrize("kind", NUMBERED)
def test_numbering(kind: str) -> None:
    lines = NUMBERED[kind]
    assert not codes(check(lines))
    marked = [row for row, line in enumerate(lines) if re.match("#|第.条|[（(]?[一二三四五六七八九十1-9][、）．]", line)]
    marked = [row for row in marked if not (kind != "条" and lines[row].startswith("第一条"))]
    marked = [row for row in marked if not (kind in ("1.", "（1）") and lines[row].startswith("一、"))]
    sign = re.compile("[一二三四五六七八九十1-9]")
    for number, row in enumerate(marked):
        for other in range(len(marked)):
            wrong = sign.sub(sign.search(lines[marked[other]])[0], lines[row], count=1)  # type: ignore[index]
            if other != number and not (number == len(marked) - 1 and other == 0):
                found = codes(check([*lines[:row], wrong, *lines[row + 1 :]]))
                assert found == {(BODY_LINE + row, "NU001")}, (wrong, found)
        if 0 < number < len(marked) - 1:
            found = codes(check([*lines[:row], *lines[row + (2 if kind == "章" else 1) :]]))
            assert found == {(BODY_LINE + row, "NU001")}, lines[row]


@pytest.mark.parametrize(
    ("text", "row", "code"),
    [
        ("| 项目 |  |\n|---|---|\n| 公园 | 3 |", 0, "TB001"),
        ("|  |  |\n|---|---|\n| 公园 | 3 |", 0, "TB001"),
        ("前文。\n\n<table>\n<tr><td>公园</td></tr>\n</table>", 2, "TB001"),
        ("| 项目 | 数量 |\n|---|---|\n| 公园 |", 2, "TB002"),
        ("| 项目 | 数量 |\n|---|---|\n| 公园 | 3 | 5 |", 2, "TB002"),
        ("> | 项目 |  |\n> |---|---|\n> | 公园 | 3 |", 0, "TB001"),
        ("前文。\n\n| 项目 | 数量 |\n| 公园 | 3 |", 2, "TB003"),
        ("|---|---|\n| 公园 | 3 |", 0, "TB003"),
        ("图：![][a]\n\n[a]: /theme/images/emblem.svg", 0, "AT005"),
        ('图：<img src="/theme/images/emblem.svg">', 0, "AT005"),
        ('图：<img src="/theme/images/emblem.svg" alt="">', 0, "AT005"),
    ],
)
def test_tables_and_images(text: str, row: int, code: str) -> None:
    assert (BODY_LINE + row, code) in codes(check(text.split("\n")))


@pytest.mark.parametrize(
    "name", ["zero width", "compatibility", "cyrillic", "circle", "full width", "letter for digit", "number"]
)
def test_edits_mend_the_fault_and_touch_nothing_else(name: str) -> None:
    seed = SEEDS[name]
    for chance, lines in documents(8, 7):
        for row in chance.sample(range(len(lines)), 6):
            faulty = seed.plant(chance, lines[row])
            lines[row] = (faulty and seed.plant(chance, faulty)) or faulty or lines[row]
        found = [finding for finding in check(lines) if finding.code == seed.codes[0]]
        mended = apply(found, lines)
        assert found
        assert seed.codes[0] not in {code for _, code in codes(check(mended))}
        edited = {edit.line for finding in found for edit in finding.edits}
        assert all(a == b for n, (a, b) in enumerate(zip(lines, mended, strict=True), BODY_LINE) if n not in edited)


def apply(found: list[Finding], lines: list[str]) -> list[str]:
    mended = list(lines)
    for edit in sorted((edit for finding in found for edit in finding.edits), reverse=True):
        row, start = edit.line - BODY_LINE, edit.column - 1
        mended[row] = mended[row][:start] + edit.text + mended[row][start + edit.length :]
    return mended


def test_edits_of_findings_that_are_left_out_are_kept() -> None:
    lines = ["各部\u200b门要认真\u200b落实。"] * 250
    mended = apply([finding for finding in check(lines) if finding.code == "TX003"], lines)
    assert mended == ["各部门要认真落实。"] * 250


@pytest.mark.parametrize("title", ["关于\u200b印发二○一六年\u200b共１５项", "'关于\u200b印发二○一六年\u200b共１５项'"])
def test_edits_in_the_head(title: str) -> None:
    edits = sorted((edit for finding in check(["正文。"], title=title) for edit in finding.edits), reverse=True)
    line = f"标题: {title}"
    for edit in edits:
        line = line[: edit.column - 1] + edit.text + line[edit.column - 1 + edit.length :]
    assert line.replace("'", "") == "标题: 关于印发二〇一六年共15项"


def test_brackets_of_one_habit_are_one_note() -> None:
    (found,) = check([f"({number})落实责任(含街道)。" for number in "一二三四五"])
    assert (found.code, found.severity.value) == ("PN007", "note")


@pytest.mark.parametrize(
    ("text", "columns"),
    [("统一但、截止目前按装备配齐", [5]), ("项目既使用资金又既使困难", [9]), ("全部份额中的部份", [7])],
)
def test_listed_words_in_longer_ones(text: str, columns: list[int]) -> None:
    assert [finding.column for finding in check([text]) if finding.code == "WD001"] == columns


def test_the_text_of_others_gets_no_edits() -> None:
    head = HEAD.format(title="办法", summary="办法。").replace("文号: 西政发〔2016〕1号\n", "转载自: 中国政府网\n")
    parsed, _ = front_matter.parse(head + "关于\u200b⼈民政府。\n", "a.md")
    document = document_reader.build("policies/2016/a.md", "", parsed, WORDS)
    found = run(Corpus((document,), WORDS), OPTIONS)
    assert {finding.code for finding in found} >= {"TX003", "TX005"}
    assert not any(finding.edits for finding in found)
