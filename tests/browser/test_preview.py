"""The preview as an editor sees it, in a real browser: pages reload when they change, and show what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.previewing import Project, Running, copied_program, previewed, typed, until, words
from tests.browsing import reader
from tests.validators import axe

NARROW = {"width": 320, "height": 640}
NEITHER = "2 > 1 <img src=x onerror=alert(1)>"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project.make(tmp_path / "project")


@pytest.fixture
def running(project: Project) -> Iterator[Running]:
    with previewed(project) as running:
        yield running


class Loads:
    """Counts how often an open page was loaded anew."""

    def __init__(self, page: Page, address: str) -> None:
        page.goto(address)
        follows(page)
        self.count = 0
        page.on("framenavigated", self._add)

    def _add(self, _: object) -> None:
        self.count += 1


def follows(page: Page) -> None:
    """Wait until the page is told of changes."""
    expect(page.locator("[data-preview=following]")).to_be_attached()


def add(path: Path, text: str) -> None:
    path.write_text(f"{path.read_text('utf-8')}\n{text}\n", "utf-8")


def overlay(page: Page) -> Locator:
    return page.get_by_role("region", name="预览：生成时发现的问题")


def test_the_page_of_an_edited_text_reloads_and_shows_it(page: Page, running: Running, project: Project) -> None:
    add(project.policy(), "\n".join(f"第{n}段。\n" for n in range(200)))
    running.settled(0, 2)
    loads = Loads(page, running.address + project.page())
    page.evaluate("scrollTo(0, 1500)")
    until_scrolled(page, 1500)
    add(project.policy(), "补充的一段。")
    expect(page.locator("main")).to_contain_text("补充的一段。")
    until_scrolled(page, 1500)
    expect(overlay(page)).to_be_empty()
    add(project.policy(), "再补充的一段。")
    expect(page.locator("main")).to_contain_text("再补充的一段。")
    assert loads.count >= 2


def until_scrolled(page: Page, place: int) -> None:
    page.wait_for_function(f"Math.abs(scrollY - {place}) < 2")


def test_two_edits_in_quick_succession_are_both_shown(page: Page, running: Running, project: Project) -> None:
    page.goto(running.address + project.page(2))
    follows(page)
    for number in range(1, 8):
        add(project.policy(2), f"连续第{number}次。")
        page.wait_for_timeout(40 * number)
    expect(page.locator("main")).to_contain_text("连续第7次。")
    until(lambda: running.statuses[-1] == 0)
    expect(overlay(page)).to_be_empty()


def test_only_the_pages_that_a_change_concerns_reload(browser: Browser, running: Running, project: Project) -> None:
    with reader(browser) as edited, reader(browser) as other, reader(browser) as missing:
        loads = [Loads(edited, running.address + project.page(1)), Loads(other, running.address + project.page(2)),
                 Loads(missing, f"{running.address}policies/2020/new/")]  # fmt: skip
        add(project.policy(1), "只改这一件。")
        expect(edited.locator("main")).to_contain_text("只改这一件。")
        assert [one.count for one in loads] == [1, 0, 0]
        (project.content / "policies/2020/new.md").write_text(project.policy(3).read_text("utf-8").replace("事项3", "新事"))
        expect(missing.get_by_role("heading", level=1)).to_have_text("关于新事的通知")
        add(project.theme / "static" / "css" / "portal.css", "h1 { letter-spacing: 7px }")
        for page in (edited, other, missing):
            expect(page.get_by_role("heading", level=1)).to_have_css("letter-spacing", "7px")


def test_a_broken_file_is_shown_until_it_is_mended(page: Page, running: Running, project: Project) -> None:
    good = project.policy().read_text("utf-8")
    loads = Loads(page, running.address + project.page(2))
    project.policy().write_text(good.replace("发布日期: 2020-05-01", f"发布日期: {NEITHER}"), "utf-8")
    expect(overlay(page)).to_contain_text("没有生成站点")
    expect(overlay(page)).to_contain_text("content/policies/2020/p1.md:4:7")
    expect(overlay(page)).to_contain_text(NEITHER)
    assert overlay(page).locator("img").count() == 0
    assert overlay(page).get_attribute("aria-live") == "polite"
    assert axe(page) == []
    assert running.told("content/policies/2020/p1.md:4:7: 错误[")
    add(project.policy(2), "这一件没有错。")  # still refused, and the server goes on
    until(lambda: len(running.statuses) >= 3)
    expect(page.locator("main")).not_to_contain_text("这一件没有错。")
    project.policy().write_text(good, "utf-8")
    expect(page.locator("main")).to_contain_text("这一件没有错。")
    expect(overlay(page)).to_be_empty()
    assert loads.count == 1


def test_who_comes_while_the_content_is_broken_sees_it_at_once(page: Page, running: Running, project: Project) -> None:
    project.policy().write_text("---\n标题: [\n---\n", "utf-8")
    until(lambda: running.statuses[-1] == 1)
    for address in ("", project.page(3), "nowhere/"):
        page.goto(running.address + address)
        expect(overlay(page)).to_contain_text("没有生成站点")


def test_the_overlay_is_closed_by_keyboard_and_button(browser: Browser, running: Running, project: Project) -> None:
    good = project.policy().read_text("utf-8")
    project.policy().write_text("---\n标题: [\n---\n", "utf-8")
    until(lambda: running.statuses[-1] == 1)
    with reader(browser, viewport=NARROW) as page:
        page.goto(running.address)
        expect(overlay(page)).to_contain_text("没有生成站点")
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
        for part in overlay(page).locator("h2, button, li, p").all():
            box = part.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= NARROW["width"]
        page.keyboard.press("Escape")
        expect(overlay(page)).to_be_empty()
        page.goto(running.address + project.page(2))  # what was closed stays closed
        follows(page)
        expect(overlay(page)).to_be_empty()
        project.policy().write_text("---\n标题: {\n---\n", "utf-8")
        close = overlay(page).get_by_role("button", name="关闭")
        expect(close).to_be_visible()
        close.focus()
        page.keyboard.press("Enter")
        expect(overlay(page)).to_be_empty()
    project.policy().write_text(good, "utf-8")
    until(lambda: running.statuses[-1] == 0)


def test_a_broken_template_is_shown_with_its_line(page: Page, running: Running, project: Project) -> None:
    template = project.theme / "templates" / "document.html"
    good = template.read_text("utf-8")
    page.goto(running.address + project.page())
    follows(page)
    template.write_text(f"{good}\n{{% if %}}\n", "utf-8")
    expect(overlay(page)).to_contain_text("模板有误")
    expect(overlay(page)).to_contain_text(f"templates/document.html:{good.count(chr(10)) + 2}")
    expect(overlay(page)).to_contain_text("preview-error.txt")
    template.write_text(good.replace("<h1", '<h1 title="改过"'), "utf-8")
    expect(page.get_by_role("heading", level=1)).to_have_attribute("title", "改过")
    expect(overlay(page)).to_be_empty()


def test_where_there_is_no_site_yet_the_page_becomes_one(page: Page, project: Project) -> None:
    good = project.policy().read_text("utf-8")
    project.policy().write_text("---\n标题: [\n---\n", "utf-8")
    with previewed(project) as running:
        page.goto(running.address + project.page(2))
        expect(page.get_by_role("heading", name="还没有可以预览的站点")).to_be_visible()
        expect(overlay(page)).to_contain_text("content/policies/2020/p1.md")
        assert axe(page) == []
        project.policy().write_text(good, "utf-8")
        expect(page.get_by_role("heading", level=1)).to_have_text("关于事项2的通知")
        expect(overlay(page)).to_be_empty()


def test_a_page_that_is_not_seen_holds_no_connection(page: Page, running: Running, project: Project) -> None:
    page.goto(running.address + project.page())
    follows(page)
    page.evaluate(
        """() => { Object.defineProperty(document, "hidden", {configurable: true, get: () => true});
        document.dispatchEvent(new Event("visibilitychange")) }"""
    )
    before = len(running.statuses)
    add(project.policy(), "没有人看。")
    running.settled(0, before + 1)
    expect(page.locator("main")).not_to_contain_text("没有人看。")
    page.evaluate("() => { delete document.hidden; document.dispatchEvent(new Event('visibilitychange')) }")
    expect(page.locator("main")).to_contain_text("没有人看。")


def test_pages_find_the_server_again_when_the_program_has_changed(page: Page, tmp_path: Path) -> None:
    project = copied_program(tmp_path / "project")
    with typed(project, port := free_port()):
        until(lambda: "已更新" in words(project))
        loads = Loads(page, f"http://127.0.0.1:{port}/{project.page()}")
        add(project.folder / "plugins" / "portal" / "preview" / "outcome.py", "# edited")
        until(lambda: words(project).count("预览：http") == 2)
        page.wait_for_event("load")
        add(project.policy(), "重新启动以后。")
        expect(page.locator("main")).to_contain_text("重新启动以后。")
        assert loads.count >= 2


def free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port
