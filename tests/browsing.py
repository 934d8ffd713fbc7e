"""How do the tests look at a site as a reader does? The system's Chromium, and a web server for one folder."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Route

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


class _Handler(SimpleHTTPRequestHandler):
    """Serves as a plain web server would: 404.html for a missing page, nothing compressed, nothing logged."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript; charset=utf-8",
        ".mjs": "text/javascript; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".md": "text/markdown; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
    }

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves early is no fault of the site's."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address, ending in a slash, at which `folder` is served on the loopback interface until the end."""
    handler = functools.partial(_Handler, directory=str(folder))
    with _Server(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
