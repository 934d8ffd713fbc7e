"""The editors' preview: serve the site on this machine, and build it again whenever a file is saved."""

from __future__ import annotations

import errno
import gc
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plugins.engine.progress import Report
from plugins.engine.serving import HOST, FolderServer
from plugins.engine.watching import Watch

from .cli import INTERRUPTED, OK, Places
from .preview.builds import Builds
from .preview.news import Message, News
from .preview.pages import PreviewServer
from .preview.problems import Problem
from .preview.program import Program

PAUSE = 1.0  # seconds without a change after which there is time for what nobody waits for
NAMED = 5  # changed files that are named


class PortError(Exception):
    """The address can't be had; the message is for the person who runs the preview."""


def server(output: Path, port: int, host: str = HOST) -> FolderServer:
    """A plain server of `output`, started in the background; port 0 takes a free one."""
    return FolderServer(output, port, host=host).start()


def preview(places: Places, port: int, ready: Callable[[], None]) -> int:
    """Serve and build until Ctrl-C. `ready` raises ValueError where the places can't be used. Raises PortError."""
    news, say, program = News(), Report().say, Program(Path(places.settings), places.typed_in)
    builds = Builds(places, ready, news, say)
    return serve(builds, builds, Path(places.output), port, say, news=news, program=program, rest=builds.rest)


def serve(
    build: Callable[[], int],
    watched: Iterable[Path],
    output: Path,
    port: int,
    say: Callable[[str], None],
    stop: threading.Event | None = None,
    *,
    news: News | None = None,
    program: Program | None = None,
    rest: Callable[[], None] = lambda: None,
) -> int:
    """Build, serve, and build again on each change of what is `watched` then, until Ctrl-C or `stop`; `rest` is for the
    time between. Raises PortError."""
    loop = _Loop(build, watched, say, stop or threading.Event(), news or News(), program, rest)
    again = False
    try:
        with _listening(output, port, loop.news) as running, Watch() as watch, _no_collector():
            say(f"预览：http://{HOST}:{running.server_port}/ （按 Ctrl-C 结束）")
            again = loop.run(watch)
    except KeyboardInterrupt:
        pass
    if again and program:
        program.restart()
    say("预览结束。")
    return OK


class _Loop:
    """From change to change."""

    def __init__(
        self, build: Callable[[], int], watched: Iterable[Path], say: Callable[[str], None], stop: threading.Event,
        news: News, program: Program | None, rest: Callable[[], None],
    ) -> None:  # fmt: skip
        self.build, self.watched, self.say, self.stop = build, watched, say, stop
        self.news, self.program, self.rest = news, program, rest

    def run(self, watch: Watch) -> bool:
        """Whether to start again with another program."""
        watch.follow(self._followed())
        while self.build() != INTERRUPTED:
            watch.follow(self._followed())
            changed = self._next(watch)
            if changed is None:
                return False
            if self.program and self.program.is_other(changed) and self._can_start(self.program):
                return True
        return False

    def _followed(self) -> Iterator[Path]:
        yield from self.watched
        yield from self.program.places if self.program else ()

    def _next(self, watch: Watch) -> frozenset[str] | None:
        changed = watch.next(self.stop, PAUSE)
        if changed is None and not self.stop.is_set():
            self.rest()
            changed = watch.next(self.stop)
        if changed:
            names = sorted({Path(path).name for path in changed})
            self.say(f"改动：{'、'.join(names[:NAMED])}" + (f" 等 {len(names)} 个文件" if len(names) > NAMED else ""))
        return changed

    def _can_start(self, program: Program) -> bool:
        fault = program.fault()
        if not fault:
            self.say("程序有改动，预览重新启动。")
            return True
        self.say(f"{fault}\n程序有误，预览仍用原来的程序。改正并保存以后会重新启动。")
        problem = Problem(f"程序有误：{fault.splitlines()[-1]}")
        self.news.tell(Message("预览没有重新启动", "仍用原来的程序；改正并保存以后会重新启动。", (problem,)))
        return False


@contextmanager
def _listening(output: Path, port: int, news: News) -> Iterator[PreviewServer]:
    """Serves until the end; then the streams end too."""
    try:
        running = PreviewServer(output, port, news)
    except (OSError, OverflowError) as error:
        raise PortError(_why(error, port)) from error
    with running:
        running.start()
        try:
            yield running
        finally:
            news.close()
            running.shutdown()


def _why(error: OSError | OverflowError, port: int) -> str:
    other = "可以换一个端口，如 make serve ARGS='--port 8001'"
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"端口 {port} 已被占用，可能已有一个预览在运行。请先结束它，{other}。"
    return f"端口 {port} 不能使用（{error}）。{other}。"


@contextmanager
def _no_collector() -> Iterator[None]:
    """What a build makes it nearly all keeps until its end; the rest is cleared up between builds."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()

