"""Is a page valid HTML (and a style sheet valid CSS) by the Nu HTML checker, the one that validator.w3.org runs?"""

import json
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import unquote, urlsplit

from tests.validators.tools import node_module, program
from tests.validators.verapdf import ENVIRONMENT

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True)
class Message:
    """What the checker says of one place: 1-based line and column, and the source around it.

    The checker may count one line too few in a file with Chinese text; the extract is exact.
    """

    file: Path
    severity: Severity
    line: int
    column: int
    text: str
    extract: str


def nu(paths: Iterable[Path]) -> list[Message]:
    """Every message on HTML, CSS and SVG files, errors and warnings alike; an empty list means all are valid."""
    files = sorted(Path(path).resolve() for path in paths)
    if not files:
        return []
    java = program("java", package="default-jdk-headless")
    options = ["--format", "json", "--stdout", "--exit-zero-always", "--also-check-css", "--also-check-svg"]
    command: list[str | Path] = [java, "-Xss2m", "-jar", node_module("vnu-jar/build/dist/vnu.jar"), *options, *files]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", env=ENVIRONMENT, check=False)
    if run.returncode:
        raise RuntimeError(f"the Nu HTML checker ended with status {run.returncode}:\n{run.stderr}")
    return [_message(row) for row in json.loads(run.stdout)["messages"]]


def _message(row: dict[str, Any]) -> Message:
    return Message(
        file=Path(unquote(urlsplit(row["url"]).path)),
        severity=_severity(row),
        line=row.get("firstLine", row.get("lastLine", 0)),
        column=row.get("firstColumn", row.get("lastColumn", 0)),
        text=row["message"],
        extract=row.get("extract", ""),
    )


def _severity(row: dict[str, Any]) -> Severity:
    if row["type"] == "info":
        return "warning" if row.get("subType") == "warning" else "info"
    return "error"
