"""The setting PORTAL["search"]: `portable`, whether the index can be searched on a site that is opened from a disk too (its
files are then there twice; unless it is said, a site of up to `FEW_ENOUGH` documents), and a server that answers the search
page in the place of the site's own index.

    "search": {"server": {"kind": "opensearch", "url": "https://search.example.gov.cn", "index": "gazette"}}

`key` is for everyone to read, for it goes with the page: that of a user who may do nothing but search this index.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

FEW_ENOUGH = 5000
KINDS = ("opensearch", "meilisearch")
URL = re.compile(r"^(https?://[^\s/?#]+|/(?!/))[^\s?#]*$")
INDEX = re.compile(r"^[a-z0-9][a-z0-9_-]*$")


@dataclass(frozen=True, slots=True)
class SearchServer:
    """`url` is where the server's own addresses begin: of this site (`/search-server`) or of another one. `key` is
    “user:password” for OpenSearch, a search key for Meilisearch; empty where the server asks for none."""

    kind: str
    url: str
    index: str
    key: str = ""

    @property
    def said(self) -> dict[str, str]:
        """As the search page's script reads it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class SearchSettings:
    server: SearchServer | None = None
    portable: bool | None = None

    def is_portable(self, documents: int) -> bool:
        return documents <= FEW_ENOUGH if self.portable is None else self.portable


def load(written: Mapping[str, Any]) -> SearchSettings:
    """What is written without faults."""
    server = written.get("server")
    return SearchSettings(SearchServer(**server) if server else None, written.get("portable"))


def faults(written: object) -> list[str]:
    """What can't be used, each fault in words for whoever runs the build."""
    if not isinstance(written, Mapping):
        return ["PORTAL['search'] 应为 {\"server\": {…}}"]
    known = [one.name for one in fields(SearchSettings)]
    found = [f"PORTAL['search'] 没有 {name} 这一项，可用：{'、'.join(known)}" for name in written if name not in known]
    if not isinstance(written.get("portable"), bool | None):
        found.append("PORTAL['search']['portable'] 应为 True 或 False")
    server = written.get("server")
    if server is None:
        return found
    if not isinstance(server, Mapping):
        return [*found, "PORTAL['search']['server'] 应写明 kind、url 和 index"]
    return found + [f"PORTAL['search']['server'] {fault}" for fault in _server_faults(server)]


def _server_faults(server: Mapping[str, Any]) -> Iterator[str]:
    known = [one.name for one in fields(SearchServer)]
    yield from (f"没有 {name} 这一项，可用：{'、'.join(known)}" for name in server if name not in known)
    texts = {name: value if isinstance(value := server.get(name, ""), str) else None for name in known}
    yield from (f"的 {name} 应为文字" for name, text in texts.items() if text is None)
    if texts["kind"] not in KINDS:
        yield f"的 kind 应为 {' 或 '.join(KINDS)}；当前为“{server.get('kind', '')}”"
    if not URL.match(texts["url"] or ""):
        yield f"的 url 应为服务器的地址（https://… 或本站的 /…）；当前为“{server.get('url', '')}”"
    if not INDEX.match(texts["index"] or ""):
        yield f"的 index 应为小写字母、数字、“-”和“_”；当前为“{server.get('index', '')}”"
