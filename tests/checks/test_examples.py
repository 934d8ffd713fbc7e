"""Every example in a rule's docstring is true: 不通过 yields its code, 通过 does not."""

import re
from datetime import date

import pytest

from plugins.checks import Options, run
from plugins.checks.registry import DocumentRule, Rule
from plugins.checks.rules import BY_CODE
from plugins.gazette import document_reader, front_matter
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.vocabularies import Vocabularies

EXAMPLES = re.compile(
    r"^(?P<verdict>通过|不通过)(?:（(?P<kind>[^）]+)）)?：\n\n```(?P<form>\w+)\n(?P<text>.*?)\n```$", re.M | re.S
)
FIELDS = {
    "标题": "示例标题",
    "发布机构": "昆明市西山区人民政府",
    "发布日期": "2016-12-21",
    "公开属性": "主动公开",
    "公开方式": "[政府网站]",
}
# The document of each kind that examples are set into: its path, and its fields.
KINDS = {
    None: ("policies/2016/示例.md", FIELDS),
    "公报": (
        "bulletins/2016/06.md",
        FIELDS | {"期号": "2016年第6期", "目录": "[{栏目: 区政府文件, 文件: [policies/2016/a.md]}]"},
    ),
    "意见征集": (
        "consultations/2016/示例.md",
        FIELDS | {"征集开始": "2016-11-01", "征集截止": "2016-12-05", "反馈方式": "[信函]", "采纳情况": "未收到意见"},
    ),
    "重大决策": (
        "decisions/2016/示例.md",
        FIELDS | {"决策事项": "城市更新", "承办单位": "昆明市西山区财政局", "决策程序": "[公众参与]"},
    ),
    "政府信息公开年报": ("annual-reports/2020/示例.md", FIELDS | {"发布日期": "2020-01-20", "年度": "2019"}),
    "财政信息": ("finance/2016/示例.md", FIELDS | {"预决算年度": "2016", "报告类型": "部门预算"}),
    "问答": (
        "questions/2016/示例.md",
        FIELDS | {"提问": "需要什么材料？", "提问日期": "2016-12-20", "答复单位": "昆明市西山区财政局", "答复日期": "2016-12-21"},
    ),
}
CASES = [
    pytest.param(rule, match, id=f"{rule.code}-{match['verdict']}")
    for rule in BY_CODE.values()
    for match in EXAMPLES.finditer(rule.explanation)
]


def file_text(match: re.Match[str]) -> str:
    """The example as a whole file: its fields in place of the base document's, or its text as the body."""
    if match["form"] == "file":
        return match["text"]
    fields = dict(KINDS[match["kind"]][1])
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
    return document_reader.build(path, "", head, vocabularies), {finding.code for finding in findings}


@pytest.mark.parametrize(("rule", "match"), CASES)
def test_example(rule: Rule, match: re.Match[str], vocabularies: Vocabularies) -> None:
    path = KINDS[match["kind"]][0]
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
    """Rules about file names and invisible signs, and about several files, are shown by tests/sites_invalid instead."""
    alone = {rule.code: rule for rule in BY_CODE.values() if isinstance(rule, DocumentRule)}
    without = {code for code, rule in alone.items() if "不通过" not in rule.explanation}
    assert without <= {"DT005", "DT006", "AD002", "AD005", "AD006", "AD007", "TX001", "TX002", "TX003", "TX009"}


@pytest.mark.parametrize("rule", BY_CODE.values(), ids=BY_CODE)
def test_every_rule_says_what_passes_and_what_does_not(rule: Rule) -> None:
    said = set(re.findall(r"^(通过|不通过)(?:（[^）]+）)?：", rule.explanation, re.M))
    assert said == {"通过", "不通过"}
