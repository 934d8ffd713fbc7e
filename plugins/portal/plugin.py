"""Listens to Pelican: reads and checks the content before any generator exists, and closes the build."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pelican import Pelican
from pelican import signals as pelican_signals

from plugins.checks import reports
from plugins.engine.pelican import TransactionalPelican
from plugins.engine.pool import Pool

from . import config, reading, signals
from .bodies import Bodies
from .generator import PortalGenerator
from .plan import Plan, read_made, write_findings, write_made
from .site import Site


def register() -> None:
    pelican_signals.get_generators.connect(_generators)
    pelican_signals.finalized.connect(_finish)


def _generators(pelican: Pelican) -> type[PortalGenerator] | None:
    """The gate: an error in the content ends the build here, with the old output untouched. Pelican's signals are the
    process's: a site that is no portal is none of ours."""
    if not isinstance(pelican, TransactionalPelican):
        return None
    try:
        pelican.settings["PORTAL_SITE"] = _site(pelican)
    except reading.Refused as refused:
        pelican.report.say(reports.FORMATS["text"](refused.findings))
        pelican.report.say("没有生成站点：请先修改以上错误。原有站点未变。")
        sys.exit(1)
    except (config.SettingsError, ValueError) as error:
        pelican.report.say(f"设置有误：\n{error}")
        sys.exit(2)
    return PortalGenerator


def _site(pelican: TransactionalPelican) -> Site:
    today = config.day_of_build(None, os.environ)  # under `pelican` itself; `invoke build` has set it
    settings, report = config.load({"today": today, **pelican.settings["PORTAL"]}), pelican.report
    content, steps = Path(pelican.path), pelican.steps
    plan: Plan = pelican.settings.get("PLAN") or Plan.of(
        settings, pelican.settings, content, Path(pelican.settings["THEME"]), steps.journal
    )
    found = reading.read(content, settings, plan, report)
    steps.tree.partial = found.changed is not None
    bodies = pelican.resources.enter_context(Bodies(content, settings.cache, found.changed is None, steps.read))
    pool = pelican.settings.setdefault("POOL", Pool(settings.workers, settings.executor))
    published = (version for work in found.corpus.works for version in work.versions)
    looked_at = tuple(published if found.changed is None else filter(found.corpus.is_published, found.edited))
    bodies.prepare(looked_at, pool, report)
    found.findings += reading.rendering_findings(looked_at, bodies, content, found.corpus, settings.content_label)
    reading.refuse(found.findings)
    for fact in (*plan.files, *(found.changed or ())):
        steps.changed.add(fact)
    program = plan.under["程序"]
    pelican.settings["PORTAL_READING"], pelican.settings["PLAN"] = found, plan
    return Site(
        found.corpus, settings, content, settings.day, steps, pool, report, bodies, pelican.resources, program, plan.stamps,
        findings=list(found.findings), made_findings=read_made(steps.journal.about("made-findings")),
    )  # fmt: skip


def _finish(pelican: Pelican) -> None:
    if not isinstance(pelican, TransactionalPelican):
        return
    site: Site = pelican.settings["PORTAL_SITE"]
    found, plan = pelican.settings["PORTAL_READING"], pelican.settings["PLAN"]
    signals.site_finished.send(site)
    pelican.remember |= plan.remembered | reading.remembered(found, site.config)
    pelican.remember["findings"] = write_findings(found.findings)
    pelican.remember["made-findings"] = write_made(site.made_findings)
    site.findings = sorted([*site.findings, *(one for those in site.made_findings.values() for one in those)])
