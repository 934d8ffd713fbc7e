"""Atom feeds: one of everything, one of each column. Their entries carry summaries and lasting addresses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pelican.writers import Writer

from plugins.gazette.addresses import absolute
from plugins.gazette.kinds import PAGE
from plugins.gazette.works import Work

from .document_view import column_of, summary
from .site import Site

AT_MOST = 50


@dataclass(frozen=True)
class Entry:
    """What Pelican's feed writer asks of an article."""

    title: str
    url: str
    date: datetime
    summary: str
    category: str
    author: str

    def get_content(self, siteurl: str) -> str:
        """The same as the summary, so that the writer puts it in once."""
        return self.summary


def write(site: Site, writer: Writer, context: dict[str, Any]) -> int:
    """Write all feeds; returns how many. A column without documents has none."""
    published = [w for w in site.works() if w.first.kind != PAGE and site.current(w).published_at]
    newest = sorted(published, key=lambda w: (site.current(w).published_at, w.key), reverse=True)
    columns: dict[str, list[Work]] = {}
    for work in newest:
        columns.setdefault(work.column, []).append(work)
    home = {**context, "SITEURL": site.config.home, "SITENAME": site.config.site_name, "FEED_DOMAIN": site.config.home}
    if newest:
        _feed(site, writer, home, newest, "feeds/all.atom.xml", None)
    for name, works in columns.items():
        _feed(site, writer, home, works, f"feeds/{name}.atom.xml", column_of(site, works[0].first).name)
    return len(columns) + bool(newest)


def _feed(
    site: Site, writer: Writer, context: dict[str, Any], works: Sequence[Work], path: str, title: str | None
) -> None:
    entries = [_entry(site, work) for work in works[:AT_MOST]]
    writer.write_feed(entries, context, path=path, feed_type="atom", feed_title=title)


def _entry(site: Site, work: Work) -> Entry:
    document = site.current(work)
    if document.published_at is None:
        raise ValueError(f"{document.path} has no date of publication")
    url = absolute(site.config.home, site.work_urls[work.key])
    column = column_of(site, document).name
    return Entry(document.title, url, document.published_at, summary(site, document), column, document.publisher)
