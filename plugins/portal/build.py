"""A build from start to end, for `invoke build`: settings, pool, run, and the closing words."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import Any

from pelican.settings import read_settings
from rich.console import Console

from plugins.checks import refuses, reports
from plugins.engine.output import OutputError
from plugins.engine.pelican import PluginError, TransactionalPelican
from plugins.engine.pool import Pool
from plugins.engine.progress import Report

from .cli import FAILED, INTERRUPTED, OK, REFUSED, Places, portal_values
from .config import SettingsError
from .site import Site


def settings(places: Places, day: date, **portal: Any) -> dict[str, Any]:
    """Pelican's settings with our overrides: PATH, OUTPUT_PATH and what the portal is told for this run."""
    paths = {"PATH": str(Path(places.content).resolve()), "OUTPUT_PATH": str(Path(places.output).resolve())}
    read = dict(read_settings(places.settings, override=paths))
    return {**read, "PORTAL": portal_values(read["PORTAL"], day, places, **portal)}


def run(values: dict[str, Any], console: Console | None = None) -> int:
    """Build once; returns the exit status and never leaves a half-written site."""
    report = values["REPORT"] = Report(console)
    report.say("生成站点")
    with Pool(values["PORTAL"].get("workers", 0)) as pool:
        values["POOL"] = pool
        try:
            pelican = TransactionalPelican(values)
            pelican.run()
        except KeyboardInterrupt:
            report.say("已中断。原有站点未变，再次运行即可。")
            return INTERRUPTED
        except (SettingsError, PluginError, OutputError) as error:
            report.say(f"没有生成站点：{error}")
            return FAILED
        except SystemExit as stop:
            return int(stop.code or OK) if isinstance(stop.code, int | None) else FAILED
    return _close(pelican)


def _close(pelican: TransactionalPelican) -> int:
    report = pelican.report
    site: Site = pelican.settings["PORTAL_SITE"]
    tree = pelican.tree
    if site.findings:
        report.say(reports.FORMATS["text"](site.findings))
    changed = f"{tree.written} 个文件有变化" if pelican.changed else "没有变化"
    report.say(f"完成：共 {len(tree.paths)} 个文件，{changed}，用时 {report.seconds:.1f} 秒")
    place = os.path.relpath(tree.target)
    report.say(f"站点在 {place}" + ("，运行 make serve 后打开 http://127.0.0.1:8000/" if place == "output" else ""))
    return REFUSED if refuses(site.findings) else OK
