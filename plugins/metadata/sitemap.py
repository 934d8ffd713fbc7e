"""Which pages has the site, for crawlers and web archives? `/sitemap.xml` (sitemaps.org 0.9) and `/robots.txt`.

Above 50,000 addresses (or 50 MB) the protocol wants several files and an index of them. `lastmod` is a day
that the content states, never the time of the build; where there is none it is left out.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plugins.gazette.addresses import absolute

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
AT_MOST = 50_000
LONGEST = 2_048  # characters of an address must be fewer than this


@dataclass(frozen=True, slots=True)
class Address:
    """One page: root-relative address and the day of its content."""

    path: str
    modified: date | None = None


def sitemaps(addresses: Iterable[Address], home: str, at_most: int = AT_MOST) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of the files: `sitemap.xml` alone, or as the index of `sitemap-1.xml` …

    The files are filled in the order of the addresses, sorted.
    """
    entries = sorted(addresses, key=lambda address: address.path)
    entries = [entry for entry in entries if len(absolute(home, entry.path)) < LONGEST]
    if len(entries) <= at_most:
        yield "sitemap.xml", _document("urlset", "url", entries, home)
        return
    parts = [entries[start : start + at_most] for start in range(0, len(entries), at_most)]
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield name, _document("urlset", "url", part, home)
    index = [Address(name, newest(part)) for name, part in zip(names, parts, strict=True)]
    yield "sitemap.xml", _document("sitemapindex", "sitemap", index, home)


def newest(addresses: Iterable[Address]) -> date | None:
    return max((address.modified for address in addresses if address.modified), default=None)


def _document(root: str, item: str, entries: Sequence[Address], home: str) -> bytes:
    top = etree.Element(root, xmlns=NAMESPACE)
    for entry in entries:
        node = etree.SubElement(top, item)
        etree.SubElement(node, "loc").text = absolute(home, entry.path)
        if entry.modified:
            etree.SubElement(node, "lastmod").text = entry.modified.isoformat()
    etree.indent(top, space="")
    return bytes(etree.tostring(top, encoding="UTF-8", xml_declaration=True)) + b"\n"


def robots(home: str) -> bytes:
    """Everything is open: what this site holds was published by law."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {home}/sitemap.xml\n".encode()
