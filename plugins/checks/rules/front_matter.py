"""Does the head of a file hold known fields, each once, and all that its kind needs?

Enacts the one table of fields and kinds, `gazette.fields` and `gazette.kinds`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

from plugins.gazette.fields import Field
from plugins.gazette.findings import Severity
from plugins.gazette.values import Entry, Value

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "元数据"
# What people call a field elsewhere, where the nearest spelling would mislead.
SAME = {
    "题目": "标题", "题名": "标题", "信息名称": "标题", "摘要": "概述", "内容摘要": "概述", "简介": "概述",
    "发文单位": "发布机构", "主题词": "关键词", "标签": "关键词", "主题": "主题分类", "分类": "主题分类",
    "索引": "索引号", "日期": "发布日期",
    "成文": "成文日期", "生成日期": "成文日期", "印发日期": "成文日期", "签发日期": "成文日期", "作废日期": "失效日期",
    "废止日期": "失效日期", "有效期至": "失效日期", "来源": "转载自", "链接": "来源网址", "网址": "来源网址", "公开": "公开属性",
    "属性": "公开属性", "公开类型": "公开属性", "公开类别": "公开属性",
}  # fmt: skip
SIMPLIFIED = str.maketrans(
    "標題發佈機構號開屬關鍵詞類體載廢據結饋執決徵編網來狀態時間規範實錄報額統計",
    "标题发布机构号开属关键词类体载废据结馈执决征编网来状态时间规范实录报额统计",
)


def _meant(key: str, fields: Iterable[Field]) -> str | None:
    """The field an unknown key was probably meant to be, under its Chinese name.

    Of two characters one must stand in its place; of more, half must be right.
    """
    names = {name: field for field in fields for name in field.names}
    bare = "".join(char for char in key.translate(SIMPLIFIED) if char.isalnum() or char == "_")
    if bare in SAME or bare in names:
        return SAME.get(bare) or names[bare].key
    if len(key) == 2:
        return next((names[n].key for n in names if len(n) == 2 and (n[0] == key[0] or n[1] == key[1])), None)
    close = difflib.get_close_matches(key.lower(), names, n=1, cutoff=0.7 if key.isascii() else 0.5)
    return names[close[0]].key if close else None


def _suggestion(subject: Subject, key: str) -> str:
    """Among the fields of the document's own kind: what belongs to others would mislead."""
    fields = subject.words.kinds.fields(subject.kind)
    return subject.suggest(f"field of {subject.kind.id}", key, lambda word: _meant(word, fields))


def _field(subject: Subject, key: str) -> Field | None:
    return subject.words.kinds.by_name.get(key)


def _unknown(subject: Subject) -> Iterator[Entry]:
    return (entry for entry in subject.document.front_matter.entries if entry.key not in subject.words.kinds.by_name)


@document_rule("FM011", "未知字段")
def unknown_field(subject: Subject) -> Iterator[Fault]:
    """字段名须是字段表中的名称（或其英文名）。与某个字段相近的视为错误，不相近的视为警告：它不会显示在任何地方。

    通过：

    ```yaml
    体裁: 意见
    ```

    不通过：

    ```yaml
    体載: 意见
    ```
    """
    for entry in _unknown(subject):
        meant = _suggestion(subject, entry.key)
        if meant:
            yield Fault.at(entry, f"未知字段{quoted(entry.key)}，是否应为“{meant}”", f"{meant}: {entry.value.text}".strip())
        else:
            advice = "删去这一字段，或改用字段表中的名称。"
            yield Fault.at(entry, f"未知字段{quoted(entry.key)}，它的内容不会显示", advice, Severity.WARNING)


