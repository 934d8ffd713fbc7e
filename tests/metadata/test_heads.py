"""A built site: every page's head has what its kind asks for, and the sitemap names every page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from lxml import etree, html

from tests.catalogue import sample
from tests.metadata.test_tags import ARTICLE, HOME, LIST

ORIGIN = f"https://{sample.DOMAIN}"
DOCUMENTS = (
    "policies/2016/公开/",
    "policies/2017/复议法/2017-09-01/",
    "bulletins/2016/06/",
    "bulletins/2016/06/公开/",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return sample.build(tmp_path_factory.mktemp("site"))


def metas(page: Path) -> dict[str, str]:
    found = [
        (str(m.get("name")), str(m.get("content"))) for m in html.parse(page).xpath("//head/meta[@name]")
    ]
    names = [name.lower() for name, _ in found]
    assert len(names) == len(set(names)), page
    return dict(found)


def canonical(page: Path) -> str:
    [link] = html.parse(page).xpath("//head/link[@rel='canonical']/@href")
    return unquote(str(link)).removeprefix(f"{ORIGIN}/")


def nodes(page: Path) -> list[dict[str, Any]]:
    return [json.loads(s) for s in html.parse(page).xpath("//script[@type='application/ld+json']/text()")]


def test_every_page_has_the_site_s_tags_and_none_is_empty(site: Path) -> None:
    for page in site.rglob("*.html"):
        found = metas(page)
        assert found.keys() >= set(HOME), page
        assert all(value.strip() and value != "null" for value in found.values()), page


def test_home_columns_and_documents(site: Path) -> None:
    assert not metas(site / "index.html").keys() & (set(ARTICLE) - set(HOME))
    for url in ("policies/", "policies/2016/", "bulletins/", "catalogue/", "catalogue/year/2016/", "guide/"):
        found = metas(site / url / "index.html")
        assert found.keys() >= set(LIST), url
        assert not found.keys() & (set(ARTICLE) - set(LIST)), url
    for url in DOCUMENTS:
        assert metas(site / url / "index.html").keys() >= set(ARTICLE), url


def test_canonical_addresses(site: Path) -> None:
    expected = {
        "policies/2017/复议法/": "policies/2017/复议法/",
        "policies/2017/复议法/2019-04-23/": "policies/2017/复议法/",
        "policies/2017/复议法/2017-09-01/": "policies/2017/复议法/2017-09-01/",
        "bulletins/2016/06/公开/": "policies/2016/公开/",
        "catalogue/genre/通知/": "catalogue/genre/通知/",
        "": "",
    }
    assert {url: canonical(site / url / "index.html") for url in expected} == expected
    assert not html.parse(site / "404.html").xpath("//link[@rel='canonical']")


def test_json_ld_of_the_pages(site: Path) -> None:
    assert [node["@type"] for node in nodes(site / "index.html")] == ["WebSite"]
    law, trail = nodes(site / "policies/2017/复议法/2017-09-01/index.html")
    assert (law["@type"], law["legislationLegalForce"]) == ("Legislation", "https://schema.org/NotInForce")
    assert [item["name"] for item in trail["itemListElement"]] == ["首页", "政策文件", "行政复议法"]
    [sample_node, _] = nodes(site / "interpretations/2016/解读/index.html")
    assert sample_node["@type"] == "CreativeWork"
    for page in site.rglob("index.html"):
        assert all(node["@context"] == "https://schema.org" for node in nodes(page))


def test_the_sitemap_names_every_page(site: Path) -> None:
    top = etree.parse(site / "sitemap.xml")
    locs = [str(loc.text) for loc in top.iter("{*}loc")]
    assert len(locs) == len(set(locs))
    paths = {unquote(loc).removeprefix(f"{ORIGIN}/") for loc in locs}
    pages = {path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html")}
    assert paths == {"" if page == "./" else page for page in pages}
    days = {unquote(str(url[0].text)): url[1].text for url in top.getroot() if len(url) > 1}
    assert days[f"{ORIGIN}/policies/2017/复议法/"] == "2019-04-23"
    assert days[f"{ORIGIN}/policies/2017/复议法/2017-09-01/"] == "2017-09-01"
    assert (site / "robots.txt").read_text("utf-8").endswith(f"Sitemap: {ORIGIN}/sitemap.xml\n")
