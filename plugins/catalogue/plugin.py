"""Listens to Pelican and the portal: the catalogue's pages with the others, its exports when all is written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from pelican import signals as pelican_signals
from pelican.writers import Writer

from plugins.gazette.review import Review, reviews
from plugins.portal import signals
from plugins.portal.document_view import validity_view
from plugins.portal.generator import PageGenerator
from plugins.portal.pages import Page
from plugins.portal.site import Site
from plugins.portal.views import ValidityView

from . import cleanup, dcat, exports, spreadsheet, table
from .files import files
from .pages import TITLE, cleanup_page, pages
from .records import CatalogueRecord, FileRecord, records, with_files

TABLES = (
    ("api/catalogue.json", "JSON", "application/json"),
    ("api/catalogue.csv", "CSV", "text/csv"),
    ("api/catalogue.xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)


def register() -> None:
    pelican_signals.get_generators.connect(_generators)
    signals.site_finished.connect(_export)


def _generators(_: object) -> type[CatalogueGenerator]:
    return CatalogueGenerator


class CatalogueGenerator(PageGenerator):
    """The lists of the 政府信息公开目录."""

    def generate_output(self, writer: Writer) -> None:
        site = self.site

        def judge(record: CatalogueRecord) -> ValidityView | None:
            return validity_view(site, site.corpus.by_path[record.source]) if record.validity else None

        with site.report.stage("公开目录") as stage:
            found = records(site.corpus, site.day)
            made = pages(found, site.corpus.vocabularies, judge, site.config.site_name, cleaned=bool(_reviews(site)))
            count = self.write_pages(writer, (*made, *_cleanup_pages(site)))
            stage.note = f"{len(found)} 条，{count} 页"


def _export(site: Site) -> None:
    with site.report.stage("目录数据") as stage:
        found = tuple(_complete(site))
        home, title = site.config.home, f"{site.config.site_name}{TITLE}"
        site.output.put("api/catalogue.json", exports.to_json(found, home, title))
        site.output.put("api/catalogue.csv", exports.to_csv(found, home))
        rows = (table.cells(record, home) for record in found)
        site.output.put("api/catalogue.xlsx", spreadsheet.workbook(TITLE, table.header(), rows))
        site.output.put("api/dcat.jsonld", dcat.to_dcat(found, _about(site, title), _tables(site)))
        _export_cleanup(site)
        stage.note = f"{len(found)} 条，JSON、CSV、XLSX、DCAT-AP"


def _reviews(site: Site) -> list[Review]:
    """The district's normative documents, newest first."""
    found = reviews(site.corpus, site.config.review_terms, site.day)
    return sorted(found, key=lambda r: (r.document.version_date or date.min, r.document.path), reverse=True)


def _cleanup_pages(site: Site) -> Iterator[Page]:
    """The page of the clean-up, where the district has normative documents."""
    if found := _reviews(site):
        judge = partial(validity_view, site)
        view = cleanup.view(found, site.config.review_terms, site.day.isoformat(), site.url, judge)
        yield cleanup_page(view, site.config.site_name)


def _export_cleanup(site: Site) -> None:
    if found := _reviews(site):
        rows = tuple(cleanup.records(found, site.url, site.config.home))
        site.output.put(cleanup.CSV, cleanup.to_csv(rows))
        site.output.put(cleanup.JSON, cleanup.to_json(rows, site.day.isoformat()))


def _complete(site: Site) -> Iterator[CatalogueRecord]:
    """The records with the files that this build has made of them."""
    for record in records(site.corpus, site.day):
        yield with_files(record, files(record, site.corpus.by_path[record.source], site.output))


def _about(site: Site, title: str) -> dcat.CatalogueDescription:
    config = site.config
    publisher = config.organiser or config.host_unit or config.site_name
    return dcat.CatalogueDescription(
        config.home, title, f"{title}：全部已公开文件的记录和文件校验值", publisher
    )


def _tables(site: Site) -> Iterator[FileRecord]:
    for path, form, media_type in TABLES:
        yield FileRecord(form, media_type, path, site.output.digest(path) or "", site.output.size(path))
