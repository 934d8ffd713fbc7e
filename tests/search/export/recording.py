"""A search server that keeps what it is sent: index settings and documents, as the two servers document their routes.

It stands in for both because neither can be installed from a package registry. What is not documented is refused.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

MOST = 100_000_000  # bytes of one request, as both servers have it by default


class Recorded:
    """`indices` are the bodies with which each index was set up, `documents` those of each index by their id."""

    def __init__(self) -> None:
        self.indices: dict[str, Any] = {}
        self.documents: dict[str, dict[str, Any]] = {}

    def create(self, index: str, body: bytes, query: dict[str, list[str]]) -> Any:
        self.indices[index] = json.loads(body)
        return {"acknowledged": True, "shards_acknowledged": True, "index": index}

    def bulk(self, index: str, body: bytes, query: dict[str, list[str]]) -> Any:
        assert body.endswith(b"\n"), "the last line ends with a newline"
        lines = [json.loads(line) for line in body.splitlines()]
        known = self.indices[index]["mappings"]["properties"]
        items = []
        for action, document in zip(lines[::2], lines[1::2], strict=True):
            ((verb, about),) = action.items()
            assert verb == "index", action
            assert about.keys() <= {"_id", "_index"}, action
            assert document.keys() <= known.keys(), "the mapping is strict"
            self.documents.setdefault(index, {})[about["_id"]] = document
            items.append({"index": {"_index": index, "_id": about["_id"], "status": 201}})
        return {"took": 1, "errors": False, "items": items}

    def settings(self, index: str, body: bytes, query: dict[str, list[str]]) -> Any:
        self.indices[index] = json.loads(body)
        return {"taskUid": 1, "indexUid": index, "status": "enqueued"}

    def add(self, index: str, body: bytes, query: dict[str, list[str]]) -> Any:
        (key,) = query["primaryKey"]
        for line in body.splitlines():
            document = json.loads(line)
            assert re.fullmatch(r"[A-Za-z0-9_-]{1,511}", document[key]), "what Meilisearch takes as an id"
            self.documents.setdefault(index, {})[document[key]] = document
        return {"taskUid": 2, "indexUid": index, "status": "enqueued"}


def routes(kept: Recorded) -> dict[tuple[str, str, str], Callable[[str, bytes, dict[str, list[str]]], Any]]:
    """By method, the end of the path and the type of the content."""
    return {
        ("PUT", "/{index}", "application/json"): kept.create,
        ("POST", "/{index}/_bulk", "application/x-ndjson"): kept.bulk,
        ("POST", "/{index}/_bulk", "application/json"): kept.bulk,  # as the client library calls its lines
        ("PATCH", "/indexes/{index}/settings", "application/json"): kept.settings,
        ("POST", "/indexes/{index}/documents", "application/x-ndjson"): kept.add,
    }


@contextmanager
def recording() -> Iterator[tuple[str, Recorded]]:
    """The server's address and what it keeps."""
    kept = Recorded()
    known = routes(kept)

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            asked, size = urlsplit(self.path), int(self.headers.get("Content-Length", 0))
            assert size <= MOST
            body = self.rfile.read(size)
            found = re.fullmatch(r"(?P<before>/indexes)?/(?P<index>[a-z0-9_-]+)(?P<after>/\w+)?", asked.path)
            pattern = f"{found['before'] or ''}/{{index}}{found['after'] or ''}" if found else ""
            route = known.get((self.command, pattern, self.headers.get_content_type()))
            said = route(found["index"], body, parse_qs(asked.query)) if route and found else {"error": "no route"}
            data = json.dumps(said).encode()
            self.send_response(200 if route else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        do_PUT = do_POST = do_PATCH = answer  # noqa: N815 - the library's names

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}", kept
        finally:
            server.shutdown()
