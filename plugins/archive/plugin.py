"""Listens to Pelican and the portal: tells the pages of issues which versions are archived, and publishes them with the site."""

from __future__ import annotations

from pelican import signals as pelican_signals
from pelican.writers import Writer

from plugins.engine.pelican import TransactionalPelican
from plugins.engine.store import Store
from plugins.portal import signals
from plugins.portal.generator import PageGenerator, PagesKind
from plugins.portal.site import Site
from plugins.portal.views import ReleaseRow

from . import root


def register() -> None:
    pelican_signals.get_generators.connect(_generators)
    signals.site_ready.connect(_tell)


def _generators(pelican: object) -> type[ArchiveGenerator] | None:
    return ArchiveGenerator if isinstance(pelican, TransactionalPelican) else None


def _tell(site: Site) -> None:
    """What the pages of issues say of their versions."""
    objects = root.objects(site.config.archive)
    if not objects:
        return
    from . import pages  # takes a while to load, and most builds of most sites have nothing archived

    known = {one.address: pages.rows(one) for one in objects}

    def releases(address: str) -> tuple[ReleaseRow, ...]:
        return known.get(address, ())

    site.releases = releases


class ArchiveGenerator(PageGenerator):
    """The storage root, its log, and the pages of all versions."""

    def generate_output(self, writer: Writer) -> None:
        site, run = self.site, self.site.steps.run
        objects = root.objects(site.config.archive)
        if not objects and not root.log_of(site.config.archive).exists():
            return  # what was published of an archive that is gone goes too: its steps are not taken
        for one in objects:
            one.must_be_there()  # what is published is the whole archive, or the site stays as it is
        from . import log, pages
        from .steps import ArchiveFiles, VersionFiles

        entries = log.merged(*(read(root.log_of(site.config.archive)) for read in (log.read, log.prepared)))
        with site.report.stage("公报档案") as stage, Store(site.cache_dir / "archive.sqlite") as known:
            count = run(ArchiveFiles(site)) + run(VersionFiles(site, objects))
            count += run(PagesKind("archive-page", self.renderer, lambda: pages.all_pages(site, objects, entries, known)))
            stage.note = f"{len(objects)} 期，{count} 项有变化" if objects else "没有已归档的公报"
