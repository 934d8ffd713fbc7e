"""How do the tests look at a site as a reader does? The system's Chromium, and a web server for one folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route

from plugins.portal.serve import server
from tests.validators.tools import chromium

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
TIMEOUT_MS = 20_000
OWN_HOSTS = frozenset({"127.0.0.1", "localhost"})
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--font-render-hinting=none",
)


def launch(playwright: Playwright) -> Browser:
    """A headless Chromium of the system's; MissingTool when there is none."""
    return playwright.chromium.launch(executable_path=chromium(), args=list(SWITCHES))


@contextmanager
def reader(browser: Browser, **options: Any) -> Iterator[Page]:
    """A fresh page of a Chinese reader; `options` are those of Browser.new_context, such as `viewport=PHONE`.

    At the end it fails when the page asked a third party for anything or a script of it threw.
    """
    context = browser.new_context(**{"locale": "zh-CN", "viewport": DESKTOP} | options)
    faults = _watch(context)
    page = context.new_page()
    page.set_default_timeout(TIMEOUT_MS)
    try:
        yield page
    finally:
        context.close()
    assert not faults, "\n".join(faults)


def _watch(context: BrowserContext) -> list[str]:
    """Refuse what leaves this machine, and collect it together with uncaught exceptions of scripts."""
    faults: list[str] = []

    def guard(route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.hostname in OWN_HOSTS or address.scheme in {"data", "blob", "file"}:
            route.continue_()
        else:
            faults.append(f"the page asked a third party: {route.request.url}")
            route.abort()

    context.route("**/*", guard)
    context.on("weberror", lambda error: faults.append(f"uncaught in {error.page and error.page.url}: {error.error}"))
    return faults


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, ending in a slash, at which `folder` is served on the loopback interface until the end."""
    with server(folder, 0) as running:
        try:
            yield f"http://127.0.0.1:{running.server_address[1]}/"
        finally:
            running.shutdown()
