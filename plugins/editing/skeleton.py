"""The beginning of a new document: a file with every field its kind needs, filled as far as can be told.

It is a draft (`status: draft`): what is only an example reaches no page before its editor has looked at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plugins.gazette import front_matter
from plugins.gazette.addresses import segment
from plugins.gazette.fields import Field
from plugins.gazette.kinds import BULLETIN, Kind
from plugins.gazette.placeholders import BLANK
from plugins.gazette.vocabularies import Column, Vocabularies

OFFICIAL = ("文号", "成文日期", "体裁", "主题分类", "公开属性", "公开方式", "公开时限", "关键词", "概述")
LASTING = ("生效日期", "失效日期")
PARTS = {
    "annual-report": ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况",
                      "四、政府信息公开行政复议、行政诉讼情况", "五、存在的主要问题及改进情况", "六、其他需要报告的事项"),
}  # fmt: skip
BODY = (f"{BLANK}",)
LEFT_EMPTY = ("文号", "失效日期", "期限理由", "反馈日期", "编辑", "准印证", "承印", "印数", "发行范围")
AS_EXAMPLE = ("主题分类", "体裁", "公开方式", "公开时限", "目录")


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`path` is relative to the content folder."""

    path: str
    text: str


def column_of(kind: Kind, words: Vocabularies) -> Column:
    """The column that holds documents of a kind. Raises ValueError (Chinese) when the vocabulary has none."""
    found = next((column for column in words.columns if column.kind == kind.id), None)
    if found is None:
        raise ValueError(f"栏目词表（vocabularies/columns.yaml）中没有放{kind.name}的栏目")
    return found


def skeleton(kind: Kind, words: Vocabularies, day: date, title: str = "", name: str = "", issue: int = 1) -> Skeleton:
    """A new document of `kind`, dated `day`; `issue` is the number of a new bulletin within its year."""
    if kind.id == BULLETIN:
        name, title = name or f"{issue:02}", title or f"政府公报 {day.year}年第{issue}期"
    shown = title or f"{BLANK}{kind.name}"
    values = {"标题": shown, "发布机构": _publisher(words), "期号": f"{day.year}年第{issue}期"}
    lines = [_line(field, kind, words, values.get(field.key, ""), day) for field in _fields(kind, words)]
    text = "\n".join(["---", *lines, "status: draft  # 写好后删去这一行，即可发布", "---", "", *_body(kind), ""])
    folder = f"{column_of(kind, words).id}/{day.year}"
    return Skeleton(f"{folder}/{segment(name or title or kind.name)}.md", text)


def _publisher(words: Vocabularies) -> str:
    return next((department.name for department in words.departments if department.own), "")


def _fields(kind: Kind, words: Vocabularies) -> Iterator[Field]:
    """Required, expected and particular fields, and those an official document has, in the order of the table."""
    wanted = {*kind.required, *kind.expected, *kind.own, *(OFFICIAL if kind.attributed else ("主题分类", "概述"))}
    wanted |= set(LASTING if kind.lasting else ())
    return (field for field in words.kinds.fields(kind) if field.key in wanted)


def _line(field: Field, kind: Kind, words: Vocabularies, value: str, day: date) -> str:
    needed = "必填" if field.key in kind.required else "应填" if field.key in kind.expected else ""
    filled = scalar(value) or _value(field, words, day)
    example = f"例如 {field.example}" if BLANK in filled and field.example else ""
    note = "；".join(part for part in (needed, field.description, example) if part)
    return f"{field.key}: {filled}".rstrip() + (f"  # {note}" if note else "")


def _value(field: Field, words: Vocabularies, day: date) -> str:
    """What may stand in a field before anyone has looked at it; a number or an end is never guessed."""
    if field.key in LEFT_EMPTY:
        return ""
    if field.type in ("date", "moment"):
        return day.isoformat()
    if field.type == "year":
        return str(day.year)
    if field.choices:
        return scalar(field.choices[0])
    if field.key in AS_EXAMPLE:
        return field.example if _is_known(field, words) else ""
    return f"[{BLANK}]" if field.type in ("texts", "references") else BLANK


def _is_known(field: Field, words: Vocabularies) -> bool:
    """Whether the example of a field of controlled words is one of this content's own words."""
    if field.key == "主题分类":
        return words.topics.find(field.example) is not None
    return field.key != "体裁" or words.genres.find(field.example) is not None


def _body(kind: Kind) -> Iterator[str]:
    for number, part in enumerate(PARTS.get(kind.id, BODY)):
        yield from (["", part] if number else [part])


def scalar(text: str) -> str:
    """A text as YAML reads it back: as it is where that is safe, else in quotes."""
    plain = front_matter.plain_entries(f"甲: {text}")
    safe = plain is not None and plain[0].value.data == text
    return text if safe or not text else "'" + text.replace("'", "''") + "'"
