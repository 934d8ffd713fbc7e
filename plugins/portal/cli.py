"""What the commands do: build, serve and check, with their exit statuses.

0 all is well · 1 the content has errors · 2 a setting or the output can't be used · 130 interrupted.
What a command does not need it does not import: `check` is called on every save.
"""

from __future__ import annotations

import gc
import os
import runpy
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from plugins.checks import refuses, reports
from plugins.engine.journal import Journal
from plugins.engine.output import OutputError, OutputTree, locked

from . import checking, config
from . import plan as plans

OK, REFUSED, FAILED, INTERRUPTED = 0, 1, 2, 130


@dataclass(frozen=True, slots=True)
class Places:
    """Where a command reads and writes; relative paths count from the working folder. `typed_in` is the folder in which
    the command was typed: findings name files from there. `archive` is the storage root of released bulletins; it lies beside
    the content where neither it nor the settings say otherwise."""

    content: str = "content"
    output: str = "output"
    cache: str = ".cache"
    settings: str = "pelicanconf.py"
    typed_in: str = ""
    archive: str = ""

    @property
    def label(self) -> str:
        """The content folder as findings name it."""
        content = Path(self.content)
        inside = self.typed_in and content.is_absolute() and content.is_relative_to(self.typed_in)
        return (content.relative_to(self.typed_in) if inside else content).as_posix()

    def portal(self, day: str) -> config.PortalConfig:
        """The portal's settings alone, read as Pelican would read them. Raises SettingsError."""
        values = self.read_settings()
        return config.load(portal_values(values["PORTAL"], config.day_of_build(day or None, os.environ), self))

    def read_settings(self) -> dict[str, Any]:
        """What the settings file defines. Raises SettingsError."""
        try:
            return runpy.run_path(self.settings)
        except OSError as error:
            raise config.SettingsError(f"没有设置文件 {self.settings}") from error


def portal_values(written: Mapping[str, Any], day: date, places: Places, **more: Any) -> dict[str, Any]:
    """PORTAL as written, with the day and the places of this run."""
    judged_on = max(day, config.day_of_build(None, {}))
    values = {"today": day, "judged_on": judged_on, **written, **more, "cache": Path(places.cache).resolve()}
    values.setdefault("content_label", places.label)
    if places.archive or "archive" not in values:
        values["archive"] = places.archive or Path(places.content).absolute().parent / "archive"
    return values


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a build is asked for: with PDFs, `only` the “pages”, with an answer why the output at `explain` was made anew,
    `fresh` without what earlier builds have left."""

    pdf: bool = True
    only: str = ""
    explain: str = ""
    fresh: bool = False

    def __post_init__(self) -> None:
        if self.only not in ("", "pages"):
            raise ValueError(f"--only 只能是 pages；当前为“{self.only}”")

    @property
    def portal(self) -> dict[str, bool]:
        """The settings of PORTAL that they ask for."""
        return {"pdf": self.pdf and not self.only, "pages_only": bool(self.only)}

    @property
    def pelican(self) -> dict[str, Any]:
        return {"PLUGINS": ["plugins.portal.plugin"]} if self.only else {}


def build(places: Places, date: str, pdf: bool = True, only: str = "", explain: str = "", fresh: bool = False) -> int:
    """Build what is to be built; nothing, without loading what builds, when no file and no condition has changed."""
    gc.disable()  # what a build makes it nearly all keeps until its end
    try:
        _require(Path(places.content))
        _apart(Path(places.content), Path(places.output))
        wishes, day = Wishes(pdf, only, explain, fresh), config.day_of_build(date or None, os.environ)
        with locked(Path(places.output)), _journal(places) as journal:
            if fresh:
                journal.forget()
            return _build(places, day, journal, wishes)
    except KeyboardInterrupt:
        print("已中断。原有站点未变，再次运行即可。")
        return INTERRUPTED
    except OutputError as error:
        print(f"没有生成站点：{error}")
        return FAILED
    except ValueError as error:
        print(f"设置有误：{error}", file=sys.stderr)
        return FAILED


def leave(status: int) -> NoReturn:
    """End the command. What it holds need not be looked through for waste on the way out: that takes as long as an edit."""
    gc.freeze()
    sys.exit(status)


def _journal(places: Places) -> Journal:
    return Journal(plans.journal_path(Path(places.cache), Path(places.output), Path(places.content)))


def _build(places: Places, day: date, journal: Journal, wishes: Wishes) -> int:
    written = {**places.read_settings(), **wishes.pelican}
    settings = config.load(portal_values(written["PORTAL"], day, places, **wishes.portal))
    theme = Path(places.settings).parent / written.get("THEME", "theme")
    plan = plans.Plan.of(settings, written, Path(places.content), theme, journal)
    if plan.is_nothing and OutputTree(Path(places.output)).holds(journal):
        return _say_nothing_changed(plan, places, wishes.explain)
    from . import build as builder

    values = {**builder.settings(places, day, **wishes.portal), **wishes.pelican}
    return builder.run(values, work=plan, explain=wishes.explain)


def _say_nothing_changed(plan: plans.Plan, places: Places, explain: str) -> int:
    found = plan.findings
    if found:
        print(reports.FORMATS["text"](found))
    if explain:
        print(f"{explain}：没有重新生成。自上次生成以来，内容、模板、设置和程序都没有变化。")
    print(f"完成：没有变化，渲染 0 页\n站点在 {os.path.relpath(places.output)}")
    return REFUSED if refuses(found) else OK


def _require(content: Path) -> None:
    if not content.is_dir():
        raise ValueError(f"没有内容文件夹 {content}")


def _apart(content: Path, output: Path) -> None:
    inner, outer = output.resolve(), content.resolve()
    if inner.is_relative_to(outer) or outer.is_relative_to(inner):
        raise ValueError(f"输出文件夹 {output} 和内容文件夹 {content} 不能一个在另一个里面")


def serve(places: Places, port: int) -> int:
    """Build, serve, and build again on every save, until Ctrl-C."""
    from .serve import PortError, preview

    def ready() -> None:
        _require(Path(places.content))
        _apart(Path(places.content), Path(places.output))

    try:
        return preview(places, port, ready)
    except PortError as error:
        print(error, file=sys.stderr)
        return FAILED


def check(paths: Sequence[str], form: str, places: Places, date: str) -> int:
    """Print all findings in `form`; with `paths`, those of these files alone."""
    gc.disable()  # a short run that keeps nearly all it makes: looking for waste costs a tenth of the time
    try:
        if form not in reports.FORMATS:
            raise ValueError(f"--format 没有“{form}”，可用：{'、'.join(reports.FORMATS)}")
        _require(Path(places.content))
        findings = checking.findings(Path(places.content), places.portal(date), [Path(path) for path in paths])
        print(reports.FORMATS[form](findings))
    except ValueError as error:
        print(f"设置有误：{error}", file=sys.stderr)
        return FAILED
    return REFUSED if refuses(findings) else OK
