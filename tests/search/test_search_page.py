"""What does a reader see? The search page in Chromium: results, links to clauses, errors, and no injection."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Page, expect

from plugins.portal import scripts
from plugins.search.build import build
from plugins.search.records import Clause, SearchRecord
from plugins.search.twins import with_twins
from tests.search.laws import ROOT, law_records, write_files

CONTRACT = """<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>搜索</title><link rel="icon" href="data:,">
<script src="search.js"></script><body><header><form role="search" action="../search/"><input name="q"></form></header><main>
<form role="search" action="../search/" method="get"><input name="q" aria-label="词语"><button>搜索</button></form>
<div data-search-root data-search-state="idle" data-search-base="../search/" data-site-base="../">
<section data-search-answers hidden></section>
<p role="status" aria-live="polite" data-search-count></p><div data-search-facets></div>
<ol data-search-results></ol></div></main>
</body></html>"""
HOSTILE = SearchRecord(
    key="hostile",
    url="policies/2016/尖括号/",
    title="<img src=x onerror=alert(1)>关于尖括号的通知",
    date="2016-12-21",
    serial="2016-12-21",
    clauses=(Clause("tiao-1", "第一条", "<script>alert(2)</script>尖括号不是标记。"),),
    facets={"department": "<b>某局</b>", "kind": "通知"},
)


@cache
def index() -> dict[str, bytes]:
    return build((HOSTILE, *law_records()))


def write_scripts(root: Path) -> None:
    source = ROOT / "theme" / "static" / "js" / "search"
    for name in scripts.names(source):
        place = Path(normpath(root / "theme" / "js" / "search" / name))
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(scripts.bundle(source, name))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in a sub-folder of its server, with a search page and the index of the laws."""
    root = tmp_path / "sub" / "folder"
    folder = write_files(index(), root)
    (folder / "index.html").write_text(CONTRACT, encoding="utf-8")
    write_scripts(root)
    return tmp_path


@pytest.fixture
def address(site: Path, serve: Callable[[Path], str]) -> str:
    return serve(site) + "sub/folder/search/"


def done(page: Page) -> None:
    expect(page.locator("[data-search-state=done]")).to_be_attached()


def test_a_phrase_leads_to_its_clause(page: Page, address: str) -> None:
    page.goto(address + "?q=公正、公平、合法、便民的原则")
    done(page)
    first = page.locator("[data-search-state] li[data-url]").first
    assert first.get_attribute("data-url") == "/sub/folder/policies/2019/政府信息公开条例(2019-04-03)/"
    assert first.locator("mark").first.inner_text() == "公正、公平、合法、便民的原则"
    record = next(r for r in law_records() if r.key == "政府信息公开条例(2019-04-03)")
    clause = next(c for c in record.clauses if "公正、公平、合法、便民的原则" in c.text)
    for link in (first.locator("h3 a"), first.locator(".search-clause a")):
        assert (link.get_attribute("href") or "").endswith(f"#{clause.anchor}")
    assert first.locator("time").get_attribute("datetime") == "2019-04-03"


def test_the_form_asks_without_leaving_the_page(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("[data-search-state=idle]")).to_be_attached()
    page.evaluate("window.stayed = true")
    page.locator("main input[name=q]").fill("水下文物")
    page.locator("main button").click()
    done(page)
    assert page.evaluate("window.stayed")
    assert page.url.endswith("?q=%E6%B0%B4%E4%B8%8B%E6%96%87%E7%89%A9")
    assert "水下文物保护管理条例" in page.locator("li[data-url] h3").first.inner_text()
    page.go_back()
    expect(page.locator("[data-search-state=idle]")).to_be_attached()
    assert page.locator("li[data-url]").count() == 0


def test_nothing_from_index_or_reader_becomes_markup(page: Page, address: str) -> None:
    page.on("dialog", lambda _: pytest.fail("a script ran"))
    for query in ("尖括号", "<img src=x onerror=alert(1)>", "<b>某局</b>"):
        page.goto(address + "?q=" + query)
        done(page)
        expect(page.locator("details")).not_to_have_count(0) if query == "尖括号" else None
        assert page.locator("main img, main b, main script").count() == 0
    page.goto(address + "?q=尖括号")
    done(page)
    item = page.locator("li[data-url]").first
    assert item.locator("h3").inner_text() == HOSTILE.title
    assert "<script>alert(2)</script>" in item.locator(".search-snippet").inner_text()


@pytest.mark.parametrize(
    "query", ["%F0%9F%98%80", "***", "登记~ http://x +title:a^3", "a" * 5000, "%FF", "政" * 600]
)
def test_odd_input_comes_to_an_end(page: Page, address: str, query: str) -> None:
    page.goto(address + "?q=" + query)
    done(page)
    assert page.locator("[data-search-count]").inner_text()


