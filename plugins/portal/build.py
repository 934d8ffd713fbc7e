"""A build from start to end, for `invoke build`: settings, pool, run, and the closing words."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pelican.settings import read_settings

from plugins.checks import refuses, reports
from plugins.engine.journal import Journal
from plugins.engine.output import OutputError, locked
from plugins.engine.pelican import PluginError, TransactionalPelican
from plugins.engine.pool import Pool, PoolError
from plugins.engine.progress import Report

from . import conditions, config, explaining
from .bodies import ContentChanged
from .cli import FAILED, INTERRUPTED, OK, REFUSED, Places, portal_values
from .config import SettingsError
from .plan import Plan, journal_path
from .site import Site

if TYPE_CHECKING:
    from rich.console import Console


def settings(places: Places, day: date, **portal: Any) -> dict[str, Any]:
    """Pelican's settings with our overrides: PATH, OUTPUT_PATH and what the portal is told for this run."""
    paths = {"PATH": str(Path(places.content).resolve()), "OUTPUT_PATH": str(Path(places.output).resolve())}
    read = dict(read_settings(places.settings, override=paths))
    return {**read, "PORTAL": portal_values(read["PORTAL"], day, places, **portal)}


def run(values: dict[str, Any], console: Console | None = None, work: Plan | None = None, explain: str = "") -> int:
    """Build once; returns the exit status and never leaves a half-written site."""
    report = values["REPORT"] = values.get("REPORT") or Report(console)
    report.say("生成站点")
    try:
        with _pool(values) as pool, _journal(values, work) as journal:
            values |= {"POOL": pool, "JOURNAL": journal, **({"PLAN": work} if work else {})}
            pelican = TransactionalPelican(values)
            pelican.run()
    except KeyboardInterrupt:
        report.say("已中断。原有站点未变，再次运行即可。")
        return INTERRUPTED
    except (SettingsError, PluginError, OutputError, PoolError, ContentChanged) as error:
        report.say(f"没有生成站点：{error}")
        return FAILED
    except SystemExit as stop:
        return int(stop.code or OK) if isinstance(stop.code, int | None) else FAILED
    return _close(pelican, explain)


def _pool(values: Mapping[str, Any]) -> Pool:
    """Who does the heavy work of this build. Raises SettingsError."""
    portal = values["PORTAL"]
    program = partial(conditions.made_by, {"PLUGINS": list(values["PLUGINS"])})
    return Pool(portal.get("workers", 0), config.executor(portal), program)


@contextmanager
def _journal(values: dict[str, Any], work: Plan | None) -> Iterator[Journal]:
    """That of the plan, else the one of the output, which is held for this build."""
    if work is not None:
        yield work.journal
        return
    cache, output = Path(values["PORTAL"].get("cache", ".cache")), Path(values["OUTPUT_PATH"])
    with locked(output), Journal(journal_path(cache, output, Path(values["PATH"]))) as journal:
        yield journal


def _close(pelican: TransactionalPelican, explain: str) -> int:
    report = pelican.report
    site: Site = pelican.settings["PORTAL_SITE"]
    tree = pelican.tree
    if site.findings:
        report.say(reports.FORMATS["text"](site.findings))
    plan: Plan = pelican.settings["PLAN"]
    told = explaining.explain(explain, pelican.steps, plan) if explain else explaining.summary(pelican.steps, plan)
    for line in told:
        report.say(line)
    changed = f"{tree.written} 个文件有变化" if pelican.changed else "没有变化"
    gone = f"，删除 {tree.removed} 个" if tree.removed else ""
    rendered = pelican.settings["PORTAL_RENDERER"].rendered
    report.say(f"完成：共 {len(tree)} 个文件，渲染 {rendered} 页，{changed}{gone}，用时 {report.seconds:.1f} 秒")
    place = os.path.relpath(tree.target)
    report.say(f"站点在 {place}" + ("，运行 make serve 后打开 http://127.0.0.1:8000/" if place == "output" else ""))
    return REFUSED if refuses(site.findings) else OK
