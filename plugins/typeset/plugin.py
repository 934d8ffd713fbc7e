"""Joins the typesetter to the build, where the settings ask for PDFs: what sets them takes long to load."""

from __future__ import annotations

from plugins.portal import signals
from plugins.portal.site import Site


def register() -> None:
    signals.site_ready.connect(write_pdfs)


def write_pdfs(site: Site) -> None:
    if site.config.pdf:
        from . import publishing

        publishing.write_pdfs(site)
