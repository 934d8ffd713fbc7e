"""Listens to the portal: when corpus and bodies are read, writes the files of the search index."""

from __future__ import annotations

from plugins.portal import signals
from plugins.portal.site import Site

from .build import build
from .cache import TermCache
from .publications import records


def register() -> None:
    signals.site_ready.connect(write_index)


def write_index(site: Site) -> None:
    """Puts every file of the index into the site's output."""
    with site.report.stage("检索索引") as stage:
        found = tuple(records(site))
        files = build(found, TermCache(site.cache_dir))
        for path, data in files.items():
            site.output.put(path, data)
        stage.note = f"{len(found)} 份文件，{len(files)} 个索引文件"
