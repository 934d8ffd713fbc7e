"""A small project on disk that may be edited and broken, and its preview: in this process, or as the command is typed."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from plugins.portal.cli import Places
from plugins.portal.preview.builds import Builds
from plugins.portal.preview.news import News
from plugins.portal.serve import serve
from tests.building import ROOT, policy, write

PATIENCE = 60.0
SETTINGS = """
import sys
sys.path.insert(0, {root!r})
from pelicanconf import *
from pelicanconf import PORTAL
THEME = "theme"
PORTAL = {{**PORTAL, "vocabularies": "{folder}/vocabularies", "pdf": False}}
"""


def until(condition: Callable[[], object]) -> None:
    """Waits for it; AssertionError when it does not come true."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


@dataclass(frozen=True)
class Project:
    """Three policies, a theme, vocabularies and settings."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> Project:
        project = cls(folder)
        folder.mkdir(exist_ok=True)
        texts = {f"policies/2020/p{n}.md": policy(f"关于事项{n}的通知", f"2020-05-0{n}", f"第{n}件的正文。") for n in (1, 2, 3)}
        write(project.content, texts)
        shutil.copytree(ROOT / "theme", project.theme)
        shutil.copytree(ROOT / "content" / "vocabularies", folder / "vocabularies")
        project.settings.write_text(SETTINGS.format(root=str(ROOT), folder=folder), "utf-8")
        return project

    @property
    def content(self) -> Path:
        return self.folder / "content"

    @property
    def theme(self) -> Path:
        return self.folder / "theme"

    @property
    def settings(self) -> Path:
        return self.folder / "settings.py"

    @property
    def output(self) -> Path:
        return self.folder / "output"

    @property
    def places(self) -> Places:
        folder = self.folder
        return Places(str(self.content), str(self.output), str(folder / "cache"), str(self.settings), str(folder))

    def policy(self, number: int = 1) -> Path:
        return self.content / f"policies/2020/p{number}.md"

    def page(self, number: int = 1) -> str:
        return f"policies/2020/p{number}/"


@dataclass
class Running:
    """A preview that runs: its address, what it said, and the status of each build that had something to do."""

    project: Project
    stop: threading.Event
    news: News
    said: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    @property
    def address(self) -> str:
        return next(found[0] for text in self.said if (found := re.search(r"http://127\.0\.0\.1:\d+/", text)))

    def told(self, words: str) -> bool:
        return any(words in text for text in self.said)

    def settled(self, status: int, builds: int) -> None:
        """Wait until there were so many builds, the last with this status."""
        until(lambda: len(self.statuses) >= builds)
        assert self.statuses[-1] == status, "\n".join(self.said)


def ready(project: Project) -> None:
    if not project.content.is_dir():
        raise ValueError(f"没有内容文件夹 {project.content}")


@contextmanager
def previewed(project: Project) -> Iterator[Running]:
    """The preview in a thread, from its first build to its end."""
    running = Running(project, threading.Event(), News())
    builds = Builds(project.places, lambda: ready(project), running.news, running.said.append)

    def build() -> int:
        told = running.news.token
        status = builds()
        if running.news.token != told:
            running.statuses.append(status)
        return status

    arguments = (build, builds, project.output, 0, running.said.append, running.stop)
    thread = threading.Thread(target=serve, args=arguments, kwargs={"news": running.news, "rest": builds.rest}, daemon=True)
    thread.start()
    try:
        until(lambda: running.statuses)
        yield running
    finally:
        running.stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def copied_program(folder: Path) -> Project:
    """A project with a copy of the program, which the command of `typed` then runs."""
    project = Project.make(folder)
    without = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "plugins", folder / "plugins", ignore=without)
    shutil.copy(ROOT / "tasks.py", folder)
    settings = (ROOT / "pelicanconf.py").read_text("utf-8")
    more = f'PORTAL |= {{"vocabularies": "{folder}/vocabularies", "pdf": False}}\n'
    (folder / "pelicanconf.py").write_text(settings + more, "utf-8")
    return project


@contextmanager
def typed(project: Project, port: int = 0) -> Iterator[subprocess.Popen[str]]:
    """`invoke serve` in a process of its own, which is ended at the end, if it runs still. Its words go to `said.txt`."""
    command = [sys.executable, "-u", "-m", "invoke", "serve", "--port", str(port)]
    with (project.folder / "said.txt").open("w") as said:
        process = subprocess.Popen(command, cwd=project.folder, stdout=said, stderr=subprocess.STDOUT, text=True)
        with process:
            try:
                yield process
            finally:
                process.kill()


def words(project: Project) -> str:
    return (project.folder / "said.txt").read_text("utf-8")
