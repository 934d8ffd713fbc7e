"""The editors' manual of rules, made of the rules' own docstrings: docs/checks.md is this text and no other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .registry import Rule
from .rules import ALL, Family

INTRODUCTION = """# 检查规则

本文由各条规则的说明生成，不直接修改。检查结果写明文件、行、列、规则编号和改法，例如：

```text
content/policies/2016/a.md:5:9: 错误[DN001] 发文字号的年份应使用六角括号；当前为“西政发(2016)1号”。可改为：西政发〔2016〕1号
```

有一个错误，网站就不生成，原有的网站保持不变；警告不阻止生成，应逐条核对。草稿（`status: draft`）中的错误只作警告。
规则编号不改作他用。
"""
EXAMPLE_KINDS = re.compile(r"^```file$", re.MULTILINE)


def manual() -> str:
    """The whole manual as Markdown."""
    return "\n".join([INTRODUCTION, *_contents(), "", *(part for family in ALL for part in _family(family))])


def _contents() -> Iterator[str]:
    yield "| 编号 | 规则 | 级别 |"
    yield "|---|---|---|"
    for family in ALL:
        for rule in family.rules:
            yield f"| [{rule.code}](#{rule.code.lower()}) | {rule.title} | {rule.severity.label} |"


def _family(family: Family) -> Iterator[str]:
    yield f"## {family.name}\n"
    for rule in family.rules:
        yield _section(rule)


def _section(rule: Rule) -> str:
    explanation = EXAMPLE_KINDS.sub("```text", rule.explanation)
    return f'### <a id="{rule.code.lower()}"></a>{rule.code} {rule.title}\n\n级别：{rule.severity.label}\n\n{explanation}\n'
