"""How does what ocfl-py finds read for the archivist? In Chinese, and with the file that it is about.

`ocfl-codes.json` has the words of every code that ocfl-py knows; the facts in them go by ocfl-py's own names.
"""

from __future__ import annotations

import json
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

from ocfl.validation_logger import ValidationLogger

from plugins.gazette.findings import Finding, Severity

from .findings import finding
from .inventory import NAME

UNKNOWN = "不合 OCFL 规范中这一编号的要求"  # ocfl-py gives a few codes that it has no words for
SEVERAL = "extra_files"  # parameters that name a file, in the order in which they are asked
FILES = ("content_path", "inv_file", "path", "file", "dir", "entry", "filename", "version_dir", "namaste_file")


class OcflLog(ValidationLogger):
    """Takes what ocfl-py finds: in the order of its finding, with the file that each is about below `folder`, `otherwise`
    where it names none."""

    def __init__(self, folder: Path, otherwise: str = NAME) -> None:
        super().__init__()
        self.folder, self.otherwise = folder, otherwise
        self.findings: list[Finding] = []

    def log(self, code: str, is_error: bool, **args: Any) -> None:
        severity = Severity.ERROR if is_error else Severity.WARNING
        place = str(args.get("where", "root"))
        words = _words().get(code, UNKNOWN)
        message = words.format_map(defaultdict(lambda: "？", {**args, "place": place, "where": _where(place)}))
        names = str(args[SEVERAL]).split(", ") if SEVERAL in args else [_file(args, self.otherwise)]
        self.findings += (finding(self.folder / name, code, message, severity=severity) for name in names)


@cache
def _words() -> dict[str, str]:
    words: dict[str, str] = json.loads(Path(__file__).with_name("ocfl-codes.json").read_text("utf-8"))
    return words


def _where(place: str) -> str:
    return "根清单" if place == "root" else f"{place} 版的清单"


def _file(args: dict[str, Any], otherwise: str) -> str:
    """The file or folder that a finding names, else the inventory that it is about, `otherwise` that of no version."""
    named = next((str(args[name]) for name in FILES if name in args), "")
    if named and "where" in args and "path" in args and "content_path" not in args and not named.startswith("/"):
        named = ""  # a path within an inventory is not one on the disk
    place = str(args.get("where", "root")).split(",")[0]
    return named.lstrip("/") or (otherwise if place in ("root", "???") else f"{place}/{NAME}")
