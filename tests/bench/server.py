"""`hugo server`, which stays in memory and renders again what an edit changes. It is started anew for each edit."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.edits import Kind
from tests.bench.hugo import Hugo, program
from tests.bench.measure import ROOT, TRUSTED_AFTER, Measure

READY, BUILT = "Press Ctrl+C to stop", "Total in"
PATIENCE = 900  # seconds after which a server that says nothing is stopped


class Server(Hugo):
    """Measured from the edit to the line that says that the site is built. Its pages stay in memory, and it may not
    leave out those at which nobody looked lately (`--disableFastRender`)."""

    name = "server"

    @staticmethod
    def missing() -> str:
        return Hugo.missing() or ("" if Path("/proc/self/stat").exists() else "the system has no /proc")

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return (Kind.BODY, Kind.TITLE)

    def command(self, kind: Kind) -> list[str]:
        places = [f"--source={self.site}", f"--cacheDir={self.cache}", "--port=0"]
        return [str(program()), "server", *places, "--noBuildLock", "--disableLiveReload", "--disableFastRender"]

    def measure(self, kind: Kind, number: int) -> Measure:
        with _running(self.command(kind)) as process:
            _wait(process, READY)
            time.sleep(5 * TRUSTED_AFTER)  # it begins to watch its folders
            before, start = _cpu(process.pid), time.perf_counter()
            self.change(kind, number)
            said = _wait(process, BUILT)
            wall = time.perf_counter() - start
            return Measure(_cpu(process.pid) - before, wall, _peak(process.pid), said)


@contextmanager
def _running(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        timer = threading.Timer(PATIENCE, process.kill)
        timer.start()
        try:
            yield process
        finally:
            timer.cancel()
            process.kill()


def _wait(process: subprocess.Popen[str], words: str) -> str:
    """Read to the line with these words. Raises CalledProcessError when the process ends before it."""
    assert process.stdout is not None
    said = []
    for line in process.stdout:
        said.append(line)
        if words in line:
            return "".join(said)
    raise subprocess.CalledProcessError(process.wait(), process.args, "".join(said))


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak(process: int) -> float:
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmHWM:"))
