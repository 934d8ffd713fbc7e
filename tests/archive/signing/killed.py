"""Kills `sign` at each moment in turn at which it asks something of a file in the target's folder or beside it.

    python -m tests.archive.signing.killed TO STATES CONFIGURATION FILE…

The n-th run is killed at its n-th moment; what then stands in TO is copied to STATES/n. The last run ends by itself.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from plugins.archive.signing import cli
from plugins.portal.cli import Places

EVENTS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir")


def kill_at(count: int, folder: Path) -> None:
    seen = 0

    def watch(event: str, args: tuple[object, ...]) -> None:
        nonlocal seen
        if event in EVENTS and str(args[0]).startswith(str(folder)):
            seen += 1
            if seen == count:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def run(moment: int, to: Path, configuration: str, files: Sequence[str]) -> int:
    """The wait status of one run in a process of its own."""
    child = os.fork()
    if child == 0:
        kill_at(moment, to.parent)
        os._exit(cli.sign(files, str(to), Places(), configuration))
    return os.waitpid(child, 0)[1]


def main(to: Path, states: Path, configuration: str, files: Sequence[str]) -> int:
    status, moment = int(signal.SIGKILL), 0
    while status == signal.SIGKILL:
        moment += 1
        status = run(moment, to, configuration, files)
        shutil.copytree(to, states / f"{moment}")
    return status


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], sys.argv[4:]))
