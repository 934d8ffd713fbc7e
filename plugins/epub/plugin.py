"""Joins the books to the build, before the pages: these state their sizes."""

from __future__ import annotations

from plugins.portal import signals
from plugins.portal.site import Site


def register() -> None:
    signals.site_ready.connect(write_books)


def write_books(site: Site) -> None:
    if not site.config.pages_only and site.corpus.bulletins:
        from .steps import Books

        with site.report.stage("电子书") as stage:
            stage.note = f"{site.steps.run(Books(site), stage.track)} 期有变化"
