"""Runs one command and writes what it cost as JSON: `python -I -S launch.py REPORT COMMAND...`.

A process of its own: the peak memory that the system tells of a process is never less than that of the process which
started it, and this one is small.
"""

import json
import os
import sys
import time
from pathlib import Path


def main(report: str, *command: str) -> int:
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - start
    cost = {"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "peak": usage.ru_maxrss / 1024}
    Path(report).write_text(json.dumps(cost), "utf-8")
    return os.waitstatus_to_exitcode(status) & 0xFF


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
