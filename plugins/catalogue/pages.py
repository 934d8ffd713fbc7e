"""Which pages has the catalogue, and what does each show? All works, and a list for every value of every facet.

Each is a page of its own, so the catalogue can be narrowed without JavaScript. Article 12 of the
政府信息公开条例 wants it kept complete: every list goes back to its first entry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from plugins.gazette.vocabularies import Column, Vocabularies
from plugins.portal.pages import Page as PortalPage
from plugins.portal.views import FileLink, Link, ValidityView

from . import cleanup, facets, pagination
from .cleanup import CleanupView
from .facets import ROOT, Selection
from .records import CatalogueRecord
from .table import TITLE
from .views import CatalogueRow, CatalogueView, Facet, FacetValue

COLUMN = Column(
    "catalogue", TITLE, "catalogue", keywords=(TITLE, "索引号", "主题分类", "发布机构"), type=TITLE
)
DOWNLOADS = (
    FileLink("全部目录数据（CSV，可用表格软件打开）", "api/catalogue.csv", "CSV"),
    FileLink("全部目录数据（Excel）", "api/catalogue.xlsx", "Excel"),
    FileLink("全部目录数据（JSON）", "api/catalogue.json", "JSON"),
    FileLink("数据目录描述（DCAT-AP，JSON-LD）", "api/dcat.jsonld", "JSON-LD"),
)

Judge = Callable[[CatalogueRecord], ValidityView | None]


def pages(
    records: Sequence[CatalogueRecord], words: Vocabularies, judge: Judge, site_name: str, cleaned: bool = False
) -> Iterator[PortalPage]:
    """Every page of the catalogue. `records` newest first; `judge` words the validity of one of them; `cleaned` says that
    there is a page of the clean-up to lead to."""
    column, context = _column(site_name), {"cleanup": cleanup.URL if cleaned else ""}
    for view in views(records, words, judge):
        title = view.title if view.title == TITLE else f"{view.title}_{TITLE}"
        if view.page_number > 1:
            title = f"{title}（第 {view.page_number} 页）"
        yield PortalPage(
            view.url, "catalogue", "catalogue", title, column.description, column, view=view, context=context
        )


def cleanup_page(view: CleanupView, site_name: str) -> PortalPage:
    """The page of the clean-up of normative documents."""
    title, column = f"{view.title}_{TITLE}", _column(site_name)
    description = f"{site_name}规范性文件清理结果：继续有效、修改、废止失效的文件。"
    return PortalPage(cleanup.URL, "cleanup", "catalogue", title, description, column, view=view)


def _column(site_name: str) -> Column:
    return replace(COLUMN, description=f"{site_name}{TITLE}栏目发布本站已公开政府信息的目录。")


def views(records: Sequence[CatalogueRecord], words: Vocabularies, judge: Judge) -> Iterator[CatalogueView]:
    """The list of all works first, then those of each facet's values; every page leads to all the others."""
    found = facets.select(records, words)
    shown = tuple(_facet(selections) for selections in found if selections)
    rows = {record.source: _row(record, judge(record)) for record in records}
    current = [record for record in records if record.current]
    home = Link("首页", "")
    yield from _list(TITLE, ROOT, (home, Link(TITLE, "")), shown, current, rows)
    for place, selections in enumerate(filter(None, found)):
        for chosen in selections:
            title = f"{chosen.facet.title}：{chosen.term.label}"
            narrowed = (*shown[:place], _chosen(shown[place], chosen.url), *shown[place + 1 :])
            trail = (home, Link(TITLE, ROOT), Link(chosen.term.label, ""))
            yield from _list(title, chosen.url, trail, narrowed, chosen.records, rows)


def _list(
    title: str,
    base: str,
    trail: tuple[Link, ...],
    shown: tuple[Facet, ...],
    records: Sequence[CatalogueRecord],
    rows: Mapping[str, CatalogueRow],
) -> Iterator[CatalogueView]:
    parts = pagination.paginate(records)
    links = tuple(Link(str(place), pagination.address(base, part)) for place, part in enumerate(parts, 1))
    for place, part in enumerate(parts, 1):
        yield CatalogueView(
            title=title,
            url=pagination.address(base, part),
            breadcrumbs=trail,
            facets=shown,
            rows=tuple(rows[record.source] for record in part.items),
            total=len(records),
            pages=links,
            page_number=place,
            downloads=DOWNLOADS,
        )


def _facet(selections: Sequence[Selection]) -> Facet:
    facet = selections[0].facet
    return Facet(
        facet.id, facet.title, tuple(FacetValue(s.term.label, s.url, len(s.records)) for s in selections)
    )


def _chosen(facet: Facet, url: str) -> Facet:
    return replace(facet, values=tuple(replace(v, chosen=True) if v.url == url else v for v in facet.values))


def _row(record: CatalogueRecord, validity: ValidityView | None) -> CatalogueRow:
    return CatalogueRow(
        title=record.title,
        url=record.work_url if record.current else record.url,
        date=record.published_on.isoformat() if record.published_on else "",
        publisher=record.publisher,
        number=record.document_number,
        genre=record.genre,
        topic=record.topic,
        summary=record.summary,
        validity=validity,
        sample=record.sample,
        reprint=bool(record.reprinted_from),
        column=record.column.id,
        index_number=record.index_number,
        document_date=record.signed_on.isoformat() if record.signed_on else "",
    )
