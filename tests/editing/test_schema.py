"""The schemas are those of the table, valid themselves, and let through what the checks let through."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from plugins.editing import schema
from plugins.gazette import vocabularies
from plugins.gazette.vocabularies import Vocabularies
from tests.building import ROOT

FOLDER = ROOT / "docs" / "schema"
WORDS = vocabularies.read(ROOT / "content" / "vocabularies")


def validator(kind: str) -> Draft7Validator:
    made = {name: json.loads(text) for name, text in schema.files(WORDS)}
    registry: Registry[Any] = Registry().with_resources((n, Resource.from_contents(s)) for n, s in made.items())
    return Draft7Validator(made[f"{kind}.schema.json"], registry=registry)


class Strings(yaml.SafeLoader):
    """YAML 1.2's core schema, as editors read it: a date is a text."""


Strings.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def head(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(text.split("---\n")[1], Strings)
    return loaded


def test_the_published_files_are_the_generated_ones() -> None:
    """`invoke docs` writes them."""
    written = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert written == dict(schema.files(WORDS))


@pytest.mark.parametrize("kind", tuple(WORDS.kinds), ids=lambda kind: kind.id)
def test_schemas_are_schemas(kind: Any) -> None:
    Draft7Validator.check_schema(schema.schema(kind, WORDS))
    Draft7Validator.check_schema(schema.shared(WORDS))


def test_every_document_of_the_site_fits() -> None:
    validators = {kind.id: validator(kind.id) for kind in WORDS.kinds}
    for path in sorted((ROOT / "content").glob("*/**/*.md")):
        column = WORDS.columns.find(path.relative_to(ROOT / "content").parts[0])
        assert column is not None, path
        assert [*validators[column.kind].iter_errors(head(path.read_text("utf-8")))] == [], path


GOOD = {"标题": "甲", "发布机构": "昆明市西山区人民政府", "发布日期": "2016-12-21"}


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ({}, True),
        ({"标题": None, "title": "甲"}, True),
        ({"文号": ["财库〔2016〕1号", "发改〔2016〕2号"]}, True),
        ({"失效日期": None}, True),
        ({"规范性文件": "是"}, True),
        ({"体载": "通知"}, False),
        ({"公开属性": "公开"}, False),
        ({"发布日期": "去年"}, False),
        ({"体裁": ["通知", "意见"]}, False),
        ({"检查例外": [{"规则": "PN001"}]}, False),
        ({"征集截止": "2016-12-21"}, False),
    ],
)
def test_what_fits_a_policy(change: dict[str, Any], fits: bool) -> None:
    assert validator("policy").is_valid(GOOD | change) is fits


@pytest.mark.parametrize("key", GOOD)
def test_required_fields_are_asked_for(key: str) -> None:
    rest = {name: value for name, value in GOOD.items() if name != key}
    assert not validator("policy").is_valid(rest)


def test_added_kinds_have_schemas(tmp_path: Path) -> None:
    rows = "- {id: subsidy, name: 涉农补贴, required: [补贴标准], fields: [{key: 补贴标准, example: 每亩 100 元}]}\n"
    (tmp_path / "kinds.yaml").write_text(rows, "utf-8")
    words: Vocabularies = vocabularies.read(tmp_path, ROOT / "content" / "vocabularies")
    made = json.loads(dict(schema.files(words))["subsidy.schema.json"])
    assert "补贴标准" in made["properties"]
    assert {"anyOf": [{"required": ["补贴标准"]}]} in made["allOf"]
