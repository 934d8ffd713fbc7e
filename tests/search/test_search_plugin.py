"""Does a built site find its own documents? From Markdown to the clause that a result links to."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from plugins.search.files import unpack
from tests.building import Built, build, policy, write

NUMBER, INDEX = "西政发〔2016〕1号", "015116516-201612-480926"
OPINION = policy(
    "关于推进政务公开的意见", "2016-12-21", "第一条 总则内容。\n\n第二条 推行“五公开”，扩大公众参与。"
)
OPINION = OPINION.replace(
    "体裁: 通知", f"体裁: 意见\n文号: {NUMBER}\n索引号: {INDEX}\n主送机关: 各街道办事处"
)
CONTENT = {
    "policies/2016/意见.md": OPINION,
    "policies/2017/办法/2017-09-01.md": policy("龙舟管理办法", "2017-09-01", "第一条 龙舟应当登记。"),
    "policies/2017/办法/2023-09-01.md": policy(
        "龙舟管理办法", "2023-09-01", "第一条 龙舟应当备案，也应当登记。"
    ),
    "policies/2018/草稿.md": policy("未发布的通知", "2018-01-01", "机密词语。", 状态="draft"),
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("site")
    built = build(write(folder / "content", CONTENT), folder, pdf=False)
    assert built.status == 0, built.said
    return built


def manifest(built: Built) -> Any:
    path = json.loads(built.text("search/entry.json"))["manifest"]
    return json.loads(unpack((built.output / "search" / path).read_bytes()))


def rows(built: Built) -> list[Any]:
    blocks = [(built.output / f"search/docs/{name}.bin").read_bytes() for name in manifest(built)["docs"]["names"]]
    return [row for block in blocks for row in json.loads(unpack(block))]


def search(page: Page, query: str) -> None:
    page.goto(page.url.partition("?")[0] + "?q=" + query)
    expect(page.locator("[data-search-state=done]")).to_be_attached()


def test_every_version_has_one_row_at_its_own_address(built: Built) -> None:
    assert [(row[0], row[1], row[2]) for row in rows(built)] == [
        ("关于推进政务公开的意见", "policies/2016/意见/", "2016-12-21"),
        ("龙舟管理办法", "policies/2017/办法/2017-09-01/", "2017-09-01"),
        ("龙舟管理办法", "policies/2017/办法/", "2023-09-01"),
    ]
    assert all((built.output / row[1] / "index.html").is_file() for row in rows(built))
    assert rows(built)[0][3:6] == ["昆明市西山区人民政府", NUMBER, INDEX]


def test_the_facets_are_those_of_the_catalogue(built: Built) -> None:
    paths = manifest(built)["facets"]
    facets = {
        name: json.loads(unpack((built.output / "search" / path).read_bytes()))
        for name, path in paths.items()
    }
    assert facets.keys() == {"department", "genre", "kind", "topic", "validity", "year"}
    assert facets["year"]["values"] == ["2016", "2017", "2023"]
    assert facets["validity"] == {"values": ["已修改", "有效"], "column": [1, 0, 1]}


def test_a_reader_follows_a_phrase_to_its_clause(
    built: Built, page: Page, serve: Callable[[Path], str]
) -> None:
    page.goto(serve(built.output) + "search/")
    search(page, "五公开，扩大公众")
    link = page.locator("li[data-url] .search-clause a").first
    assert link.inner_text() == "转到第二条"
    link.click()
    expect(page.locator("#tiao-2")).to_contain_text("推行“五公开”")
    expect(page.locator("#tiao-2:target")).to_be_visible()
    assert page.url.endswith("/policies/2016/%E6%84%8F%E8%A7%81/#tiao-2")


def test_the_version_in_force_comes_first(built: Built, page: Page, serve: Callable[[Path], str]) -> None:
    page.goto(serve(built.output) + "search/")
    search(page, "龙舟")
    found = [item.get_attribute("data-url") for item in page.locator("li[data-url]").all()]
    assert found == ["/policies/2017/办法/", "/policies/2017/办法/2017-09-01/"]
    assert "非现行版本" in page.locator("li[data-url]").nth(1).inner_text()


@pytest.mark.parametrize("query", [NUMBER, "西政发[2016]1", INDEX, "015116516201612480926", "各街道办事处"])
def test_the_record_is_found_too(built: Built, page: Page, serve: Callable[[Path], str], query: str) -> None:
    page.goto(serve(built.output) + "search/")
    search(page, query)
    assert page.locator("li[data-url]").first.get_attribute("data-url") == "/policies/2016/意见/"


def test_a_draft_is_not_found(built: Built, page: Page, serve: Callable[[Path], str]) -> None:
    page.goto(serve(built.output) + "search/")
    search(page, "机密词语")
    assert page.locator("li[data-url]").count() == 0
    assert "机密" not in "".join(
        unpack(p.read_bytes()).decode() for p in built.output.glob("search/text/*.bin")
    )
