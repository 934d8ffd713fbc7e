"""Is a search server named by one setting, rightly or with a clear word, and does the search page hear of it?"""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from plugins.portal import config
from plugins.portal.search_server import SearchServer
from tests.building import ZHONGWEN, build

SERVER = {"kind": "opensearch", "url": "https://search.example.gov.cn", "index": "gazette"}


def load(search: Any) -> config.PortalConfig:
    return config.load({"site_name": "某区人民政府", "site_domain": "www.example.gov.cn", "search": search})


def test_without_the_setting_the_site_searches_itself() -> None:
    assert load({}).search.server is None


@pytest.mark.parametrize("url", ["https://search.example.gov.cn", "http://10.0.0.8:7700/", "/search-server"])
def test_a_server_is_read(url: str) -> None:
    assert load({"server": {**SERVER, "url": url, "key": "k"}}).search.server == SearchServer(
        "opensearch", url, "gazette", "k"
    )


@pytest.mark.parametrize(
    ("search", "words"),
    [
        ("opensearch", "应为"),
        ({"sever": SERVER}, "没有 sever 这一项"),
        ({"server": "https://search.example.gov.cn"}, "应写明 kind、url 和 index"),
        ({"server": {**SERVER, "kind": "solr"}}, "kind 应为 opensearch 或 meilisearch；当前为“solr”"),
        ({"server": {**SERVER, "url": "javascript:alert(1)"}}, "url 应为服务器的地址"),
        ({"server": {**SERVER, "url": "//search.example.gov.cn"}}, "url 应为服务器的地址"),
        ({"server": {**SERVER, "index": "../other"}}, "index 应为小写字母"),
        ({"server": {**SERVER, "key": 7}}, "key 应为文字"),
        ({"server": {**SERVER, "token": "x"}}, "没有 token 这一项"),
        ({"server": {}}, "kind 应为"),
    ],
)
def test_what_can_t_be_used_is_said(search: Any, words: str) -> None:
    with pytest.raises(config.SettingsError, match="PORTAL\\['search'\\]") as raised:
        load(search)
    assert words in str(raised.value)


def test_the_search_page_hands_the_server_to_its_script(tmp_path: Path) -> None:
    server = {**SERVER, "key": "读者:it's \"<b>\" &amp;"}
    built = build(ZHONGWEN, tmp_path, pdf=False, search={"server": server})
    assert built.status == 0, built.said
    (root,) = html.fromstring(built.text("search/index.html")).iterfind(".//*[@data-search-root]")
    assert json.loads(root.get("data-search-server", "")) == server
    assert root.find(".//b") is None


def test_other_pages_do_not_name_it(tmp_path: Path) -> None:
    built = build(ZHONGWEN, tmp_path, pdf=False, search={"server": SERVER})
    assert SERVER["url"] not in built.text("index.html")
