"""What changed in a version has a page of its own, made anew when one of the two texts or the template changes."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from plugins.portal import redline_view
from plugins.portal.markdown import render
from plugins.portal.redline_view import Changes
from tests.building import Built, build, files, policy, write
from tests.validators.nu import nu

WORK = "policies/2018/示范办法/"
BEGINNING = "第一章 总则\n\n第一条 为了示范，制定本办法。"
REVISED = f"{BEGINNING}\n\n第二条 罚款三千元。\n\n第三条 社区提出意见。\n\n第四条 由区政府负责解释。"
TEXTS = {
    "2018-01-01": f"{BEGINNING}\n\n第二条 罚款五千元。\n\n第三条 由区政府负责解释。",
    "2019-01-01": REVISED,
    "2020-01-01": REVISED,
}


def contents() -> dict[str, str]:
    return {f"policies/2018/示范办法/{day}.md": policy("示范办法", day, text) for day, text in TEXTS.items()}


def compare(old: str, new: str, prefix: str = "") -> Changes:
    before, after = (render(("policies/2016/a.md", text)).clauses for text in (old, new))
    return redline_view.changes(before, after, prefix)


def words(html: str) -> str:
    main = html.partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", main)))


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("redline") / "content", contents())


@pytest.fixture(scope="module")
def site(content: Path) -> Built:
    built = build(content, content.parent, pdf=False)
    assert built.status == 0, built.said
    return built


def test_every_version_but_the_first_has_a_page_of_its_changes(site: Built) -> None:
    made = [path.relative_to(site.output / WORK).as_posix() for path in sorted(site.output.rglob("changes/index.html"))]
    assert made == ["2019-01-01/changes/index.html", "2020-01-01/changes/index.html"]


def test_the_pages_of_the_work_lead_there(site: Built) -> None:
    for page in ("", "2018-01-01/", "2019-01-01/"):
        links = re.findall(r'href="([^"]*/changes/)"', unescape(site.text(f"{WORK}{page}index.html")))
        assert [link.rsplit("/", 3)[-3] for link in links] == ["2020-01-01", "2019-01-01"]


def test_what_went_and_what_came_is_told_in_words(site: Built) -> None:
    page = site.text(f"{WORK}2019-01-01/changes/index.html")
    said = words(page).replace(" ", "")
    assert "第二条罚款［删去：五千］［加上：三千］元。" in said
    assert "第四条（原第三条）仅序号变动" in said
    assert "原文本2018年1月1日的文本新文本2019年1月1日的文本" in said
    assert nu([site.output / WORK / "2019-01-01/changes/index.html"]) == []


def test_a_version_whose_text_is_the_same_says_so(site: Built) -> None:
    assert "两个文本的正文没有差别" in words(site.text(f"{WORK}2020-01-01/changes/index.html"))


def test_every_place_that_is_listed_is_on_the_page(site: Built) -> None:
    page = site.text(f"{WORK}2019-01-01/changes/index.html")
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {"tiao-2", "tiao-3", "tiao-4"} <= set(re.findall(r'<a href="#([^"]+)"', page)) <= {*ids}


def test_the_page_is_made_anew_for_either_text_alone(content: Path, site: Built) -> None:
    changed = {
        "2018-01-01": {"2018-01-01", "2019-01-01/changes"},
        "2020-01-01": {"", "2020-01-01", "2020-01-01/changes"},
    }
    for day, pages in changed.items():
        before = files(site.output)
        path = content / f"policies/2018/示范办法/{day}.md"
        path.write_text(path.read_text("utf-8") + "\n第五条 又一条。\n", "utf-8")
        again = build(content, content.parent, pdf=False)
        after = {path: data for path, data in files(again.output).items() if path.endswith("index.html")}
        differing = {path.removesuffix("index.html") for path, data in after.items() if before.get(path) != data}
        shown = {path for path in differing if path.startswith(WORK)}
        assert shown == {f"{WORK}{page}/".replace("//", "/") for page in pages}
        clean = build(content, content.parent / f"clean-{day}", pdf=False)
        assert files(clean.output) == files(again.output)


def test_a_renumbered_row_of_clauses_is_one_stretch() -> None:
    old = "第一条 甲事由甲局办理。\n\n第二条 乙事由乙局办理，期限十日。\n\n第三条 丙事由街道受理，当日办结。"
    new = f"第一条 新的规定在最前面。\n\n{old.replace('三条', '四条').replace('二条', '三条').replace('一条', '二条')}"
    told = [(one.said, one.label, one.id) for one in compare(old, new, "a-").stretches]
    assert told == [("新增", "第一条", "a-tiao-1"), ("仅序号变动", "第二条至第四条（原第一条至第三条）", "a-tiao-2")]


def test_a_clause_that_moved_is_linked_both_ways() -> None:
    one, other, third = "街道办事处负责本辖区的登记。", "社区协助开展入户调查工作。", "民政部门每年公布一次标准。"
    shown = compare(f"第一条 {one}\n\n第二条 {other}\n\n第三条 {third}", f"第一条 {third}\n\n第二条 {one}\n\n第三条 {other}")
    here, away = (next(s for s in shown.stretches if s.kind == kind) for kind in ("moved-here", "moved-away"))
    assert here.elsewhere
    assert away.elsewhere
    assert (here.elsewhere.text, away.elsewhere.text) == ("移自原第三条", "移至现第一条")
    assert (here.elsewhere.url, away.elsewhere.url) == (away.id, here.id)


def test_texts_without_numbers_are_compared_too() -> None:
    shown = compare("开头一段。\n\n又一段。", "开头一段。\n\n又一段话。")
    assert [(one.label, one.said, one.id) for one in shown.stretches] == [("开头部分", "修改", "beginning")]
    assert not compare("一段。", "一段。").groups
