"""Listens to Pelican and the portal: the catalogue's pages with the others, its exports when all is written."""

from __future__ import annotations

from pelican import signals as pelican_signals
from pelican.writers import Writer

from plugins.engine.pelican import TransactionalPelican
from plugins.portal import signals
from plugins.portal.generator import PageGenerator, PagesKind
from plugins.portal.site import Site

from . import steps


def register() -> None:
    pelican_signals.get_generators.connect(_generators)
    signals.site_finished.connect(_export)


def _generators(pelican: object) -> type[CatalogueGenerator] | None:
    return CatalogueGenerator if isinstance(pelican, TransactionalPelican) else None


class CatalogueGenerator(PageGenerator):
    """The lists of the 政府信息公开目录."""

    def generate_output(self, writer: Writer) -> None:
        site = self.site
        with site.report.stage("公开目录") as stage:
            count = site.steps.run(PagesKind("catalogue", self.renderer, lambda: steps.list_pages(site)))
            stage.note = f"{count} 页有变化"


def _export(site: Site) -> None:
    with site.report.stage("目录数据") as stage:
        site.steps.run(steps.Exports(site))
        site.steps.run(steps.CleanUp(site))
        stage.note = "JSON、CSV、XLSX、DCAT-AP"