def test_without_a_hit_the_catalogue_is_offered(page: Page, address: str) -> None:
    page.goto(address + "?q=龘靐齉")
    done(page)
    status = page.locator("[data-search-count]")
    assert "没有找到" in status.inner_text()
    assert (status.locator("a").get_attribute("href") or "").endswith("/sub/folder/catalogue/")


@pytest.mark.parametrize("gone", ["entry.json", "manifest-*.bin", "s/*.bin", "order-*.bin"])
def test_a_missing_file_is_said_in_words(page: Page, site: Path, address: str, gone: str) -> None:
    for path in (site / "sub" / "folder" / "search").glob(gone):
        path.unlink()
    page.goto(address + "?q=政务公开")
    expect(page.locator("[data-search-state=error]")).to_be_attached()
    status = page.locator("[data-search-count]")
    assert "检索暂时不可用" in status.inner_text()
    assert (status.locator("a").get_attribute("href") or "").endswith("/sub/folder/catalogue/")


@pytest.mark.parametrize("gone", [["worker.js"], ["engine.js", "engine.bin"]])
def test_a_missing_worker_is_said_in_words(page: Page, site: Path, address: str, gone: list[str]) -> None:
    for name in gone:
        (site / "sub" / "folder" / "search" / name).unlink()
    page.goto(address + "?q=政务公开")
    expect(page.locator("[data-search-state=error]")).to_be_attached()


def test_more_results_and_facets(page: Page, address: str) -> None:
    page.goto(address + "?q=规定")
    done(page)
    items = page.locator("li[data-url]")
    assert items.count() == 10
    page.locator("[data-search-more]").click()
    expect(items).to_have_count(20)
    assert page.evaluate(
        "document.activeElement.closest('li') === document.querySelectorAll('li[data-url]')[10]"
    )
    page.locator("details[data-facet=kind] summary").click()
    choice = page.locator("details[data-facet=kind] li").filter(has_text="条例")
    count = int(choice.locator(".search-count").text_content() or "")
    choice.locator("input").check()
    expect(page.locator("[data-search-count]")).to_contain_text(f"找到 {count} 份")
    expect(page.locator("details[data-facet=kind] input:checked")).to_have_count(1)
    expect(items).to_have_count(min(count, 10))


def test_a_facet_is_loaded_when_its_group_is_opened(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address + "?q=规定")
    done(page)
    expect(page.locator("details[data-facet] summary")).to_have_text(["发布机构", "年份", "栏目"])
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/facets/" in url]
    page.locator("details[data-facet=year] summary").click()
    expect(page.locator("details[data-facet=year] li").first).to_be_visible()
    assert ["/facets/year-" in url for url in asked if "/facets/" in url] == [True]


def test_whoever_chooses_by_keyboard_stays_at_the_choice(page: Page, address: str) -> None:
    page.goto(address + "?q=规定")
    done(page)
    page.locator("details[data-facet=kind] summary").press("Enter")
    box = page.locator("details[data-facet=kind] input").last
    value = box.get_attribute("value")
    box.press("Space")
    expect(page).to_have_url(re.compile("&kind="))
    done(page)
    expect(page.locator(f"details[data-facet=kind] input[value='{value}']")).to_be_checked()
    assert page.evaluate("document.activeElement.value") == value


def test_counts_that_cannot_be_had_are_said(page: Page, site: Path, address: str) -> None:
    page.goto(address + "?q=规定")
    done(page)
    for path in (site / "sub" / "folder" / "search" / "facets").iterdir():
        path.unlink()
    page.locator("details[data-facet=kind] summary").click()
    expect(page.locator("details[data-facet=kind] li")).to_have_text("暂时不能统计，请稍后再展开")
    expect(page.locator("li[data-url]")).to_have_count(10)


def test_the_newest_question_wins(page: Page, address: str) -> None:
    page.goto(address + "?q=规定")
    box = page.locator("main input[name=q]")
    for query in ("档案", "土地", "计算机软件保护条例"):
        box.fill(query)
        box.press("Enter")
    done(page)
    assert "计算机软件保护条例" in page.locator("li[data-url] h3").first.inner_text()
    expect(page.locator("[data-search-count]")).to_contain_text("计算机软件保护条例")


def test_a_new_index_replaces_the_one_the_page_knew(page: Page, site: Path, address: str) -> None:
    page.goto(address + "?q=档案")
    done(page)
    folder = site / "sub" / "folder" / "search"
    for path in folder.rglob("*.bin"):
        path.unlink()
    added = replace(HOSTILE, clauses=(Clause("", "", "新近发布的内容"),))
    write_files(build((added, *law_records())), site / "sub" / "folder")
    assert json.loads((folder / "entry.json").read_text("utf-8"))["manifest"]
    page.locator("main input[name=q]").fill("新近发布的内容")
    page.locator("main button").click()
    expect(page.locator("li[data-url]").first.locator("mark").first).to_have_text("新近发布的内容")


