"""A year of the bulletin with a double issue, a supplement and corrections, as a whole build shows it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pypdfium2
import pytest
from lxml import html
from lxml.html import HtmlElement

from tests.building import Built, build, policy, write

DISTRICT = "昆明市西山区人民政府"


def issue(number: str, day: str, *articles: str, **fields: str) -> str:
    head = {"标题": f"{DISTRICT}公报 {number}", "期号": number, "发布机构": DISTRICT, "发布日期": day,
            "目录": f"[{{栏目: 区政府文件, 文件: [{', '.join(articles)}]}}]", **fields}  # fmt: skip
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in head.items()) + "---\n\n本期说明。\n"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("bulletins")
    content = write(
        folder / "content",
        {
            "policies/2020/甲.md": policy("关于甲的通知", body="正文。" * 2000),
            "policies/2020/乙.md": policy("关于乙的通知"),
            "policies/2020/丙.md": policy("关于丙的通知", day="2020-08-01"),
            "bulletins/2020/05-06.md": issue("2020年第5、6期", "2020-06-30", "policies/2020/甲.md", "policies/2020/乙.md"),
            "bulletins/2020/07.md": issue(
                "2020年第7期", "2020-08-30", "policies/2020/丙.md",
                更正="[{公报: 2020年第5、6期, 文件: policies/2020/乙.md, 误: 十一月, 正: 十二月}]", 印数="800册",
            ),
            "bulletins/2020/zk01.md": issue("2020年增刊第1期", "2020-12-30", "policies/2020/丙.md",
                                            更正="[{公报: 2020年第5、6期, 误: 无此, 正: 有此}]"),
        },
    )  # fmt: skip
    built = build(content, folder, pdf=True, gazette_imprint={"准印证": "（示例）准印证号 000000"})
    assert built.status == 0, built.said
    return built


def words(site: Built, path: str, query: str) -> list[str]:
    return [re.sub(r"\s+", "", found.text_content()) for found in _found(site, path, query)]


def links(site: Built, path: str, query: str) -> list[str]:
    return [found.get("href", "") for found in _found(site, path, f"{query}//a")]


def _found(site: Built, path: str, query: str) -> list[HtmlElement]:
    found = html.fromstring(site.text(f"{path}index.html")).xpath(query)
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, HtmlElement)]


def test_the_index_has_every_issue_in_the_order_of_the_shelf(site: Built) -> None:
    assert words(site, "bulletins/", "//article/div/h3/a") == ["2020年增刊第1期", "2020年第7期", "2020年第5、6期"]


def test_an_article_opens_the_pdf_of_its_issue_at_its_page(site: Built) -> None:
    (href,) = [link for link in links(site, "bulletins/2020/05-06/乙/", "//p[@class='printed-in']") if "#page=" in link]
    address, _, page = href.partition("#page=")
    path = (site.output / "bulletins/2020/05-06/乙" / address).resolve()
    with pypdfium2.PdfDocument(path) as pdf:
        assert "关于乙的通知" in pdf[int(page) - 1].get_textpage().get_text_range()
    assert int(page) > 5


def test_corrections_are_linked_both_ways(site: Built) -> None:
    page = links(site, "bulletins/2020/05-06/乙/", "//p[@class='printed-in']")[-1].rpartition("=")[2]
    said = f"《关于乙的通知》第{page}页：“十一月”应为“十二月”。"
    assert words(site, "bulletins/2020/07/", "//section[@aria-labelledby='corrections']//li") == [f"2020年第5、6期{said}"]
    received = [f"见2020年第7期{said}", "见2020年增刊第1期：“无此”应为“有此”。"]
    assert words(site, "bulletins/2020/05-06/", "//section[@aria-labelledby='corrected']//li") == received
    assert words(site, "bulletins/2020/05-06/乙/", "//section[@aria-labelledby='corrected']//li") == received[:1]
    assert words(site, "bulletins/2020/05-06/甲/", "//section[@aria-labelledby='corrected']") == []


def test_the_correcting_issue_prints_the_correction(site: Built) -> None:
    with pypdfium2.PdfDocument(site.output / "bulletins/2020/07/document.pdf") as pdf:
        found = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert "2020年第5、6期《关于乙的通知》：“十一月”应为“十二月”。" in found
    assert "印数：800册" in found
    assert "准印证：（示例）准印证号000000" in found


def test_the_imprint_of_the_house_and_of_the_issue_are_on_its_page(site: Built) -> None:
    found = words(site, "bulletins/2020/07/", "//dl[@class='imprint']/div")
    assert found == ["主办昆明市西山区人民政府办公室", "准印证（示例）准印证号000000", "印数800册"]


def test_machines_are_told_of_the_correction(site: Built) -> None:
    def related(path: str) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = json.loads(site.text(f"{path}document.json"))["关系"]
        return found

    assert [one["标题"] for one in related("bulletins/2020/07/")["更正的公报"]] == [f"{DISTRICT}公报 2020年第5、6期"]
    names = [one["标题"] for one in related("bulletins/2020/05-06/")["更正本期的公报"]]
    assert sorted(names) == [f"{DISTRICT}公报 2020年增刊第1期", f"{DISTRICT}公报 2020年第7期"]


def test_the_corrected_issue_is_not_set_again(site: Built, tmp_path: Path) -> None:
    """A later correction changes the page of the corrected issue, never its PDF."""
    content = site.output.parent / "content"
    before = (site.output / "bulletins/2020/05-06/document.pdf").read_bytes()
    without = {path.relative_to(content).as_posix(): path.read_text("utf-8") for path in content.rglob("*.md")}
    for path in ("bulletins/2020/07.md", "bulletins/2020/zk01.md"):
        del without[path]
    built = build(write(tmp_path / "content", without), tmp_path, pdf=True, gazette_imprint={"准印证": "（示例）准印证号 000000"})
    assert (built.output / "bulletins/2020/05-06/document.pdf").read_bytes() == before
