"""How the preview is served: pages as they were built, with a script that reloads them and shows what is wrong.

What lies on the disk is what is published; the script is put in on the way to the browser alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import parse_qs

from plugins.engine.output import MARKER
from plugins.engine.serving import TYPES, FolderHandler, FolderServer, quoted

from .news import News

OWN = "/.preview/"
EVENTS = f"{OWN}events"
FILES = {f"{OWN}{name}": Path(__file__).with_name(name) for name in ("preview.js", "preview.css")}
BEAT = 15.0  # seconds after which a silent stream shows that it is alive, and learns whether the page is
HEAD = re.compile(rb"<head(\s[^>]*)?>", re.IGNORECASE)
ANY = "*"  # stands for every file
NO_SITE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>还没有可以预览的站点</title>
<link rel="stylesheet" href="/.preview/preview.css">
</head>
<body class="no-site">
<main>
<h1>还没有可以预览的站点</h1>
<p>第一次生成还没有完成：正在进行，或者遇到了错误。生成以后，这一页会自动变成网站。</p>
</main>
</body>
</html>
"""


class PreviewServer(FolderServer):
    """Raises OSError when the port can't be had."""

    def __init__(self, folder: Path, port: int, news: News) -> None:
        self.news = news
        super().__init__(folder, port, PreviewHandler)


class PreviewHandler(FolderHandler):
    server: PreviewServer

    def answer_own(self, address: str) -> bool:
        self.token = self.server.news.token  # before a file is read: a page may look older than it is, never newer
        if address == EVENTS:
            self._stream()
        elif address in FILES:
            self.send(HTTPStatus.OK, TYPES[FILES[address].suffix], FILES[address].read_bytes())
        else:
            return False
        return True

    def shown(self, data: bytes, *paths: str) -> bytes:
        names = " ".join(quoted(path) if path != ANY else ANY for path in paths)
        script = f'<script src="{OWN}preview.js" defer data-since="{self.token}" data-shows="{names}"></script>'.encode()
        head = HEAD.search(data)
        return data[: head.end()] + script + data[head.end() :] if head else data + script

    def missing(self, path: str) -> None:
        if (self.server.folder / MARKER).is_file():
            super().missing(path)
        else:
            self.send(HTTPStatus.SERVICE_UNAVAILABLE, TYPES[".html"], self.shown(NO_SITE.encode(), ANY))

    def _stream(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.end_headers()
        if self.command == "HEAD":
            return
        for part in self._events():
            self.wfile.write(part.encode())

    def _events(self) -> Iterator[str]:
        asked = parse_qs(self.path.partition("?")[2]).get("since", [""])[0]
        yield "retry: 500\n\n"
        for news in self.server.news.follow(self.headers.get("Last-Event-ID") or asked, BEAT):
            yield f"id: {news[0]}\ndata: {news[1]}\n\n" if news else ": \n\n"
