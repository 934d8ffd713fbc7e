"""Listens to Pelican: reads and checks the content before any generator exists, and closes the build."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from pelican import signals as pelican_signals

from plugins.checks import refuses, reports
from plugins.engine.pelican import TransactionalPelican
from plugins.engine.pool import Pool
from plugins.gazette.findings import Finding

from . import checking, config, reading, signals
from .generator import PortalGenerator
from .site import Site


def register() -> None:
    pelican_signals.get_generators.connect(_generators)
    pelican_signals.finalized.connect(_finish)


def _generators(pelican: TransactionalPelican) -> type[PortalGenerator]:
    """The gate: an error in the content ends the build here, with the old output untouched."""
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
    content = Path(pelican.path)
    with report.stage("检查内容") as stage:
        findings = checking.findings(content, settings)
        stage.note = f"{len(findings)} 条提示" if findings else "没有问题"
    _refuse(findings)
    with report.stage("读取内容") as stage:
        found = reading.read(content, settings)
        stage.note = f"{len(found.corpus.documents)} 个文件"
    pool = pelican.settings.setdefault("POOL", Pool(settings.workers))
    published = [v for work in found.corpus.works for v in work.versions]
    rendered = reading.render(published, settings, pool, report)
    known = {document.path for document in published}
    findings += reading.rendering_findings(published, rendered, content, settings.content_label, known)
    _refuse(findings)
    return Site(
        found.corpus, settings, content, settings.day, pelican.tree, pool, report, rendered, findings=findings
    )


def _refuse(findings: list[Finding]) -> None:
    if refuses(findings):
        raise reading.Refused(findings)


def _finish(pelican: TransactionalPelican) -> None:
    signals.site_finished.send(pelican.settings["PORTAL_SITE"])
