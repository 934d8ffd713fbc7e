"""A web server of one folder that counts every byte it sends, headers included. Texts are compressed as any server does."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

COMPRESSED = (".html", ".js", ".mjs", ".css", ".json", ".svg", ".txt", ".wasm")
PAGE = (".html", ".css", ".svg", ".png", ".jpg", ".ico", ".woff2")
"""What a page needs to look as it does; all else is script and index."""


class Sent(NamedTuple):
    path: str
    size: int

    @property
    def is_page(self) -> bool:
        return self.path.endswith(("/", *PAGE))


@contextmanager
def counted(folder: Path) -> Iterator[tuple[str, list[Sent]]]:
    """The address of the folder, with a slash, and a list that grows with every answer; whoever measures empties it."""
    sent: list[Sent] = []

    @lru_cache(maxsize=4096)
    def body(path: str) -> tuple[bytes, bool] | None:
        place = folder / path.lstrip("/")
        place = place / "index.html" if path.endswith("/") else place
        if not place.resolve().is_relative_to(folder.resolve()) or not place.is_file():
            return None
        data = place.read_bytes()
        packed = place.suffix in COMPRESSED and not data.startswith(b"\x1f\x8b")
        return (gzip.compress(data, 6, mtime=0) if packed else data), packed

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one piece
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path)
            found = body(path)
            data, packed = found or (b"", False)
            self.send_response(200 if found else 404)
            form = "text/html; charset=utf-8" if path.endswith("/") else mimetypes.guess_type(path)[0]
            self.send_header("Content-Type", form or "application/octet-stream")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-cache" if path.endswith(("/", "entry.json")) else "max-age=31536000, immutable")
            if packed:
                self.send_header("Content-Encoding", "gzip")
            heads = len(b"".join(vars(self)["_headers_buffer"])) + len(b"\r\n")
            self.end_headers()
            self.wfile.write(data)
            sent.append(Sent(path, heads + len(data)))

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/", sent
        finally:
            server.shutdown()
