"""The editor's preview: serve the site on this machine and build it again whenever a file is saved."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import watch


class _Handler(SimpleHTTPRequestHandler):
    """Files of the output folder, never cached; the site's own page for what is not there."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json; charset=utf-8",
        ".md": "text/markdown; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
    }

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the terminal belongs to the findings."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves before it has read all is no fault of the site's."""


def server(output: Path, port: int, host: str = "127.0.0.1") -> ThreadingHTTPServer:
    """A server of `output`, started in the background; port 0 takes a free one."""
    handler = partial(_Handler, directory=str(output))
    running = _Server((host, port), handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    return running


def serve(
    build: Callable[[], int],
    watched: Sequence[Path],
    output: Path,
    port: int,
    say: Callable[[str], None],
    stop: threading.Event | None = None,
) -> int:
    """Build, serve, and build again on each change until Ctrl-C or `stop`. A failed build keeps the last site."""
    build()
    output.mkdir(parents=True, exist_ok=True)
    with server(output, port) as running:
        say(f"预览：http://127.0.0.1:{running.server_address[1]}/ （按 Ctrl-C 结束）")
        try:
            for changes in watch(*(p for p in watched if p.exists()), stop_event=stop, raise_interrupt=True):
                say(f"文件有改动：{'、'.join(sorted({Path(path).name for _, path in changes})[:5])}")
                build()
        except KeyboardInterrupt:
            say("预览结束。")
        running.shutdown()
    return 0
