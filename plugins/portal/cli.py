"""What the commands do: build, serve and check, with their exit statuses.

0 all is well · 1 the content has errors · 2 a setting or the output can't be used · 130 interrupted.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from plugins.checks import refuses, reports
from plugins.engine.progress import Report

from . import build as builder
from . import config, reading
from .serve import serve as serve_site


@dataclass(frozen=True, slots=True)
class Places:
    """Where a command reads and writes; relative paths count from the working folder."""

    content: str = "content"
    output: str = "output"
    cache: str = ".cache"
    settings: str = "pelicanconf.py"

    @property
    def overrides(self) -> dict[str, Path | None]:
        return {"PATH": Path(self.content), "OUTPUT_PATH": Path(self.output), "CACHE_PATH": Path(self.cache)}


def build(places: Places, date: str, pdf: bool = True) -> int:
    try:
        _require(Path(places.content))
        _apart(Path(places.content), Path(places.output))
        day = config.day_of_build(date or None, os.environ)
        return builder.run(builder.settings(Path(places.settings), day, places.overrides, pdf=pdf))
    except KeyboardInterrupt:
        print("已中断。原有站点未变，再次运行即可。")
        return builder.INTERRUPTED
    except ValueError as error:
        print(f"设置有误：{error}", file=sys.stderr)
        return builder.FAILED


def _require(content: Path) -> None:
    if not content.is_dir():
        raise ValueError(f"没有内容文件夹 {content}")


def _apart(content: Path, output: Path) -> None:
    inner, outer = output.resolve(), content.resolve()
    if inner.is_relative_to(outer) or outer.is_relative_to(inner):
        raise ValueError(f"输出文件夹 {output} 和内容文件夹 {content} 不能一个在另一个里面")


def serve(places: Places, port: int) -> int:
    report = Report()
    watched = [Path(places.content), Path("theme"), Path(places.settings)]
    return serve_site(partial(build, places, ""), watched, Path(places.output), port, report.say)


def check(paths: Sequence[str], form: str, places: Places, date: str) -> int:
    """Print all findings in `form`; with `paths`, those of these files alone."""
    try:
        if form not in reports.FORMATS:
            raise ValueError(f"--format 没有“{form}”，可用：{'、'.join(reports.FORMATS)}")
        _require(Path(places.content))
        day = config.day_of_build(date or None, os.environ)
        values = builder.settings(Path(places.settings), day, places.overrides)
        settings = config.load(values["PORTAL"])
        findings = reading.findings(Path(places.content), settings, [Path(path) for path in paths])
        print(reports.FORMATS[form](findings))
    except ValueError as error:
        print(f"设置有误：{error}", file=sys.stderr)
        return builder.FAILED
    return builder.REFUSED if refuses(findings) else builder.OK
