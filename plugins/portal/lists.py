"""The lists of a site: a column's front page, its years, the home page, the site map. Newest first throughout."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from plugins.gazette.addresses import segment
from plugins.gazette.kinds import BULLETIN, INTERPRETATION, NOTICE, PAGE, POLICY
from plugins.gazette.letters import first_letter
from plugins.gazette.vocabularies import Column
from plugins.gazette.works import Work

from . import bulletin_view
from .document_view import row
from .site import Site
from .views import ColumnPanel, ColumnView, HomeView, Link, LinkGroup, ListGroup, Row, YearLink

NEWEST = 20
ON_HOME = 8
ON_PANEL = 5
PLACED = (POLICY, INTERPRETATION, BULLETIN, NOTICE)  # kinds that have places of their own on the home page
CATALOGUE = Link("法定主动公开内容", "catalogue/", "按机构、主题查阅")
DIRECTORIES = (("disclosure-guide", "政府信息公开指南", "怎样查找和申请"),
               ("disclosure-rule", "政府信息公开制度", "公开所依据的规定"),
               ("annual-report", "政府信息公开年报", "每年的公开情况"))  # fmt: skip
NOT_YET = "尚未发布"


def by_column(site: Site) -> dict[str, list[Work]]:
    """The works of each column that has any, newest first, without bulletins and single pages."""
    found: dict[str, list[Work]] = {column.id: [] for column in site.corpus.vocabularies.columns}
    for work in sorted(site.works(), key=lambda w: _age(site, w), reverse=True):
        if work.first.kind not in (BULLETIN, PAGE):
            found.setdefault(work.column, []).append(work)
    return {name: works for name, works in found.items() if works}


def filled(site: Site) -> tuple[Column, ...]:
    """The columns in which there is anything: no other is named or has a page (no 空白栏目, 政府网站与政务新媒体检查指标)."""
    counts = _counts(site)
    return tuple(column for column in site.corpus.vocabularies.columns if counts[column.id])


def _counts(site: Site) -> Counter[str]:
    return Counter(work.column for work in site.works() if work.first.kind != PAGE)


def directories(site: Site) -> tuple[Link, ...]:
    """The four of the 政府信息公开 platform in their order (国办公开办函〔2019〕61号); one without documents leads nowhere."""
    guide, rule, report = (_directory(site, *directory) for directory in DIRECTORIES)
    return (guide, rule, CATALOGUE, report)


def _directory(site: Site, kind: str, title: str, note: str) -> Link:
    """To its only document, else to the column of all."""
    works = [work for work in site.works() if work.first.kind == kind]
    if not works:
        return Link(title, "", NOT_YET)
    return Link(title, site.work_urls[works[0].key] if len(works) == 1 else f"{segment(works[0].column)}/", note)


def letters(site: Site) -> tuple[Link, ...]:
    """The catalogue's lists of titles by their first letters."""
    shown = (work.current(site.day) for work in site.works())
    found = {first_letter(one.title) for one in shown if one.kind != PAGE and not one.is_withheld}
    return tuple(Link(letter, f"catalogue/letter/{segment(letter)}/") for letter in sorted(found))


def _age(site: Site, work: Work) -> tuple[str, str]:
    document = site.current(work)
    return (document.published_at.isoformat() if document.published_at else "", work.key)


def column_views(site: Site, works: Sequence[Work], column: Column) -> Iterator[ColumnView]:
    """The front page of a column and a page for each year of it."""
    years = Counter(work.year for work in works if work.year)
    links = tuple(YearLink(y, n, f"{segment(column.id)}/{y}/") for y, n in sorted(years.items(), reverse=True))
    home = (Link("首页", ""),)
    url, feed = f"{segment(column.id)}/", f"feeds/{segment(column.id)}.atom.xml"
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


def home(site: Site, columns: Mapping[str, list[Work]]) -> HomeView:
    policies = _of_kind(columns, POLICY)
    own = [w for w in policies if not w.first.is_reprint]
    reprints = [w for w in policies if w.first.is_reprint]
    words = site.corpus.vocabularies
    catalogued = [site.current(w) for w in site.works() if w.first.kind != PAGE]
    topics = Counter(t.top for d in catalogued if (t := words.topics.find(d.topic)))
    issuers = Counter(words.publisher(d.publisher) for d in catalogued if d.publisher)
    issues = bulletin_view.rows(site)
    return HomeView(
        policies=_rows(site, own[:ON_HOME]),
        interpretations=_rows(site, _of_kind(columns, INTERPRETATION)[:ON_HOME]),
        notices=_rows(site, _of_kind(columns, NOTICE)[:ON_HOME]),
        reprints=_rows(site, reprints[:ON_HOME]),
        issue=issues[0] if issues else None,
        topics=_facet_links("topic", topics),
        departments=_facet_links("department", issuers),
        panels=tuple(
            ColumnPanel(column, _rows(site, columns[column.id][:ON_PANEL]))
            for column in filled(site)
            if column.navigation and column.kind not in PLACED
        ),
        columns=tuple(column_groups(site)),
    )


def _of_kind(columns: Mapping[str, list[Work]], kind: str) -> list[Work]:
    return next((works for works in columns.values() if works[0].first.kind == kind), [])


def column_groups(site: Site) -> Iterator[LinkGroup]:
    """All columns by the groups of the vocabulary, each with the number of its documents."""
    counts, groups = _counts(site), dict[str, list[Link]]()
    for column in filled(site):
        link = Link(column.name, f"{segment(column.id)}/", str(counts[column.id]))
        groups.setdefault(column.group or "栏目", []).append(link)
    return (LinkGroup(title, tuple(links)) for title, links in groups.items())


def _facet_links(name: str, counts: Counter[str]) -> tuple[Link, ...]:
    """The values in the order of their weight, then of their name."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Link(value, f"catalogue/{name}/{segment(value)}/", str(count)) for value, count in ordered[:24])


def site_map(site: Site, columns: Mapping[str, list[Work]]) -> tuple[LinkGroup, ...]:
    """The groups of links of the page 网站地图: the four directories, all columns, their years, single pages, services."""
    pages = [Link(w.first.title, site.work_urls[w.key]) for w in site.works() if w.first.kind == PAGE]
    services = [Link("政府信息公开目录", "catalogue/"), Link("站内搜索", "search/"), Link("网站地图", "sitemap/")]
    return (
        LinkGroup("政府信息公开", tuple(link for link in directories(site) if link.url)),
        *column_groups(site),
        *_years(site, columns),
        *((LinkGroup("页面", tuple(pages)),) if pages else ()),
        LinkGroup("查找", tuple(services)),
    )


def _years(site: Site, columns: Mapping[str, list[Work]]) -> Iterator[LinkGroup]:
    """The years of a column that has several."""
    for column in filled(site):
        years = sorted({work.year for work in columns.get(column.id, ()) if work.year}, reverse=True)
        if len(years) > 1:
            links = tuple(Link(f"{year}年", f"{segment(column.id)}/{year}/") for year in years)
            yield LinkGroup(f"{column.name}（按年份）", links)