@document_rule("FM012", "字段重复")
def doubled_field(subject: Subject) -> Iterator[Fault]:
    """每个字段只写一次；同一字段的两个名称（如“文号”和“发文字号”）也算重复。列表各项中的名称也只写一次。

    不通过：

    ```yaml
    体裁: 意见
    genre: 通知
    ```

    通过：只写 `体裁: 意见`。
    """
    first: dict[str, Entry] = {}
    for entry in subject.document.front_matter.entries:
        field = _field(subject, entry.key)
        key = field.key if field else entry.key
        earlier = first.setdefault(key, entry)
        if earlier is not entry:
            same = "重复" if earlier.key == entry.key else f"与“{earlier.key}”是同一字段"
            yield Fault.at(entry, f"字段{quoted(entry.key)}{same}", f"第 {earlier.line} 行已有，只留一处。")
        yield from _doubled_within(entry.value)


def _doubled_within(value: Value) -> Iterator[Fault]:
    seen: set[str] = set()
    for key, inner in value.pairs:
        if key.text in seen:
            yield Fault.at(key, f"名称{quoted(key.text)}重复", "只留一处。")
        seen.add(key.text)
        yield from _doubled_within(inner)
    for item in value.items if value.kind == "list" else ():
        yield from _doubled_within(item)


@document_rule("FM013", "缺少必填字段")
def missing_field(subject: Subject) -> Iterator[Fault]:
    """每种文件有各自的必填字段：都要有标题；除页面外都要有发布机构和发布日期；各种文件另需的字段见编辑手册。

    不通过：

    ```file
    ---
    发布机构: 昆明市西山区人民政府
    发布日期: 2016-12-21
    公开属性: 主动公开
    ---
    没有标题的文件。
    ```

    通过：标题、发布机构、发布日期都写了。
    """
    document = subject.document
    faulty = {meant for entry in _unknown(subject) if (meant := _suggestion(subject, entry.key))}
    faulty |= {field.key for key in document.front_matter.broken if (field := _field(subject, key))}
    for key in subject.kind.required:
        if key not in faulty and subject.entry(key) is None:
            yield Fault(1, 1, f"缺少必填字段“{key}”", _example(subject, key))


def _example(subject: Subject, key: str) -> str:
    return f"{key}: {subject.words.kinds.by_key[key].example}".strip()


@document_rule("FM014", "必填字段为空")
def empty_field(subject: Subject) -> Iterator[Fault]:
    """必填字段写了名称也要写内容。

    不通过：

    ```yaml
    标题:
    ```

    通过：`标题: 关于做好防汛工作的通知`。
    """
    for key in subject.kind.required:
        entry = subject.entry(key)
        if entry is not None and _is_empty(entry.value):
            yield Fault.at(entry, f"必填字段“{entry.key}”没有内容", _example(subject, key))


def _is_empty(value: Value) -> bool:
    return not (value.text if value.kind == "text" else value.data)


@document_rule("FM018", "此种文件没有这个字段", Severity.WARNING)
def foreign_field(subject: Subject) -> Iterator[Fault]:
    """有的字段只属于某几种文件（如“征集截止”属于意见征集）；写在别种文件里，不会显示在任何地方。

    通过：

    ```yaml
    体裁: 意见
    ```

    不通过：

    ```yaml
    征集截止: 2016-12-31
    ```
    """
    own = set(subject.kind.own)
    for entry in subject.document.front_matter.entries:
        field = _field(subject, entry.key)
        if field is not None and field.particular and field.key not in own:
            message = f"{subject.kind.name}没有字段“{entry.key}”，它的内容不会显示"
            yield Fault.at(entry, message, "删去这一字段，或把文件移到所属的栏目。")


@document_rule("FM021", "缺少应有的字段", Severity.WARNING)
def unfilled(subject: Subject) -> Iterator[Fault]:
    """有的字段不是必填，但读者需要：办事指南的办理地点、时间、电话和流程，意见征集的反馈方式等。

    通过（意见征集）：

    ```yaml
    反馈方式: [电子邮件, 信函]
    ```

    不通过（意见征集）：

    ```yaml
    反馈方式:
    ```
    """
    for key in subject.kind.expected:
        entry = subject.entry(key)
        if (entry is None or _is_empty(entry.value)) and key not in subject.document.front_matter.broken:
            yield subject.at(key, f"{subject.kind.name}应有“{key}”", _example(subject, key))
