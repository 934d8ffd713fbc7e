"""Listens to the portal: when corpus and bodies are read, writes the files of the search index."""

from __future__ import annotations

from plugins.portal import signals
from plugins.portal.site import Site

from .steps import Index


def register() -> None:
    signals.site_ready.connect(write_index)


def write_index(site: Site) -> None:
    """Puts every file of the index into the site's output."""
    with site.report.stage("检索索引") as stage:
        stage.note = "已更新" if site.steps.run(Index(site)) else "没有变化"
