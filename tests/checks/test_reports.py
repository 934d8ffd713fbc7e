"""The forms in which findings are written."""

import json

from plugins.checks.reports import FORMATS
from plugins.checks.reports.text import summary
from plugins.checks.rules import BY_CODE
from plugins.gazette.findings import Finding, Severity

BRACKETS = Finding("content/a.md", 5, 9, "DN001", Severity.ERROR, "括号：100%，\n“甲”", "西政发〔2016〕1号")
GENRE = Finding("content/a.md", 7, 1, "TP002", Severity.WARNING, "体裁", "选一种。")
OTHER = Finding("content/带 空格,:.md", 1, 1, "FM001", Severity.NOTE, "没有元数据")
ALL = [BRACKETS, GENRE, OTHER]


def test_text() -> None:
    assert FORMATS["text"](ALL) == (
        "content/a.md:5:9: 错误[DN001] 括号：100%，\n“甲”。可改为：西政发〔2016〕1号\n"
        "content/a.md:7:1: 警告[TP002] 体裁。选一种。\n\n"
        "content/带 空格,:.md:1:1: 提示[FM001] 没有元数据\n\n"
        "1 个错误，1 个警告，1 个提示（2 个文件）\n"
    )


def test_summary() -> None:
    assert summary([]) == "检查通过：没有发现问题"
    assert summary([BRACKETS, GENRE]) == "1 个错误，1 个警告（1 个文件）"


def test_github_escapes_what_its_syntax_uses() -> None:
    first, second, third = FORMATS["github"](ALL).splitlines()
    assert first == (
        "::error file=content/a.md,line=5,col=9,title=DN001::括号：100%25，%0A“甲”。可改为：西政发〔2016〕1号"
    )
    assert second.startswith("::warning file=content/a.md,line=7,")
    assert third.startswith("::notice file=content/带 空格%2C%3A.md,")


def test_json_is_a_list_of_findings() -> None:
    rows = json.loads(FORMATS["json"](ALL))
    assert rows[0] == {
        "path": "content/a.md",
        "line": 5,
        "column": 9,
        "code": "DN001",
        "severity": "error",
        "message": "括号：100%，\n“甲”",
        "hint": "西政发〔2016〕1号",
        "edit": None,
    }
    assert len(rows) == 3
    assert json.loads(FORMATS["json"]([])) == []


def test_sarif() -> None:
    log = json.loads(FORMATS["sarif"](ALL))
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in rules] == list(BY_CODE)
    for finding, result in zip(ALL, run["results"], strict=True):
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert (region["startLine"], region["startColumn"]) == (finding.line, finding.column)
    assert run["columnKind"] == "unicodeCodePoints"
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    uri = run["results"][2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "content/%E5%B8%A6%20%E7%A9%BA%E6%A0%BC%2C%3A.md"
