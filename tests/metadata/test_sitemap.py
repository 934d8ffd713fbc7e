"""The sitemap keeps the protocol's rules (sitemaps.org 0.9), which its XSD states, for any names."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import unquote, urlsplit

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from plugins.metadata.sitemap import AT_MOST, NAMESPACE, Address, robots, sitemaps

HOME = "https://www.example.gov.cn"
RFC3986 = re.compile(r"^https://[A-Za-z0-9.-]+/[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*$")
W3C_DAY = re.compile(r"^\d{4}-\d{2}-\d{2}$")
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ADDRESSES = st.lists(st.builds(Address, NAMES, st.none() | st.dates(date(1949, 10, 1))), max_size=9)


def entries(data: bytes, root: str, item: str) -> list[tuple[str, str | None]]:
    """The (loc, lastmod) pairs of a file that keeps to the schema: order, names, lengths, types."""
    top = etree.fromstring(data)
    assert data.startswith(b"<?xml version='1.0' encoding='UTF-8'?>")
    assert top.tag == f"{{{NAMESPACE}}}{root}"
    found = []
    for node in top:
        assert node.tag == f"{{{NAMESPACE}}}{item}"
        names = [etree.QName(child).localname for child in node]
        assert names in (["loc"], ["loc", "lastmod"])
        loc = str(node[0].text)
        assert RFC3986.match(loc)
        assert 12 <= len(loc) < 2048
        lastmod = node[1].text if len(node) > 1 else None
        assert lastmod is None or W3C_DAY.match(lastmod)
        found.append((loc, lastmod))
    return found


@given(ADDRESSES)
def test_any_names_keep_to_the_schema(addresses: list[Address]) -> None:
    [(name, data)] = sitemaps(addresses, HOME)
    found = entries(data, "urlset", "url")
    assert name == "sitemap.xml"
    assert sorted(unquote(urlsplit(loc).path)[1:] for loc, _ in found) == sorted(a.path for a in addresses)


@given(ADDRESSES, st.integers(1, 3))
def test_long_lists_are_split_under_an_index(addresses: list[Address], at_most: int) -> None:
    files = dict(sitemaps(addresses, HOME, at_most))
    if len(addresses) <= at_most:
        assert list(files) == ["sitemap.xml"]
        return
    index = entries(files.pop("sitemap.xml"), "sitemapindex", "sitemap")
    assert [loc for loc, _ in index] == [f"{HOME}/{name}" for name in files]
    parts = [entries(data, "urlset", "url") for data in files.values()]
    assert all(0 < len(part) <= at_most for part in parts)
    assert [entry for part in parts for entry in part] == entries(
        next(sitemaps(addresses, HOME))[1], "urlset", "url"
    )
    for (_, lastmod), part in zip(index, parts, strict=True):
        assert lastmod == max((day for _, day in part if day), default=None)


def test_the_protocol_s_limit() -> None:
    assert AT_MOST == 50_000
    files = dict(sitemaps((Address(f"{n}/") for n in range(AT_MOST + 1)), HOME))
    assert list(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]
    assert all(len(data) < 50_000_000 for data in files.values())


@given(ADDRESSES)
def test_the_order_of_the_pages_does_not_matter(addresses: list[Address]) -> None:
    unique = list({address.path: address for address in addresses}.values())
    assert list(sitemaps(unique, HOME)) == list(sitemaps(unique[::-1], HOME))


def test_robots_name_the_sitemap() -> None:
    lines = robots(HOME).decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert f"Sitemap: {HOME}/sitemap.xml" in lines
    assert not any(line.startswith("Disallow") for line in lines)
