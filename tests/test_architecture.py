"""Does the house stand as docs/architecture.md draws it? Import contracts, ruff and mypy, and that they can fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.validators.tools import ROOT

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")
PACKAGES = ("gazette", "checks", "engine", "portal", "catalogue", "metadata", "search", "typeset", "epub", "editing", "archive")


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=cwd, capture_output=True, encoding="utf-8", check=False)


def contracts(root: Path) -> tuple[int, str]:
    """import-linter's exit status and report for the tree at `root`."""
    report = run(LINT_IMPORTS, "--no-cache", cwd=root)
    return report.returncode, report.stdout + report.stderr


def test_the_import_contracts_are_kept() -> None:
    status, report = contracts(ROOT)
    assert status == 0, report
    assert "0 broken" in report


@pytest.fixture
def sketch(tmp_path: Path) -> Path:
    """A tree with the project's packages and contracts, and hardly anything in it."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in PACKAGES:
        folder = tmp_path / "plugins" / package
        folder.mkdir(parents=True)
        (folder / "__init__.py").touch()
    plugins = tmp_path / "plugins"
    (plugins / "__init__.py").touch()
    # A contract that protects a library wants somebody to use it.
    (plugins / "engine" / "reader.py").write_text("import pelican\n", encoding="utf-8")
    (plugins / "typeset" / "compiler.py").write_text("import typst\n", encoding="utf-8")
    (plugins / "gazette" / "redline.py").write_text("import fast_diff_match_patch\n", encoding="utf-8")
    (plugins / "archive" / "signing.py").write_text("import pyhanko, ocfl, bagit, pymerkle\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("search/plugin.py", "from plugins.portal import site"),
        ("search/plugin.py", "from pelican import signals"),
        ("portal/reader.py", "import plugins.checks, plugins.gazette, pelican.readers, markdown"),
        ("engine/pool.py", "import pelican, jinja2"),
        ("typeset/compile.py", "import typst"),
        ("archive/plugin.py", "import pelican"),
    ],
)
def test_what_the_layers_allow_passes(sketch: Path, module: str, line: str) -> None:
    (sketch / "plugins" / "portal" / "site.py").touch()
    (sketch / "plugins" / module).write_text(line + "\n", encoding="utf-8")
    status, report = contracts(sketch)
    assert status == 0, report


@pytest.mark.parametrize(
    ("module", "line", "broken"),
    [
        ("gazette/corpus.py", "from plugins import checks", "Capabilities over the portal"),
        ("search/build.py", "import plugins.catalogue", "Capabilities over the portal"),
        ("portal/site.py", "import plugins.typeset", "Capabilities over the portal"),
        ("engine/pool.py", "import plugins.checks", "Capabilities over the portal"),
        ("gazette/body.py", "import markdown", "reach no framework"),
        ("checks/report.py", "import jinja2", "reach no framework"),
        ("search/build.py", "from pelican import signals", "Only plugin.py, portal and engine import Pelican"),
        ("catalogue/export.py", "import pelican", "Only plugin.py, portal and engine import Pelican"),
        ("portal/site.py", "import typst", "Only typeset imports Typst"),
        ("archive/release.py", "import pyhanko", "Only the archive's signing imports pyHanko"),
        ("portal/versions.py", "import fast_diff_match_patch", "Only the domain's redline compares texts"),
        ("epub/book.py", "import plugins.typeset", "Capabilities over the portal"),
        ("metadata/feeds.py", "import pelicanconf", "Nothing under plugins imports tasks"),
        ("checks/registry.py", "from tests import conftest", "Nothing under plugins imports tasks"),
    ],
)
def test_what_the_layers_forbid_is_found(sketch: Path, module: str, line: str, broken: str) -> None:
    (sketch / "plugins" / module).write_text(line + "\n", encoding="utf-8")
    status, report = contracts(sketch)
    assert status == 1
    assert broken in report.partition("Broken contracts")[2], report


def test_a_package_outside_the_layers_is_found(sketch: Path) -> None:
    (sketch / "plugins" / "sundry").mkdir()
    (sketch / "plugins" / "sundry" / "__init__.py").touch()
    status, report = contracts(sketch)
    assert status == 1
    assert "sundry" in report


def test_ruff_finds_nothing() -> None:
    report = run(sys.executable, "-m", "ruff", "check", "--output-format", "concise", "--no-cache", ".")
    assert report.returncode == 0, report.stdout + report.stderr


def test_mypy_finds_nothing() -> None:
    report = run(sys.executable, "-m", "mypy", "--no-error-summary")
    assert report.returncode == 0, report.stdout + report.stderr


def test_mypy_is_strict_about_the_domain(tmp_path: Path) -> None:
    fault = "import json\n\n\ndef first(text: str) -> str:\n    return json.loads(text)[0]\n"
    for package in ("gazette", "search"):
        folder = tmp_path / "plugins" / package
        folder.mkdir(parents=True)
        (folder / "fault.py").write_text(fault, encoding="utf-8")
    config = ROOT / "pyproject.toml"
    cache = f"--cache-dir={tmp_path / 'cache'}"
    report = run(sys.executable, "-m", "mypy", f"--config-file={config}", cache, "plugins", cwd=tmp_path)
    assert [line.split(":")[0] for line in report.stdout.splitlines() if "error:" in line] == [
        "plugins/gazette/fault.py"
    ], report.stdout
