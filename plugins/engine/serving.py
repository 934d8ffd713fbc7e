"""The files of one folder, served on this machine alone, while builds exchange the folder under the server.

Nothing outside the folder can be reached, nothing is cached, and what is not there is answered with the site's own 404.html.
"""

from __future__ import annotations

import os
import shutil
import socketserver
import sys
import threading
import time
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import quote, unquote_to_bytes

HOST = "127.0.0.1"
INDEX, MISSING = "index.html", "404.html"
AGAIN = 0.02  # seconds after which a file is looked for once more
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
}


class FolderServer(ThreadingHTTPServer):
    """A thread for each request; port 0 takes a free one. Raises OSError when the port can't be had."""

    daemon_threads = True
    request_queue_size = 128  # many tabs, each with its pictures and styles

    def __init__(self, folder: Path, port: int, handler: type[FolderHandler] | None = None, host: str = HOST) -> None:
        self.folder = Path(os.path.abspath(folder))
        super().__init__((host, port), handler or FolderHandler)

    def server_bind(self) -> None:
        """Without asking the network for this machine's name."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that leaves before it has read all is no fault."""
        if not isinstance(sys.exc_info()[1], ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def start(self) -> FolderServer:
        """Serve in the background."""
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self


class FolderHandler(BaseHTTPRequestHandler):
    """A subclass may answer addresses of its own, and show pages and what is missing in its own way."""

    server: FolderServer
    disable_nagle_algorithm = True
    timeout = 60  # seconds that a browser may keep a thread waiting

    def do_GET(self) -> None:
        address = self.path.partition("#")[0].partition("?")[0]
        if not self.answer_own(address):
            self._answer(address)

    def do_HEAD(self) -> None:
        self.do_GET()

    def answer_own(self, address: str) -> bool:
        """Whether the address was one of the server's own and has been answered."""
        return False

    def shown(self, data: bytes, *paths: str) -> bytes:
        """An HTML page as it is sent; `paths` are the files that are shown at its address."""
        return data

    def missing(self, path: str) -> None:
        """Answer that there is no file at this path."""
        found = opened(self.server.folder, MISSING)
        if found is None:
            self.send(HTTPStatus.NOT_FOUND, TYPES[".txt"], "没有这个文件\n".encode())
            return
        with found:
            self.send(HTTPStatus.NOT_FOUND, TYPES[".html"], self.shown(found.read(), path, MISSING))

    def _answer(self, address: str) -> None:
        path = path_of(address)
        if path is None:
            self.missing("")
            return
        name = f"{path}{INDEX}" if path.endswith("/") or not path else path
        try:
            found = opened(self.server.folder, name)
        except IsADirectoryError:
            self._redirect(path)
            return
        if found is None:
            self.missing(name)
            return
        with found:
            self._send_file(found, name)

    def _redirect(self, path: str) -> None:
        query = self.path.partition("?")[2]
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", f"/{quoted(path)}/" + (f"?{query}" if query else ""))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_file(self, file: BinaryIO, name: str) -> None:
        suffix = os.path.splitext(name)[1].lower()
        kind = TYPES.get(suffix, "application/octet-stream")
        if suffix == ".html":
            self.send(HTTPStatus.OK, kind, self.shown(file.read(), name))
            return
        self._head(HTTPStatus.OK, kind, os.fstat(file.fileno()).st_size)
        if self.command != "HEAD":
            shutil.copyfileobj(file, self.wfile)

    def send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
        self._head(status, kind, len(data))
        if self.command != "HEAD":
            self.wfile.write(data)

    def _head(self, status: HTTPStatus, kind: str, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Quiet: the terminal belongs to the builds."""


def path_of(address: str) -> str | None:
    """The path that an address names below the folder, “” for the folder itself; None when it is no such address."""
    path = os.fsdecode(unquote_to_bytes(address.encode("latin-1", "replace")))
    if not path.startswith("/") or "\0" in path or not {".", ".."}.isdisjoint(path.split("/")):
        return None
    return path.lstrip("/")


def quoted(path: str) -> str:
    """A path of the file system as it stands in an address."""
    return quote(os.fsencode(path))


def opened(folder: Path, path: str) -> BinaryIO | None:
    """A file of the folder, open for reading; None when there is none. Raises IsADirectoryError for a folder.

    It is looked for twice: a build may be exchanging the folder, or be bringing the old one up to date.
    """
    for pause in (AGAIN, 0):
        try:
            return _open(folder, path)
        except IsADirectoryError:
            raise
        except FileNotFoundError:
            time.sleep(pause)
        except OSError:
            break
    return None


def _open(folder: Path, path: str) -> BinaryIO:
    place, root = os.path.realpath(f"{folder}/{path}"), os.path.realpath(folder)
    if not place.startswith(f"{root}{os.sep}"):
        raise PermissionError(path)
    if not os.path.isdir(place) and os.path.exists(place) and not os.path.isfile(place):
        raise PermissionError(path)  # a pipe would keep the reader waiting
    return open(place, "rb")
