"""Whole small sites, one fault each: the folder's name says the code, expected.txt the places."""

from datetime import date
from pathlib import Path

import pytest

from plugins.checks import Options, check
from plugins.checks.registry import Rule
from plugins.checks.rules import BY_CODE, building
from plugins.gazette.vocabularies import Vocabularies
from tests.checks.conftest import SITES

FOLDERS = sorted(path for path in SITES.iterdir() if (path / "expected.txt").is_file())
ELSEWHERE = {"VC001", "SR001", "SR002", "SR003", "SR006", "FM005"}  # see test_bad_input, portal/test_severities
ELSEWHERE |= {rule.code for rule in vars(building).values() if isinstance(rule, Rule)}  # found by the build


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_site(folder: Path, vocabularies: Vocabularies) -> None:
    options = Options(date(2026, 11, 22), samples_allowed=False)
    found = check(folder / "content", [], vocabularies, options)
    places = [f"{f.path}:{f.line}:{f.column} {f.code}" for f in found]
    assert places == (folder / "expected.txt").read_text("utf-8").splitlines()
    assert all(finding.message and not finding.message.endswith("。") for finding in found)


def test_every_rule_has_a_site() -> None:
    shown = {folder.name.split("_")[0] for folder in FOLDERS}
    assert set(BY_CODE) - ELSEWHERE <= shown
