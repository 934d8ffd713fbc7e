"""A reader's way through the site, in a real browser: find a phrase, reach its clause, enlarge it, use the keyboard."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browsing import PHONE, reader
from tests.building import Built
from tests.validators import axe, nu

PHRASE = "建立规范性文件相对集中公开机制"
OPINION = "policies/2016/open-government-opinions/"
KINDS = (
    "", "policies/", "policies/2016/", OPINION, f"{OPINION}2016-12-21/", "policies/2017/行政复议法/", "interpretations/",
    "bulletins/", "bulletins/2016/06/", "catalogue/", "catalogue/year/2016/", "search/?q=政务公开",
    "sitemap/", "404.html", "guides/2016/disclosure/", "services/", "services/2016/elderly-meals/",
    "consultations/2016/elderly-meals/", "questions/2016/elderly-meals-delivery/",
)  # fmt: skip


@pytest.fixture(scope="module")
def base(demonstration: Built, serve: Callable[[Path], str]) -> str:
    return serve(demonstration.output)


def search(page: Page, base: str, words: str) -> None:
    page.goto(f"{base}search/?q={quote(words)}")
    expect(page.locator("[data-search-state]")).to_have_attribute("data-search-state", "done")


def test_a_phrase_is_found_and_leads_to_its_clause(page: Page, base: str) -> None:
    page.goto(base)
    page.get_by_role("searchbox").first.fill(PHRASE)
    page.keyboard.press("Enter")
    expect(page.locator("[data-search-state]")).to_have_attribute("data-search-state", "done")
    first = page.locator("[data-search-state] li[data-url]").first
    assert OPINION in (first.get_attribute("data-url") or "")
    expect(first.locator("mark").first).to_be_visible()
    first.get_by_role("link").first.click()
    expect(page).to_have_url(re.compile(re.escape(OPINION) + r".*#sec-2-1-1$"))
    clause = page.locator("#sec-2-1-1")
    expect(clause).to_contain_text(PHRASE)
    expect(clause).to_be_in_viewport()


@pytest.mark.parametrize("words", ["015116516-201612-480926", "政务公开 退文", "〔2016〕8号", "五公开"])
def test_numbers_and_words_are_found(page: Page, base: str, words: str) -> None:
    search(page, base, words)
    urls = [item.get_attribute("data-url") or "" for item in page.locator("li[data-url]").all()]
    assert any(OPINION in url for url in urls)


@pytest.mark.parametrize(
    "words",
    ["", " ", "*", "标题:政务", "+a -b", "<img src=x onerror=alert(1)>", "' OR 1=1 --", "😀", "登记~1", "政" * 5000, "^&$[("],
)
def test_odd_queries_are_answered(page: Page, base: str, words: str) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto(f"{base}search/?q={quote(words)}")
    expect(page.locator("[data-search-state]")).to_have_attribute("data-search-state", re.compile("^(idle|done)$"))
    assert page.locator("main img[onerror]").count() == 0


def test_the_text_grows_and_stays_so(page: Page, base: str) -> None:
    page.goto(base + OPINION)
    paragraph = page.locator("#sec-2-1-1")
    before = paragraph.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    large = page.get_by_role("button", name=re.compile("^大")).first
    large.click()
    expect(large).to_have_attribute("aria-pressed", "true")
    after = paragraph.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
    assert after >= before * 1.15
    page.reload()
    assert page.locator("#sec-2-1-1").evaluate("e => parseFloat(getComputedStyle(e).fontSize)") == after


def test_the_keyboard_reaches_everything_and_is_seen(page: Page, base: str) -> None:
    page.goto(base + OPINION)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("跳到"))
    seen = []
    for _ in range(60):
        focus = page.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
            const words = (e.textContent || e.name || '').trim().slice(0, 20);
            return [e.tagName, words, s.outlineStyle !== 'none' || s.boxShadow !== 'none', b.width > 0 && b.height > 0] }"""
        )
        seen.append(focus)
        page.keyboard.press("Tab")
    assert all(visible and sized for _, _, visible, sized in seen), [s for s in seen if not (s[2] and s[3])]
    assert len({tuple(s[:2]) for s in seen}) > 20


def test_the_skip_link_leads_to_the_text(page: Page, base: str) -> None:
    page.goto(base + OPINION)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_policy_and_interpretation_lead_to_each_other(page: Page, base: str) -> None:
    page.goto(base + OPINION)
    page.get_by_role("link", name=re.compile("解读")).and_(page.locator("main a[href*='interpretations/']")).first.click()
    expect(page.locator("main")).to_contain_text("示例")
    page.locator(f"main a[href*='{OPINION}']").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("关于全面推进西山区政务公开工作的实施意见")


def test_it_can_be_read_without_scripts(browser: Browser, base: str) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(base + OPINION)
        expect(page.locator("#sec-2-1-1")).to_contain_text(PHRASE)
        page.goto(f"{base}catalogue/")
        page.locator("main a[href*='catalogue/year/2016']").first.click()
        page.locator(f"main a[href*='{OPINION}']").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("实施意见")
        page.goto(f"{base}search/")
        expect(page.locator("main")).to_contain_text("目录")


@pytest.mark.parametrize("path", KINDS)
def test_no_page_is_wider_than_a_phone(browser: Browser, base: str, path: str) -> None:
    with reader(browser, viewport=PHONE) as page:
        page.goto(base + path)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


@pytest.mark.parametrize("path", KINDS)
def test_accessibility_by_axe(page: Page, base: str, path: str) -> None:
    page.goto(base + path)
    page.wait_for_load_state("networkidle")
    assert axe(page) == []


def test_markup_by_the_nu_checker(demonstration: Built) -> None:
    pages = [demonstration.output / (p.split("?")[0] if p.endswith("html") else f"{p.split('?')[0]}index.html") for p in KINDS]
    laws = sorted((demonstration.output / "policies").rglob("index.html"))[::25]
    assert [str(message) for message in nu([*pages, *laws])] == []


def test_every_internal_link_leads_somewhere(demonstration: Built) -> None:
    known = {p.relative_to(demonstration.output).as_posix() for p in demonstration.output.rglob("*") if p.is_file()}
    ids: dict[str, set[str]] = {}
    broken = []
    for name in sorted(known):
        if not name.endswith(".html") or name == "404.html":
            continue
        text = demonstration.text(name)
        for address in set(re.findall(r'(?:href|src)="([^"]*)"', text)):
            parts = urlsplit(address.replace("&amp;", "&"))
            if parts.scheme or parts.netloc:
                continue
            path = unquote(parts.path)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            target = f"{target}/index.html" if path.endswith("/") else target
            target = target.removeprefix("./")
            if target not in known:
                broken.append(f"{name}: {address}")
            elif parts.fragment and target.endswith(".html"):
                if target not in ids:
                    ids[target] = set(re.findall(r'id="([^"]+)"', demonstration.text(target)))
                if unquote(parts.fragment) not in ids[target]:
                    broken.append(f"{name}: {address} (no such anchor)")
    assert broken[:20] == []
