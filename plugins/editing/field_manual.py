"""The editors' table of fields, made of the one table of fields and kinds: docs/字段表.md is this text and no other."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.gazette.fields import Field
from plugins.gazette.kinds import Kind
from plugins.gazette.vocabularies import Vocabularies

INTRODUCTION = """# 字段表

本文由程序的字段表生成（`invoke docs`），不直接修改。写法见[编辑手册](编辑手册.md)。

每个字段也可以写英文名。一份文件里，同一字段的两个名称只写一个。
"""
FORMS = {
    "text": "一项文字", "texts": "列表", "joined": "一项文字或列表", "references": "列表", "date": "日期",
    "moment": "日期，可加时刻",
    "number": "一项文字或列表", "index": "一项文字", "flag": "是或否", "issue": "一项文字", "total": "一项文字",
    "contents": "栏目的列表", "corrections": "更正的列表", "exceptions": "列表", "year": "四位年份", "choice": "选一项",
}  # fmt: skip


def manual(words: Vocabularies) -> str:
    """The whole table as Markdown."""
    parts = (INTRODUCTION, *_columns(words), *_common(words), *(line for k in words.kinds for line in _kind(k, words)))
    return "\n".join(parts) + "\n"


def _columns(words: Vocabularies) -> Iterator[str]:
    yield "## 栏目和文件夹\n"
    yield "| 文件夹 | 栏目 | 文件的种类 |"
    yield "|---|---|---|"
    for column in words.columns:
        yield f"| `content/{column.id}/年份/` | {column.name} | {words.kinds.find(column.kind).name} |"
    yield ""


def _common(words: Vocabularies) -> Iterator[str]:
    yield "## 各种文件都可以有的字段\n"
    yield from _table([field for field in words.kinds.by_key.values() if not field.particular], None)


def _kind(kind: Kind, words: Vocabularies) -> Iterator[str]:
    yield f"## {kind.name}\n"
    if kind.description:
        yield f"{kind.description}。\n"
    by_key = words.kinds.by_key
    attributed = "本区的文件还要写公开属性。" if kind.attributed else ""
    expected = f"应填：{'、'.join(kind.expected)}。" if kind.expected else ""
    yield f"必填：{'、'.join(kind.required)}。{attributed}{expected}\n"
    if kind.own:
        yield from _table([by_key[key] for key in kind.own], kind)


def _table(fields: list[Field], kind: Kind | None) -> Iterator[str]:
    yield "| 字段 | 英文名和别名 | 形式 | 写什么 | 例如 |"
    yield "|---|---|---|---|---|"
    for field in fields:
        names = "、".join(f"`{name}`" for name in field.names[1:])
        form = "、".join(field.choices) if field.choices else FORMS[field.type]
        yield f"| {field.key}{_demand(field, kind)} | {names} | {form} | {_cell(field.description)} | {_cell(field.example)} |"
    yield ""


def _demand(field: Field, kind: Kind | None) -> str:
    if kind is None:
        return ""
    return "（必填）" if field.key in kind.required else "（应填）" if field.key in kind.expected else ""


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
