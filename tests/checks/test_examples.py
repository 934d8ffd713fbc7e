"""Every example in a rule's docstring is true: 不通过 yields its code, 通过 does not."""

import re
from datetime import date

import pytest

from plugins.checks import Options, run
from plugins.checks.registry import Rule
from plugins.checks.rules import BY_CODE, building
from plugins.gazette import front_matter, source
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.vocabularies import Vocabularies

EXAMPLES = re.compile(r"^(?P<verdict>通过|不通过)(?P<kind>（公报）)?：\n\n```(?P<form>\w+)\n(?P<text>.*?)\n```$", re.M | re.S)
FIELDS = {
    "标题": "示例标题",
    "发布机构": "昆明市西山区人民政府",
    "发布日期": "2016-12-21",
    "公开属性": "主动公开",
    "公开方式": "[政府网站]",
}
BULLETIN = FIELDS | {"期号": "2016年第6期", "目录": "[{栏目: 区政府文件, 文件: [policies/2016/a.md]}]"}
CASES = [
    pytest.param(rule, match, id=f"{rule.code}-{match['verdict']}")
    for rule in BY_CODE.values()
    for match in EXAMPLES.finditer(rule.explanation)
]


def file_text(match: re.Match[str]) -> str:
    """The example as a whole file: its fields in place of the base document's, or its text as the body."""
    if match["form"] == "file":
        return match["text"]
    fields = dict(BULLETIN if match["kind"] else FIELDS)
    body = "正文。"
    if match["form"] == "yaml":
        lines = (line.partition(":") for line in match["text"].split("\n"))
        fields |= {key: value.strip() for key, _, value in lines}
    else:
        body = match["text"]
    return written(fields, body)


def written(fields: dict[str, str], body: str) -> str:
    return "---\n" + "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"---\n{body}\n"


def read(text: str, path: str, vocabularies: Vocabularies) -> tuple[Document, set[str]]:
    head, findings = front_matter.parse(text, path)
    return source.build(path, "", head, vocabularies), {finding.code for finding in findings}


@pytest.mark.parametrize(("rule", "match"), CASES)
def test_example(rule: Rule, match: re.Match[str], vocabularies: Vocabularies) -> None:
    path = "bulletins/2016/06.md" if match["kind"] else "policies/2016/示例.md"
    document, codes = read(file_text(match), path, vocabularies)
    other, _ = read(written(FIELDS | {"标题": "另一份文件"}, "正文。"), "policies/2016/a.md", vocabularies)
    corpus = Corpus((other, document), vocabularies)
    options = Options(date(2026, 11, 22), exists=lambda path: False)
    codes |= {finding.code for finding in run(corpus, options) if finding.path == f"content/{path}"}
    if match["verdict"] == "不通过":
        assert rule.code in codes
    else:
        assert not codes


def test_every_rule_of_one_document_has_a_failing_example() -> None:
    """Rules about file names and several files are shown by the sites in tests/sites_invalid instead."""
    without = {code for code, rule in BY_CODE.items() if "不通过" not in rule.explanation}
    built = {rule.code for rule in vars(building).values() if isinstance(rule, Rule)}
    assert without - built == {
        "SR001", "SR002", "SR003", "SR004", "SR005", "SR006", "SR007", "FM005", "FM019", "FM020", "FM021", "IN004", "DT005",
        "DT006", "RL003", "RL004", "BU004", "BU006", "AD001", "AD002", "AD004", "AD005", "AD006", "TX001",
        "TX002", "TX003", "SM001",
    }  # fmt: skip
