"""The tests' own eyes: the browser meets the site alone, and the server answers as a plain web server does."""

from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page

from tests.browsing import PHONE, reader
from tests.validators.tools import MissingTool, chromium, node_module


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "公报").mkdir()
    (tmp_path / "公报" / "index.html").write_text('<meta charset="utf-8"><h1>西山区</h1>', encoding="utf-8")
    (tmp_path / "404.html").write_text('<meta charset="utf-8"><h1>没有这一页</h1>', encoding="utf-8")
    return tmp_path


def test_a_page_with_a_chinese_address_is_shown(page: Page, serve: Callable[[Path], str], site: Path) -> None:
    page.goto(serve(site) + "公报/")
    assert page.inner_text("h1") == "西山区"
    assert page.evaluate("navigator.language") == "zh-CN"


def test_a_missing_page_is_the_sites_own_404(serve: Callable[[Path], str], site: Path) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(serve(site) + "nowhere/")
    with caught.value as answer:
        assert answer.status == 404
        assert "没有这一页" in answer.read().decode()


def test_a_request_to_a_third_party_fails_the_test(browser: Browser) -> None:
    with pytest.raises(AssertionError, match=r"third party: https://cdn\.invalid/a\.js"), reader(browser) as page:
        page.set_content('<script src="https://cdn.invalid/a.js"></script>')


def test_an_exception_in_a_script_fails_the_test(browser: Browser) -> None:
    with pytest.raises(AssertionError, match="no such thing"), reader(browser) as page:
        page.set_content("<script>throw new Error('no such thing')</script>")


def test_a_phone_is_narrow(browser: Browser) -> None:
    with reader(browser, viewport=PHONE) as page:
        assert page.evaluate("innerWidth") == 390


def test_a_missing_program_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MissingTool, match="apt-get install chromium"):
        chromium()
    with pytest.raises(MissingTool, match="make node_modules"):
        node_module("no-such-package/index.js")
