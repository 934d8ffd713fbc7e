"""Is what stands in a field of the field's type: one text, a list, a flag, a year, one of several choices?

Enacts the types of `gazette.fields`; dates and numbers have families of their own.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from plugins.gazette.fields import Field, parse_flag, parse_year
from plugins.gazette.findings import Severity
from plugins.gazette.values import Entry, Value

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

CUT = re.compile(r"^(?P<key>[^\s#:'\"]+):[ \t]+[^'\"\[{#\s][^'\"#]*(?P<cut>[ \t]#(?=[^\s#]).*)$")
FAMILY = "字段的内容"
STATUSES = {"", "draft", "草稿", "published", "发布", "已发布"}


@document_rule("FM015", "字段内容的形式不对")
def wrong_type(subject: Subject) -> Iterator[Fault]:
    """应写一项文字的字段不写列表；应写列表的字段每项是一项文字。

    通过：

    ```yaml
    体裁: 意见
    关键词: [政务公开, 五公开]
    ```

    不通过：

    ```yaml
    体裁: [意见, 通知]
    ```
    """
    for entry in subject.document.front_matter.entries:
        field = subject.words.kinds.by_name.get(entry.key)
        if field is None or field.type in ("contents", "corrections", "exceptions"):
            continue
        if field.type in ("texts", "joined", "references", "number"):
            yield from _texts(entry)
        elif entry.value.kind != "text":
            form = "列表" if entry.value.kind == "list" else "下级字段"
            yield Fault.at(entry.value, f"“{entry.key}”应是一项文字，当前为{form}", _as_text(field, entry.value))


def _texts(entry: Entry) -> Iterator[Fault]:
    if entry.value.kind == "mapping":
        yield Fault.at(entry.value, f"“{entry.key}”应是文字的列表，当前为下级字段", f"{entry.key}: [甲, 乙]")
    for item in entry.value.items if entry.value.kind == "list" else ():
        if item.kind != "text":
            yield Fault.at(item, f"“{entry.key}”的每一项应是文字", "含冒号、方括号的内容用英文引号括起来。")
        elif not item.text:
            yield Fault.at(item, f"“{entry.key}”中有空的一项", "删去空项。")


def _as_text(field: Field, value: Value) -> str:
    words = [item.text for item in value.items if item.text] if value.kind == "list" else []
    return f"{field.key}: {'、'.join(words)}" if words else ""


@document_rule("FM016", "应写“是”或“否”")
def not_a_flag(subject: Subject) -> Iterator[Fault]:
    """“示例”等是非字段写“是”或“否”（也可写 true、false）。

    通过：

    ```yaml
    示例: 是
    ```

    不通过：

    ```yaml
    示例: 也许
    ```
    """
    for field in subject.words.kinds.fields(subject.kind):
        text = subject.text(field.key) if field.type == "flag" else ""
        if text and parse_flag(text) is None:
            yield subject.at(field.key, f"“{field.key}”应写“是”或“否”；当前为{quoted(text)}", f"{field.key}: 是")


@document_rule("FM017", "未知的状态")
def unknown_status(subject: Subject) -> Iterator[Fault]:
    """“status”只写“草稿”（draft）或“发布”（published）。写错的草稿会被公开，所以是错误。

    通过：

    ```yaml
    status: draft
    ```

    不通过：

    ```yaml
    status: drfat
    ```
    """
    text = subject.document.status
    if text not in STATUSES:
        close = difflib.get_close_matches(text.lower(), sorted(STATUSES), n=1, cutoff=0.4)
        hint = f"status: {close[0]}" if close and close[0] else "status: draft"
        yield subject.at("status", f"未知的状态{quoted(text)}", hint)


@document_rule("FM019", "应写年份")
def not_a_year(subject: Subject) -> Iterator[Fault]:
    """“年度”等字段写四位数字的年份。年报、财政信息等有这样的字段。

    通过（财政信息）：

    ```yaml
    预决算年度: 2016
    ```

    不通过（财政信息）：

    ```yaml
    预决算年度: 一六年
    ```
    """
    for field in subject.words.kinds.fields(subject.kind):
        text = subject.text(field.key) if field.type == "year" else ""
        if text and parse_year(text) is None:
            yield subject.at(field.key, f"“{field.key}”应写四位数字的年份；当前为{quoted(text)}", f"{field.key}: 2016")


@document_rule("FM020", "不在可选的内容之中")
def not_a_choice(subject: Subject) -> Iterator[Fault]:
    """有的字段只有几种写法，如财政信息的“报告类型”。

    通过（财政信息）：

    ```yaml
    报告类型: 部门预算
    ```

    不通过（财政信息）：

    ```yaml
    报告类型: 部门予算
    ```
    """
    for field in subject.words.kinds.fields(subject.kind):
        text = subject.text(field.key) if field.type == "choice" and field.particular else ""
        if text and text not in field.choices:
            close = difflib.get_close_matches(text, field.choices, n=1, cutoff=0.3)
            advice = f"{field.key}: {close[0]}" if close else f"写作{'、'.join(field.choices)}之一。"
            yield subject.at(field.key, f"“{field.key}”没有{quoted(text)}这一项", advice)


@document_rule("FM022", "井号后面的文字不会显示", Severity.WARNING)
def cut_by_hash(subject: Subject) -> Iterator[Fault]:
    """空格加井号之后是注释，不显示；内容里有井号的，用英文单引号括起来。

    通过：

    ```yaml
    概述: '关于 #3 号楼的说明'
    ```

    不通过：

    ```yaml
    概述: 关于 #3 号楼的说明
    ```
    """
    head = subject.document.front_matter.head
    for line, text in enumerate(head.split("\n"), 1) if " #" in head else ():
        match = CUT.match(text)
        if match:
            message = f"井号后面的文字不会显示：{quoted(text[match.start('cut') :])}"
            yield Fault(line, match.start("cut") + 1, message, f"{match['key']}: '{text[match.end('key') + 1 :].strip()}'")
