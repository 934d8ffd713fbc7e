"""The lists of a site: a column's front page, its years, the home page, the site map. Newest first throughout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from plugins.gazette.addresses import segment
from plugins.gazette.kinds import BULLETIN, PAGE
from plugins.gazette.vocabularies import Column
from plugins.gazette.works import Work

from . import bulletin_view
from .document_view import row
from .site import Site
from .views import ColumnView, HomeView, Link, LinkGroup, ListGroup, Row, YearLink

NEWEST = 20
ON_HOME = 8


def by_column(site: Site) -> dict[str, list[Work]]:
    """The works of each column, newest first, without bulletins and single pages."""
    found: dict[str, list[Work]] = {c.id: [] for c in site.corpus.vocabularies.columns if c.kind not in (BULLETIN, PAGE)}
    for work in sorted(site.works(), key=lambda w: _age(site, w), reverse=True):
        if work.first.kind not in (BULLETIN, PAGE):
            found.setdefault(work.column, []).append(work)
    return found


def _age(site: Site, work: Work) -> tuple[str, str]:
    document = site.current(work)
    return (document.published_at.isoformat() if document.published_at else "", work.key)


def column_views(site: Site, works: Sequence[Work], column: Column) -> Iterator[ColumnView]:
    """The front page of a column and a page for each year of it."""
    years = Counter(work.year for work in works if work.year)
    links = tuple(YearLink(y, n, f"{segment(column.id)}/{y}/") for y, n in sorted(years.items(), reverse=True))
    home = (Link("首页", ""),)
    url, feed = f"{segment(column.id)}/", f"feeds/{segment(column.id)}.atom.xml" if works else ""
    yield ColumnView(column, url, home, _groups(site, works, NEWEST), links, feed=feed)
    grouped: dict[int, list[Work]] = {}
    for work in works:
        grouped.setdefault(work.year or 0, []).append(work)
    for link in links:
        trail = (*home, Link(column.name, url))
        yield ColumnView(column, link.url, trail, _groups(site, grouped[link.year]), links, link.year, feed)


def _groups(site: Site, works: Sequence[Work], at_most: int | None = None) -> tuple[ListGroup, ...]:
    """The district's own documents first, then what it reprints."""
    own = [w for w in works if not w.first.is_reprint]
    reprints = [w for w in works if w.first.is_reprint]
    named = (("本级文件" if reprints else "", own), ("法律法规和上级文件（转载）", reprints))
    return tuple(ListGroup(title, _rows(site, group[:at_most])) for title, group in named if group)


def _rows(site: Site, works: Sequence[Work]) -> tuple[Row, ...]:
    return tuple(row(site, work) for work in works)


def home(site: Site, columns: dict[str, list[Work]]) -> HomeView:
    policies = columns.get("policies", [])
    own = [w for w in policies if not w.first.is_reprint]
    reprints = [w for w in policies if w.first.is_reprint]
    words = site.corpus.vocabularies
    catalogued = [site.current(w) for w in site.works() if w.first.kind != PAGE]
    topics = Counter(t.top for d in catalogued if (t := words.topics.find(d.topic)))
    issuers = Counter(words.publisher(d.publisher) for d in catalogued if d.publisher)
    issues = bulletin_view.rows(site)
    return HomeView(
        policies=_rows(site, own[:ON_HOME]),
        interpretations=_rows(site, columns.get("interpretations", [])[:ON_HOME]),
        notices=_rows(site, columns.get("notices", [])[:ON_HOME]),
        reprints=_rows(site, reprints[:ON_HOME]),
        issue=issues[0] if issues else None,
        topics=_facet_links("topic", topics),
        departments=_facet_links("department", issuers),
    )


def _facet_links(name: str, counts: Counter[str]) -> tuple[Link, ...]:
    """The values in the order of their weight, then of their name."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Link(value, f"catalogue/{name}/{segment(value)}/", str(count)) for value, count in ordered[:24])


def site_map(site: Site, columns: dict[str, list[Work]]) -> tuple[LinkGroup, ...]:
    """The groups of links of the page 网站地图."""
    words = site.corpus.vocabularies
    pages = [w for w in site.works() if w.first.kind == PAGE]
    groups = [("信息公开", [Link(w.first.title, site.work_urls[w.key]) for w in pages])]
    for column in words.columns:
        works = columns.get(column.id, [])
        years = sorted({w.year for w in works if w.year}, reverse=True)
        links = [Link(f"{column.name}（全部）", f"{column.id}/"), *(Link(f"{y}年", f"{column.id}/{y}/") for y in years)]
        groups.append((column.name, links))
    services = [Link("政府信息公开目录", "catalogue/"), Link("站内搜索", "search/"), Link("网站地图", "sitemap/")]
    groups.append(("查找", services))
    return tuple(LinkGroup(title, tuple(links)) for title, links in groups if links)
