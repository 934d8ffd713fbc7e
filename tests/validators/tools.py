"""Where are the programs that the validators run?

Debian's packages for them are listed in requirements/debian.txt, npm's in package.json.
"""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class MissingTool(Exception):
    """A program or library that the tests need is not on this machine; the text says how to get it."""


def program(*names: str, package: str) -> Path:
    """The first of `names` that is on PATH; MissingTool, naming Debian's `package`, when none is."""
    for name in names:
        if found := shutil.which(name):
            return Path(found)
    raise MissingTool(f"{' / '.join(names)} is not on PATH: run `apt-get install {package}`")


def chromium() -> Path:
    """The system's Chromium or Chrome."""
    return program(*CHROMIUM_NAMES, package="chromium")


def node_module(path: str) -> Path:
    """A file under node_modules; MissingTool when `npm ci` has not put it there."""
    return existing(ROOT / "node_modules" / path, "run `make node_modules`")


def existing(path: Path, remedy: str) -> Path:
    """`path` itself; MissingTool with `remedy` when no such file exists."""
    if not path.is_file():
        raise MissingTool(f"{path} does not exist: {remedy}")
    return path
