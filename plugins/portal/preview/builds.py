"""A build after every save, in one process that goes on whatever happens.

Each build has fresh settings, a fresh journal and a plan of its own, as a command has. What it finds goes to the terminal and
to the open pages; where it fails, the site stays as it was.
"""

from __future__ import annotations

import gc
import importlib
import importlib.util
import os
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

from plugins.checks import refuses
from plugins.engine.journal import Journal
from plugins.engine.output import OutputError, OutputTree, locked
from plugins.engine.stamps import SETTLED

from .. import config, plan
from ..bodies import ContentChanged
from ..cli import INTERRUPTED, OK, REFUSED, Places, portal_values
from ..config import SettingsError
from ..plan import CONTENT, Plan
from ..reading import Refused
from ..snapshot import Snapshot
from . import outcome, problems
from .listener import Listener
from .news import News
from .outcome import Outcome
from .problems import Problem

TRIES = 3  # for a text that is saved once more while the site is built
WAIT = 0.5  # seconds between two looks at whether another build has ended
TRACE = "preview-error.txt"
SAVED_AGAIN = Problem("文稿在生成时又有改动，请再保存一次")


class Builds:
    """Call it for a build; iterate it for what to watch. `ready` raises ValueError where the places can't be used."""

    def __init__(self, places: Places, ready: Callable[[], None], news: News, say: Callable[[str], None]) -> None:
        self.places, self.ready, self.news, self.say = places, ready, news, say
        self.theme = self._theme({})
        self.vocabularies = Path(places.content) / "vocabularies"
        self._plugins: list[str] = []
        self._last: Outcome | None = None
        self._key: object = None  # of which files and settings the last build was to be
        self._failed: tuple[object, Outcome | None] = (None, None)
        self._is_rested = False

    def __iter__(self) -> Iterator[Path]:
        places = self.places
        return iter((Path(places.content), self.theme, self.vocabularies, Path(places.settings)))

    def __call__(self) -> int:
        """The exit status of the build as a command; Ctrl-C has the one of its own."""
        start = time.perf_counter()
        self._key = None
        found = self._outcome()
        if found.status != INTERRUPTED and found is not self._last:
            self._tell(found, time.perf_counter() - start)
            self._last = found
            self._failed = (self._key, found if found.status != OK else None)
        return found.status

    def rest(self) -> None:
        """What need not be done while somebody waits: load what the next build needs, and clear up after the last."""
        with suppress(Exception):  # a build will say so
            for name in ("plugins.portal.build", *self._plugins):
                importlib.import_module(name)
        gc.collect()
        if not self._is_rested:
            gc.freeze()  # the program itself need not be looked through again
            self._is_rested = True
        Snapshot(Path(self.places.cache)).read_ahead()

    def _tell(self, found: Outcome, seconds: float) -> None:
        for problem in found.problems:
            self.say(str(problem))
        updated = f"已更新 {len(found.changed)} 个文件，用时 {seconds:.1f} 秒" if found.changed else "站点没有变化"
        self.say(f"{found.title or updated}。{found.note}")
        self.news.tell(found.message, found.changed)

    def _outcome(self) -> Outcome:
        """That of an earlier build itself when there is nothing new to be said."""
        try:
            return self._usable() or self._attempts()
        except SettingsError as error:
            return outcome.failed(Problem(f"设置有误：{error}", self.places.settings))
        except (Exception, SystemExit) as error:
            return self._unexpected(error)

    def _usable(self) -> Outcome | None:
        try:
            self.ready()
        except ValueError as error:
            return outcome.failed(Problem(str(error)))
        return None

    def _attempts(self) -> Outcome:
        for _ in range(TRIES):
            if found := self._try():
                return found
            time.sleep(SETTLED / 1e9)
        return outcome.failed(SAVED_AGAIN)

    def _unexpected(self, error: BaseException) -> Outcome:
        trace = Path(self.places.cache) / TRACE
        problem = problems.of_exception(error, Path(self.places.settings), self.theme)
        try:
            trace.parent.mkdir(parents=True, exist_ok=True)
            trace.write_text("".join(traceback.format_exception(error)), "utf-8", "backslashreplace")
        except OSError:
            return outcome.failed(problem)
        return outcome.failed(problem, f"详细的出错信息写在 {os.path.relpath(trace)}。")

    def _try(self) -> Outcome | None:
        """None when a text was saved meanwhile."""
        places = self.places
        written = self._settings()
        day = config.day_of_build(None, os.environ)
        read = config.load(portal_values(written["PORTAL"], day, places))
        self.vocabularies = read.vocabularies
        content, output = Path(places.content), Path(places.output)
        with self._turn(output), Journal(plan.journal_path(Path(places.cache), output, content)) as journal:
            work = Plan.of(read, written, content, self.theme, journal)
            if known := self._known(work):
                return known
            if work.is_nothing and OutputTree(output).holds(journal):
                return self._nothing(work)
            from .. import build as builder

            values = builder.settings(places, day) | {"REPORT": Listener(self.say)}
            return self._come_of(builder.run(values, work=work), values, work)

    @contextmanager
    def _turn(self, output: Path) -> Iterator[None]:
        """Hold the output; another command that builds the same site is waited for."""
        with ExitStack() as stack:
            for number in count():
                try:
                    stack.enter_context(locked(output))
                    break
                except OutputError as error:
                    if not number:
                        self.say(f"{error}，等它完成……")
                    time.sleep(WAIT)
            yield

    def _settings(self) -> dict[str, Any]:
        """Those of the file as it is now. Raises SettingsError, and whatever its code raises."""
        places = self.places
        # Python takes a module compiled within the same second for the same, and the settings are no program of ours.
        Path(importlib.util.cache_from_source(os.path.abspath(places.settings))).unlink(missing_ok=True)
        written = places.read_settings()
        self.theme = self._theme(written)
        self._plugins = list(map(str, written.get("PLUGINS", ())))
        if "PORTAL" not in written:
            raise SettingsError("没有 PORTAL 这一项")
        if not self.theme.is_dir():
            raise SettingsError(f"没有主题文件夹 {self.theme}")
        return written

    def _theme(self, written: Mapping[str, Any]) -> Path:
        return Path(self.places.settings).parent / str(written.get("THEME", "theme"))

    def _known(self, work: Plan) -> Outcome | None:
        """What came of the last build, where it failed and was of just these files and settings."""
        self._key = (work.under, work.stamps)
        return self._failed[1] if self._key == self._failed[0] and all(work.stamps.values()) else None

    def _nothing(self, work: Plan) -> Outcome:
        """The site is up to date: then what was said of it still holds."""
        found = outcome.made(REFUSED if refuses(work.findings) else OK, work.findings, (), frozenset())
        return self._last if self._last and self._last.errors == found.errors else found

    def _come_of(self, status: int, values: Mapping[str, Any], work: Plan) -> Outcome | None:
        """What came of a run; `values` are the settings with which it ran, and all that it has put among them."""
        reason = values["REPORT"].reason
        edited = _edited(work, self.places.label)
        if status == INTERRUPTED:
            return Outcome(INTERRUPTED)
        if isinstance(reason, ContentChanged):
            return None
        if isinstance(reason, Refused):
            return outcome.refused(reason.findings, edited)
        if status not in (OK, REFUSED):
            return outcome.failed(Problem(str(reason or "程序出错")))
        changed = frozenset(values["OUTPUT_TREE"].differing)
        return outcome.made(status, values["PORTAL_SITE"].findings, edited, changed)


def _edited(work: Plan, label: str) -> frozenset[str]:
    """The changed documents, as findings name them; none where everything is new."""
    names = () if work.is_first else work.changed
    return frozenset(f"{label}/{name.removeprefix(CONTENT)}" for name in names if name.startswith(CONTENT))
