"""Does the theme work for everyone? Real Chromium: WCAG by axe, valid HTML and CSS, phone, 字号, no JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import DESKTOP, PHONE, reader
from tests.theme.example_views import EXAMPLES
from tests.theme.rendering import write_site
from tests.validators.axe import axe
from tests.validators.nu import nu

CHOICES = {
    "usual-desktop": (DESKTOP, {}),
    "usual-phone": (PHONE, {}),
    "large-phone": (PHONE, {"font-size": "large"}),
    "elder-phone": (PHONE, {"mode": "elder"}),
    "contrast-desktop": (DESKTOP, {"contrast": "high"}),
}
ADDRESSES = tuple(example.url for example in EXAMPLES)
DOCUMENT = "policies/2016/a/"
CONTROLS = ("a", "button", "input", "summary")
FOCUS_SHOWS = """() => {
  const focused = document.activeElement;
  return focused === document.body || getComputedStyle(focused).outlineStyle !== "none";
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("theme") / "站点 一"
    write_site(site)
    return site


@pytest.fixture(scope="module")
def base(folder: Path, serve: Callable[[Path], str]) -> str:
    return serve(folder)


def remember(page: Page, base: str, choices: dict[str, str]) -> None:
    page.goto(base + "404.html")
    page.evaluate(
        "all => Object.entries(all).forEach(([k, v]) => localStorage.setItem(`portal-${k}`, v))", choices
    )


def text_size(page: Page) -> float:
    return float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.text p')).fontSize)"))


def test_html_css_and_pictures_are_valid(folder: Path) -> None:
    assert (
        nu([*folder.rglob("*.html"), *folder.glob("theme/css/*.css"), *folder.glob("theme/images/*.svg")])
        == []
    )


@pytest.mark.parametrize("choice", CHOICES)
def test_every_page_is_accessible(browser: Browser, base: str, choice: str) -> None:
    viewport, remembered = CHOICES[choice]
    with reader(browser, viewport=viewport) as page:
        remember(page, base, remembered)
        for address in ADDRESSES:
            page.goto(base + address)
            assert axe(page) == [], address
            assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], address


def test_size_of_type_is_chosen_and_remembered(page: Page, base: str) -> None:
    page.goto(base + DOCUMENT)
    assert text_size(page) == pytest.approx(18)
    large = page.locator("article [data-font-size-choice=large]")
    large.click()
    expect(large).to_have_attribute("aria-pressed", "true")
    assert text_size(page) == pytest.approx(24, abs=0.1)
    page.goto(base + "bulletins/2016/06/a/")
    assert text_size(page) == pytest.approx(24, abs=0.1)
    page.locator("[data-toggle=mode]").click()
    assert text_size(page) >= 29.9
    page.locator("[data-toggle=mode]").click()
    page.locator("article [data-font-size-choice=small]").click()
    assert text_size(page) == pytest.approx(16, abs=0.1)


def test_first_tab_leads_past_the_head(page: Page, base: str) -> None:
    page.goto(base + DOCUMENT)
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_control_is_reached_by_keyboard_and_shows_it(page: Page, base: str) -> None:
    page.goto(base + DOCUMENT)
    count = page.locator(", ".join(f"{name}:visible" for name in CONTROLS)).count()
    page.evaluate("document.addEventListener('focusin', e => e.target.dataset.reached = '')")
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_SHOWS)
    left = page.locator(", ".join(f"{name}:visible:not([data-reached])" for name in CONTROLS))
    assert left.evaluate_all("all => all.map(e => e.outerHTML)") == []


def test_clause_is_linked_highlighted_and_copied(browser: Browser, base: str) -> None:
    with reader(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(base + DOCUMENT)
        page.get_by_role("link", name="第十二条").click()
        assert page.url.endswith("#tiao-12")
        expect(page.locator("[data-toast]")).to_have_text("已复制“第十二条”的链接")
        assert page.evaluate("navigator.clipboard.readText()") == page.url
        colour = page.evaluate("getComputedStyle(document.querySelector(':target')).backgroundColor")
        assert colour not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")


def test_reading_needs_no_javascript(browser: Browser, base: str) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(base + DOCUMENT)
        expect(page.locator("#tiao-12")).to_be_visible()
        expect(page.locator(".needs-js").first).to_be_hidden()
        page.goto(base + "search/")
        expect(page.get_by_text("搜索需要浏览器启用 JavaScript")).to_be_visible()


def test_controls_are_large_enough_to_touch(browser: Browser, base: str) -> None:
    with reader(browser, viewport=PHONE) as page:
        for address in ("", DOCUMENT, "catalogue/", "bulletins/"):
            page.goto(base + address)
            small = page.locator(
                "button:visible, summary:visible, .site-nav a:visible, .button:visible, .pager a:visible"
            )
            sizes = small.evaluate_all("all => all.map(e => [e.outerHTML, e.getBoundingClientRect().height])")
            assert [name for name, height in sizes if height < 43.9] == []


def test_high_contrast_is_black_on_white_on_paper(page: Page, base: str) -> None:
    remember(page, base, {"contrast": "high"})
    page.goto(base + DOCUMENT)
    page.emulate_media(media="print")
    for words in ("h1", ".record dt", ".record dd", ".text p", ".context h2"):
        colour = page.locator(words).first.evaluate("e => getComputedStyle(e).color")
        assert max(map(int, re.findall(r"\d+", colour)[:3])) < 0x60, (words, colour)


def test_paper_has_the_text_and_the_address_but_no_navigation(page: Page, base: str) -> None:
    page.goto(base + DOCUMENT)
    page.emulate_media(media="print")
    expect(page.locator(".site-header")).to_be_hidden()
    expect(page.locator(".toc-side")).to_be_hidden()
    expect(page.locator(".print-source")).to_contain_text(f"https://www.example.gov.cn/{DOCUMENT}")
    expect(page.locator("#tiao-12")).to_be_visible()
