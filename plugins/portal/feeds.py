"""Atom feeds: one of everything, one of each column. Their entries carry summaries and lasting addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plugins.engine.steps import Making, Step
from plugins.engine.writer import TreeWriter
from plugins.gazette.addresses import absolute
from plugins.gazette.kinds import PAGE
from plugins.gazette.works import Work

from .document_view import column_of, summary
from .keys import digest, said
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


class Feeds:
    """A feed of everything and one of each column. A column without documents has none."""

    id = "feed"

    def __init__(self, site: Site, writer: TreeWriter, context: dict[str, Any]) -> None:
        home = site.config.home
        self.site, self.writer = site, writer
        self.context = {**context, "SITEURL": home, "SITENAME": site.config.site_name, "FEED_DOMAIN": home}

    def all(self) -> Iterator[Step]:
        return (self._step(name, title, works) for name, (title, works) in self._feeds().items())

    def named(self, name: str) -> Step:
        return self._step(name, *self._feeds()[name])

    def _feeds(self) -> dict[str, tuple[str | None, list[Work]]]:
        """For the path of a feed its title and the newest works in it."""
        site = self.site
        published = [w for w in site.works() if w.first.kind != PAGE and site.current(w).published_at]
        newest = sorted(published, key=lambda w: (site.current(w).published_at, w.key), reverse=True)
        columns: dict[str, list[Work]] = {}
        for work in newest:
            columns.setdefault(work.column, []).append(work)
        found: dict[str, tuple[str | None, list[Work]]] = {"feeds/all.atom.xml": (None, newest)} if newest else {}
        for name, works in columns.items():
            found[f"feeds/{name}.atom.xml"] = (column_of(site, works[0].first).name, works)
        return found

    def _step(self, path: str, title: str | None, works: Sequence[Work]) -> Step:
        newest = works[:AT_MOST]
        entries = [_entry(self.site, work) for work in newest]
        parts = {"程序": self.site.program, "站点": digest(said(self.site.config)), "内容": digest(title, entries)}
        around = tuple(sorted(self.site.current(work).path for work in newest))

        def make(making: Making) -> None:
            making.read(*(f"body {self.site.current(work).path}" for work in newest))
            with self.writer.into(making.put):
                self.writer.write_feed(entries, self.context, path=path, feed_type="atom", feed_title=title)

        return Step(path, parts, make, around)


def _entry(site: Site, work: Work) -> Entry:
    document = site.current(work)
    if document.published_at is None:
        raise ValueError(f"{document.path} has no date of publication")
    url = absolute(site.config.home, site.work_urls[work.key])
    column = column_of(site, document).name
    return Entry(document.title, url, document.published_at, summary(site, document), column, document.publisher)
