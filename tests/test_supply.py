"""Is everything that comes from outside named, pinned and hashed, and is what we carry the original?"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.search import lunr_core
from tests.validators.tools import ROOT, node_module

LOCKS = ("site", "test")
VENDOR = ROOT / "theme" / "static" / "js" / "vendor"
OWN = {"plugins", "tests", "tasks", "pelicanconf", "publishconf"}
# The texts that pip and npm read; the generated ones may not bind anyone to a mirror or a machine.
FOREIGN = re.compile(r"https?:|--index-url|--find-links|file:|(?<![\w.])/\w+/", re.IGNORECASE)

# npm notes where a package's makers may be paid: an address that nothing is fetched from.
FUNDING = re.compile(r'"funding": (?:\[[^\]]*\]|\{[^}]*\})')


def asked(name: str) -> list[Requirement]:
    """What a *.in file asks for."""
    lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    return [Requirement(line) for line in lines if line and not line.startswith(("#", "-"))]


def locked(name: str) -> dict[str, tuple[Requirement, int]]:
    """What a lock holds, by canonical name: the pin and the number of its hashes."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", re.sub(r"^ *#.*\n", "", text, flags=re.MULTILINE))
    pins = [(Requirement(entry.partition("\\")[0]), entry.count("--hash=sha256:")) for entry in entries if entry]
    return {canonicalize_name(pin.name): (pin, hashes) for pin, hashes in pins}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_answers_what_is_asked_and_hashes_all_of_it(name: str) -> None:
    lock = locked(name)
    for requirement in asked(name):
        pin, _ = lock[canonicalize_name(requirement.name)]
        (pinned,) = pin.specifier
        assert pinned.version in requirement.specifier, f"{requirement}: run `make lock`"
    assert all(str(pin.specifier).startswith("==") and hashes for pin, hashes in lock.values())


def test_the_two_locks_agree() -> None:
    site, test = locked("site"), locked("test")
    both = site.keys() & test.keys()  # on which Pythons a release is wanted may differ, the release may not
    assert {name: site[name][0].specifier for name in both} == {name: test[name][0].specifier for name in both}


@pytest.mark.parametrize("name", LOCKS)
def test_the_tests_run_on_what_is_locked(name: str) -> None:
    wanted = {
        key: str(pin.specifier).removeprefix("==")
        for key, (pin, _) in locked(name).items()
        if pin.marker is None or pin.marker.evaluate()
    }
    assert {key: version(key) for key in wanted} == wanted


@pytest.mark.parametrize("path", ["requirements/site.txt", "requirements/test.txt", "package-lock.json"])
def test_a_lock_names_no_host_and_no_folder(path: str) -> None:
    text = FUNDING.sub("", (ROOT / path).read_text(encoding="utf-8"))
    assert [line for line in text.splitlines() if FOREIGN.search(line.partition("sha512-")[0])] == []


def test_every_npm_package_has_its_hash() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    ours = packages.pop("")
    assert {f"node_modules/{name}" for name in ours["devDependencies"]} <= packages.keys()
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())


def test_the_vendored_lunr_is_made_of_the_original() -> None:
    assert (VENDOR / "lunr-core.js").read_text("utf-8") == lunr_core.core()
    assert (VENDOR / "lunr.LICENSE").read_bytes() == node_module("lunr/LICENSE").read_bytes()


def test_the_licence_is_complete() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.split()[:9] == ["GNU", "AFFERO", "GENERAL", "PUBLIC", "LICENSE", "Version", "3,", "19", "November"]
    assert all(f"\n  {number}. " in text for number in range(18))
    assert text.rstrip().endswith("<https://www.gnu.org/licenses/>.")


def imported(folder: str) -> Iterator[tuple[str, Path]]:
    """Each top-level name that the Python files under `folder` import, with the file."""
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Import):
                yield from ((alias.name.partition(".")[0], path) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0], path


@pytest.mark.parametrize(("folder", "names"), [("plugins", ["site"]), ("tests", ["site", "test"])])
def test_what_is_imported_is_asked_for(folder: str, names: list[str]) -> None:
    declared = {canonicalize_name(requirement.name) for name in names for requirement in asked(name)}
    origins = packages_distributions()
    undeclared = {
        f"{path.relative_to(ROOT)}: {module}"
        for module, path in imported(folder)
        if module not in OWN | sys.stdlib_module_names
        and not declared & {canonicalize_name(origin) for origin in origins.get(module, ())}
    }
    assert undeclared == set(), "name them in requirements/*.in and run `make lock`"
