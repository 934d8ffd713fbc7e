"""What went and what came is told without colour: on a telephone, without scripts, on paper, in high contrast."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PHONE, reader
from tests.theme.rendering import by_template, write_site

LINE = "e => getComputedStyle(e).textDecorationLine"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, serve: Callable[[Path], str]) -> str:
    folder = tmp_path_factory.mktemp("redline") / "site"
    (url,) = write_site(folder, [by_template("changes")])
    return serve(folder) + url


def lines(page: Page) -> tuple[str, str]:
    return page.locator(".redline del").first.evaluate(LINE), page.locator(".redline ins").first.evaluate(LINE)


def test_without_scripts_on_a_telephone(browser: Browser, address: str) -> None:
    with reader(browser, viewport=PHONE, java_script_enabled=False) as page:
        page.goto(address)
        page.get_by_role("link", name="第十条（原第十三条）").click()
        assert page.url.endswith("#tiao-10")
        expect(page.locator("#tiao-10")).to_be_in_viewport()
        quiet = page.locator("details", has_text="第十一条至第十二条")
        expect(quiet.locator("p").first).to_be_hidden()
        quiet.locator("summary").click()
        expect(quiet.locator("p").first).to_be_visible()


def test_lines_and_words_tell_it_on_screen_and_on_paper(browser: Browser, address: str) -> None:
    with reader(browser) as page:
        page.goto(address)
        assert lines(page) == ("line-through", "underline")
        page.emulate_media(media="print")
        assert lines(page) == ("line-through", "underline")
        expect(page.locator(".redline-legend")).to_be_visible()
        assert page.locator(".redline-changed > p").text_content() == (
            "1.第一件事。办好［删去：一］［加上：三］件事。"
        )


def test_every_way_on_the_page_is_large_enough_to_touch(browser: Browser, address: str) -> None:
    with reader(browser, viewport=PHONE) as page:
        page.goto(address)
        ways = page.locator(".redline-summary a, .redline a, .redline summary")
        heights = ways.evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
        assert len(heights) > 4
        assert min(heights) >= 43.9
