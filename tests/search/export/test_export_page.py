"""Does a reader search with a server as without one? A site built with the setting, its export, and Chromium."""

import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, Route, expect

from plugins.portal.cli import Places
from plugins.portal.opened import opened
from plugins.search.export import folder
from plugins.search.publications import records
from tests.building import build, policy, write
from tests.search.laws import node

HERE = Path(__file__).parent
CONTENT = {
    "policies/2016/意见.md": policy(
        "关于推进政务公开的意见",
        "2016-12-21",
        "第一条 总则内容。\n\n第二条 推行“五公开”，扩大公众参与。",
        文号="西政发〔2016〕1号",
    ),
    "policies/2017/办法/2017-09-01.md": policy("龙舟管理办法", "2017-09-01", "第一条 龙舟应当登记。"),
    "policies/2017/办法/2023-09-01.md": policy("龙舟管理办法", "2023-09-01", "第一条 龙舟应当备案，也应当登记。"),
}


@contextmanager
def served(export: Path) -> Iterator[str]:
    """The address of a search server that has the export."""
    command = [node(), "--no-warnings", str(HERE / "serve.mjs"), str(export)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.kill()


def forward(server: str, route: Route) -> None:
    """As a web server does that passes a path of the site on."""
    path = route.request.url.partition("/search-server")[2]
    form = {"Content-Type": route.request.headers["content-type"]}
    with urlopen(Request(server + path, route.request.post_data_buffer, form)) as answer:
        route.fulfill(status=answer.status, content_type="application/json", body=answer.read())


@pytest.fixture(scope="module", params=["opensearch", "meilisearch"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """A site that asks a server, and the address of that server."""
    work = tmp_path_factory.mktemp(request.param)
    content = write(work / "content", CONTENT)
    setting = {"server": {"kind": request.param, "url": "/search-server", "index": "gazette"}}
    built = build(content, work, pdf=False, search=setting)
    assert built.status == 0, built.said
    with opened(Places(str(content), str(built.output), str(work / "cache")), "2026-11-22") as site:
        folder.write(work / "export", records(site), site.day)
    with served(work / "export") as server:
        yield built.output, server


@pytest.fixture
def address(site: tuple[Path, str], page: Page, serve: Callable[[Path], str]) -> str:
    """The search page of that site."""
    output, server = site
    page.route("**/search-server/**", lambda route: forward(server, route))
    return serve(output) + "search/"


def found(page: Page) -> list[str | None]:
    expect(page.locator("[data-search-state=done]")).to_be_attached()
    return [item.get_attribute("data-url") for item in page.locator("[data-search-state] li[data-url]").all()]


def test_a_phrase_leads_to_its_clause(page: Page, address: str) -> None:
    page.goto(address + "?q=五公开，扩大公众")
    assert found(page) == ["/policies/2016/意见/"]
    first = page.locator("li[data-url]").first
    assert first.locator("mark").first.inner_text() == "五公开”，扩大公众"
    assert (first.locator("a[href*='#']").first.get_attribute("href") or "").partition("#")[2].startswith("tiao-2")


def test_the_version_in_force_comes_first(page: Page, address: str) -> None:
    page.goto(address + "?q=龙舟")
    assert found(page) == ["/policies/2017/办法/", "/policies/2017/办法/2017-09-01/"]


@pytest.mark.parametrize("query", ["西政发[2016]1号", "西政发〔2016〕1", "关于推进政务公开的意见", "關於推進政務公開的意見"])
def test_numbers_and_titles_lead_to_their_document(page: Page, address: str, query: str) -> None:
    page.goto(address + "?q=" + query)
    assert found(page) == ["/policies/2016/意见/"]


def test_a_server_that_does_not_answer_is_said_in_words(page: Page, address: str) -> None:
    page.unroute("**/search-server/**")
    page.goto(address + "?q=龙舟")
    expect(page.locator("[data-search-state=error]")).to_be_attached()
    assert "检索暂时不可用" in page.locator("[data-search-count]").inner_text()
