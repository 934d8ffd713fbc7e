"""The site as a command sees it that builds nothing: read and checked as for a build, and no output touched."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.engine.journal import Journal
from plugins.engine.output import OutputTree
from plugins.engine.pool import Pool
from plugins.engine.progress import Report
from plugins.engine.steps import Steps

from . import reading
from .bodies import Bodies
from .cli import Places
from .plan import Plan
from .site import Site


@contextmanager
def opened(places: Places, day: str) -> Iterator[Site]:
    """The site of these places on a day. Raises SettingsError, Refused when the content has errors, ContentChanged."""
    config, content, report = places.portal(day), Path(places.content), Report()
    journal = Journal(None)
    found = reading.read(content, config, Plan({}, {}, journal), report)
    steps = Steps(journal, OutputTree(Path(places.output)))
    published = tuple(version for work in found.corpus.works for version in work.versions)
    with Pool(config.workers, config.executor) as pool, Bodies(content, config.cache, whole=False) as bodies:
        bodies.prepare(published, pool, report)
        label = config.content_label
        found.findings += reading.rendering_findings(published, bodies, content, found.corpus, label)
        reading.refuse(found.findings)
        yield Site(found.corpus, config, content, config.day, steps, pool, report, bodies, findings=found.findings)
