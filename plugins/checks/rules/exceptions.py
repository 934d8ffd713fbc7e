"""Is every exemption from a rule written with its reason, and is it one that may be made?

An exempted finding stays in the report as a note with the reason: nothing is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from plugins.gazette.findings import Severity

from ..registry import Rule, document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "检查例外"
FORM = "{规则: PN001, 理由: 网页原文如此}"


def _all() -> dict[str, Rule]:
    from . import BY_CODE  # the list of all rules, this file's own among them

    return BY_CODE


@document_rule("EX001", "检查例外的写法不对", binding=True)
def malformed(subject: Subject) -> Iterator[Fault]:
    """检查例外是一个列表，每项写规则的编号和理由；没有理由的不作例外。

    通过：

    ```yaml
    公开方式: [政府网站]
    ```

    不通过：

    ```yaml
    检查例外: [{规则: PN001}]
    ```
    """
    entry = subject.entry("exceptions")
    if entry is None or not entry.value.data:
        return
    if entry.value.kind != "list":
        yield Fault.at(entry.value, "“检查例外”应是列表", f"检查例外: [{FORM}]")
        return
    for item in entry.value.items:
        pairs = {key.text: value.text for key, value in item.pairs}
        if not (pairs.get("规则") and pairs.get("理由")) or set(pairs) - {"规则", "理由"}:
            yield Fault.at(item, "检查例外的每一项要写“规则”和“理由”", FORM)


@document_rule("EX002", "检查例外中未知的规则", binding=True)
def unknown_rule(subject: Subject) -> Iterator[Fault]:
    """检查例外中的规则编号须是检查规则表中的编号。

    不通过：

    ```yaml
    检查例外: [{规则: PN01, 理由: 网页原文如此}]
    ```

    通过：`检查例外: [{规则: PN001, 理由: 原文如此}]`。
    """
    rules = _all()
    for exemption in subject.document.exceptions:
        if exemption.code not in rules:
            close = get_close_matches(exemption.code.upper(), rules, n=1, cutoff=0.5)
            advice = close[0] if close else "编号见检查规则表。"
            yield Fault.at(exemption, f"没有编号为{quoted(exemption.code)}的规则", advice)


@document_rule("EX003", "不能作例外的规则", binding=True)
def binding_rule(subject: Subject) -> Iterator[Fault]:
    """涉及法律和安全的规则（身份证号码、网页代码、不予公开的文件等）不能作例外。

    不通过：

    ```yaml
    检查例外: [{规则: PD001, 理由: 领导同意}]
    ```

    通过：`检查例外: [{规则: PN001, 理由: 原文如此}]`。
    """
    rules = _all()
    for exemption in subject.document.exceptions:
        rule = rules.get(exemption.code)
        if rule is not None and rule.binding:
            yield Fault.at(exemption, f"规则 {rule.code}（{rule.title}）不能作例外", "删去这一项，改正文件。")


unused = Rule(
    "EX004",
    "用不上的检查例外",
    Severity.WARNING,
    "检查例外所写的规则在这份文件中没有发现问题：文件改正以后，把例外也删去。"
    "\n\n通过：例外所说的问题还在文件里。\n\n不通过：`检查例外: [{规则: PN001, 理由: 原文如此}]`，文件里却没有半角标点。",
)
