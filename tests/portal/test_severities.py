"""How severe a rule is here is a setting, by column; what of settings or vocabularies can't be used is said."""

from pathlib import Path
from typing import Any

import pytest

from plugins.gazette.findings import Severity
from plugins.portal import checking, config
from tests.building import DAY, policy, write

FIELDS = {"site_name": "示例", "site_domain": "example.gov.cn", "today": DAY}


def levels(tmp_path: Path, severities: dict[str, dict[str, str]]) -> list[tuple[str, Severity]]:
    files = {f"{column}/2020/a.md": policy(column, 体裁="易见") for column in ("policies", "notices")}
    settings: dict[str, Any] = {**FIELDS, "severities": severities, "cache": tmp_path / "cache"}
    content = write(tmp_path / "content", files)
    return [(f.path.split("/")[1], f.severity) for f in checking.findings(content, config.load(settings))]


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ({}, [("notices", "warning"), ("policies", "warning")]),
        ({"notices": {"TP002": "error"}}, [("notices", "error"), ("policies", "warning")]),
        ({"*": {"TP002": "off"}}, []),
        ({"*": {"TP002": "off"}, "policies": {"TP002": "note"}}, [("policies", "note")]),
    ],
)
def test_by_column(severities: dict[str, dict[str, str]], expected: list[tuple[str, str]], tmp_path: Path) -> None:
    assert levels(tmp_path, severities) == [(column, Severity(word)) for column, word in expected]


@pytest.mark.parametrize(("severities", "said"), [({"*": {"TP999": "off"}}, "TP999"), ({"*": {"TP002": "错误"}}, "错误")])
def test_what_is_no_level_of_a_rule_is_refused(severities: dict[str, dict[str, str]], said: str, tmp_path: Path) -> None:
    with pytest.raises(config.SettingsError, match=said):
        levels(tmp_path, severities)


def test_a_faulty_vocabulary_hides_nothing_else(tmp_path: Path) -> None:
    files = {"policies/2020/a.md": policy("甲", 体裁="易见"), "vocabularies/words.yaml": "- {word: [a\n"}
    settings: dict[str, Any] = {**FIELDS, "cache": tmp_path / "cache"}
    found = checking.findings(write(tmp_path / "content", files), config.load(settings))
    assert [(f.path, f.line, f.code) for f in found] == [
        ("content/policies/2020/a.md", 5, "TP002"),
        ("content/vocabularies/words.yaml", 2, "VC001"),
    ]