def test_a_packed_engine_that_is_not_let_in_comes_unpacked(page: Page, site: Path, address: str) -> None:
    (site / "sub" / "folder" / "search" / "engine.bin").unlink()
    page.goto(address + "?q=水下文物")
    done(page)
    assert page.locator("li[data-url]").count()


def test_nothing_is_loaded_before_the_reader_asks(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert asked == ["", "search.js"]


def test_the_address_says_what_is_shown(page: Page, address: str) -> None:
    page.goto(address + "?q=规定")
    done(page)
    expect(page.locator("details[data-facet=kind]")).to_be_attached()
    page.locator("[data-search-more]").click()
    expect(page.locator("li[data-url]")).to_have_count(20)
    assert "page=2" in page.url
    page.locator("details[data-facet=kind] summary").click()
    page.locator("details[data-facet=kind] input").first.check()
    page.locator("[data-search-facets] select").first.select_option("date")
    page.locator("[data-search-facets] select").last.select_option("apply")
    expect(page).to_have_url(re.compile("q=.*&kind=.*&sort=date&scope=apply$"))
    done(page)
    shown = page.locator("li[data-url]").evaluate_all("found => found.map(one => one.dataset.url)")
    page.reload()
    done(page)
    assert page.locator("li[data-url]").evaluate_all("found => found.map(one => one.dataset.url)") == shown
    expect(page.locator("details[data-facet=kind] input:checked")).to_have_count(1)
    for _ in range(3):
        page.go_back()
    expect(page.locator("li[data-url]")).to_have_count(20)
    expect(page.locator("input:checked")).to_have_count(0)


def test_titles_are_suggested_and_opened_by_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    box = page.locator("main input[name=q]")
    box.press_sequentially("zfxxgk")
    option = page.locator("[role=option]").first
    expect(option).to_have_text("政府信息公开条例")
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(option).to_be_hidden()
    box.press_sequentially("t")
    expect(option).to_be_visible()
    box.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == option.get_attribute("id")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page).to_have_url(re.compile("policies/2019/"))


def test_a_question_is_answered_with_quotations(page: Page, address: str) -> None:
    page.goto(address + "?q=政府信息公开申请要收费吗")
    done(page)
    quoted = page.locator("[data-search-answers] figure").first
    expect(quoted.locator("blockquote")).not_to_be_empty()
    expect(quoted.locator("figcaption a")).to_have_attribute("href", re.compile("policies/.*#"))
    page.goto(address + "?q=水下文物")
    done(page)
    expect(page.locator("[data-search-answers]")).to_be_hidden()


def test_a_result_says_to_its_page_what_was_sought(page: Page, address: str) -> None:
    page.goto(address + "?q=公正、公平、合法、便民的原则")
    done(page)
    page.evaluate("document.addEventListener('click', event => event.preventDefault())")
    page.locator("li[data-url] h3 a").first.click()
    kept = json.loads(page.evaluate("sessionStorage.getItem('portal-sought')"))
    assert kept["input"] == "公正、公平、合法、便民的原则"
    assert unquote(kept["path"]) == "/sub/folder/policies/2019/政府信息公开条例(2019-04-03)/"


def test_what_was_searched_once_can_be_searched_without_a_network(page: Page, address: str) -> None:
    searched = ("水下文物", "政府信息公开条例")
    page.goto(address + "?q=" + searched[0])
    done(page)
    kept = page.locator("[data-search-offline=ready]")
    expect(kept).to_be_attached(timeout=20_000)
    page.locator("main input[name=q]").fill(searched[1])
    page.locator("main button").click()
    expect(kept).not_to_be_attached()
    expect(kept).to_be_attached(timeout=20_000)
    page.context.set_offline(True)
    for words in searched:
        page.goto(address + "?q=" + words)
        done(page)
        assert words in page.locator("li[data-url] h3").first.inner_text()
    page.goto(address + "?q=" + "计算机软件")
    expect(page.locator("[data-search-state=error]")).to_be_attached()
    assert "没有连接网络" in page.locator("[data-search-count]").inner_text()


def test_a_site_on_a_disk_is_searched_too(page: Page, site: Path) -> None:
    root = site / "sub" / "folder"
    for path, data in with_twins(index()).items():
        (root / path).write_bytes(data)
    page.goto((root / "search" / "index.html").as_uri() + "?q=水下文物")
    done(page)
    first = page.locator("li[data-url] h3 a").first
    assert "水下文物" in first.inner_text()
    assert (first.get_attribute("href") or "").endswith("/index.html")
    page.locator("main input[name=q]").fill("zfxxgk")
    page.locator("main input[name=q]").press_sequentially("t")
    expect(page.locator("[role=option]").first).to_have_text("政府信息公开条例")
