"""A small issue of the bulletin to release, and commands that are killed, or run out of disk, at a chosen moment."""

from __future__ import annotations

import os
import resource
import signal
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.archive import release as releasing
from plugins.archive.inventory import User
from plugins.archive.release import Act, Released

HOME = "https://www.example.gov.cn"
ADDRESS = "bulletins/2016/06/"
TOUCHING = frozenset(
    ("open", "os.rename", "os.mkdir", "os.link", "os.remove", "os.rmdir", "os.truncate", "shutil.rmtree", "ctypes.call_function")
)
FILES = {
    "bulletin.pdf": b"%PDF-1.7 bulletin" * 40,
    "bulletin.json": '{"名称": "示例公报 2016年第6期", "原稿": "bulletins/2016/06.md"}\n'.encode(),
    "articles/示范 办法/document.pdf": b"%PDF-1.7 article" * 30,
    "articles/示范 办法/document.json": '{"名称": "示范办法", "原稿": "policies/2016/示范 办法.md"}\n'.encode(),
    "sources/bulletins/2016/06.md": "---\n标题: 示例公报\n---\n\n目录。\n".encode(),
    "sources/policies/2016/示范 办法.md": "---\n标题: 示范办法\n---\n\n第一条 正文。\n".encode(),
}
CORRECTED = FILES | {"bulletin.pdf": b"%PDF-1.7 corrected" * 40}


@dataclass
class Archive:
    """A storage root in a folder of its own; releases are an hour apart."""

    folder: Path
    made: int = 0
    root: Path = field(init=False)
    key: Path = field(init=False)

    def __post_init__(self) -> None:
        self.root, self.key = self.folder / "archive", self.folder / "key.pem"

    @property
    def log(self) -> Path:
        return self.folder / "archive-log"

    def release(self, files: Mapping[str, bytes] = FILES, message: str = "首次归档", address: str = ADDRESS) -> Released:
        self.made += 1
        act = Act(message, User("张三", "mailto:zhangsan@example.gov.cn"), f"2016-12-30T{self.made % 24:02d}:00:00+08:00",
                  {"engines": {"typst": "0.15.2"}, "fonts": []})  # fmt: skip
        return releasing.release(self.root, address, HOME, files, act, self.key)


def killed_at(step: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that is killed right before its `step`th touch of the file system; whether it was."""
    return os.WIFSIGNALED(_forked(lambda: _kill_at(step), work))


def killed_after(seconds: float, work: Callable[[], object]) -> bool:
    """Do the work in a process that is killed after so long; whether it was."""
    def begin() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # which ends a process as surely as SIGKILL
        signal.setitimer(signal.ITIMER_REAL, seconds)

    return os.WIFSIGNALED(_forked(begin, work))


def on_full_disk(size: int, work: Callable[[], object]) -> bool:
    """Do the work in a process that can write no file of more than `size` bytes; whether it could."""
    return os.waitstatus_to_exitcode(_forked(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)), work)) == 0


def _forked(begin: Callable[[], object], work: Callable[[], object]) -> int:
    """The status of a process that ends with the work."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    status = 1
    try:
        begin()
        work()
        status = 0
    finally:
        os._exit(status)


def _kill_at(step: int) -> None:
    left = step

    def watch(event: str, _arguments: object) -> None:
        nonlocal left
        if event in TOUCHING:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
