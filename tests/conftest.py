"""Fixtures that every test may ask for: a browser, a page, a server for a folder of files, and two built sites."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browsing import launch, reader, served
from tests.building import ROOT, ZHONGWEN, Built, build

# A shared machine may be slow at any moment, which says nothing of the code; CI draws the same examples every time.
settings.register_profile("gazette", deadline=None)
settings.register_profile("ci", settings.get_profile("gazette"), derandomize=True, print_blob=True)


def pytest_configure() -> None:
    settings.load_profile("ci" if os.environ.get("CI") else "gazette")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a process."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A fresh page of its own; the test fails if it asks a third party for anything or a script throws."""
    with reader(browser) as page:
        yield page


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serves a folder until the tests end: `serve(folder)` gives its address, with a slash at the end."""
    with ExitStack() as stack:
        yield lambda folder: stack.enter_context(served(folder))


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project's own content, built once with everything: what `make site` gives."""
    built = build(ROOT / "content", tmp_path_factory.mktemp("demonstration"))
    assert built.status == 0, built.said
    return built


@pytest.fixture(scope="session")
def zhongwen(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The small test site with Chinese names, built once with everything."""
    built = build(ZHONGWEN, tmp_path_factory.mktemp("zhongwen"))
    assert built.status == 0, built.said
    return built
