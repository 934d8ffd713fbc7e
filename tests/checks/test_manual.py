"""docs/checks.md is what the rules say, and names every code that any part of the program gives out."""

import re
from pathlib import Path

from plugins.checks.manual import manual
from plugins.checks.rules import ALL, BY_CODE

ROOT = Path(__file__).parents[2]
CODE = re.compile(r'"([A-Z]{2}\d{3})"')


def test_manual_is_current() -> None:
    """`invoke docs` writes it."""
    assert (ROOT / "docs" / "checks.md").read_text("utf-8") == manual()


def test_codes_are_given_once() -> None:
    codes = [rule.code for family in ALL for rule in family.rules]
    assert len(codes) == len(set(codes)) == len(BY_CODE)


def test_every_code_is_in_the_manual() -> None:
    sources = [*(ROOT / "plugins/gazette").glob("*.py"), *(ROOT / "plugins/portal").glob("*.py")]
    given = {code for file in sources for code in CODE.findall(file.read_text("utf-8"))}
    assert "FM001" in given
    assert given <= set(BY_CODE)


def test_every_rule_is_explained() -> None:
    for rule in BY_CODE.values():
        assert rule.title
        assert rule.explanation.split("\n", 1)[0].endswith("。"), rule.code
