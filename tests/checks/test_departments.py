"""The district's own publishers must be in the vocabulary; reprints come from the whole country."""

from datetime import date
from pathlib import Path

import pytest

from plugins.checks import Options, check
from plugins.gazette.vocabularies import Vocabularies
from tests.building import policy, write

REPRINT = {"转载自": "国家法律法规数据库"}


@pytest.mark.parametrize(
    ("publisher", "fields", "severities"),
    [
        ("昆明市西山区人民政府", {}, []),
        ("昆明市西山区人民政俯", {}, ["error"]),
        ("某某省某某市人民代表大会常务委员会", {}, ["error"]),
        ("某某省某某市人民代表大会常务委员会", REPRINT, ["warning"]),
        ("某某自治州人民政府", {"转载自": "[国家法律法规数据库]"}, ["warning"]),
        ("某某俱乐部", REPRINT, ["error"]),
    ],
)
def test_an_unknown_publisher(
    tmp_path: Path, vocabularies: Vocabularies, publisher: str, fields: dict[str, str], severities: list[str]
) -> None:
    content = write(tmp_path / "content", {"policies/2020/a.md": policy(发布机构=publisher, **fields)})
    found = check(content, [], vocabularies, Options(date(2026, 11, 22)))
    assert [(f.code, f.severity) for f in found] == [("DP001", severity) for severity in severities]
