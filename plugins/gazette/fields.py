"""The one table of front-matter fields: the Chinese key an editor writes, its attribute, its type.

Each field also answers to its English attribute name; Pelican's own `title date slug status tags` keep
working. Which kind needs which field is said here and nowhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from .front_matter import Value

POLICY, INTERPRETATION, BULLETIN, NOTICE, PAGE = "policy", "interpretation", "bulletin", "notice", "page"
ALL_KINDS = frozenset({POLICY, INTERPRETATION, BULLETIN, NOTICE, PAGE})


@dataclass(frozen=True, slots=True)
class Field:
    """`type` is one of text, texts, joined (a list or a text, kept as one text), references, date, moment (a date
    with an optional time), number, index, flag, issue, contents."""

    key: str
    attribute: str
    type: str = "text"
    aliases: tuple[str, ...] = ()
    required_by: frozenset[str] = frozenset()

    @property
    def names(self) -> tuple[str, ...]:
        return (self.key, self.attribute, *self.aliases)


FIELDS = (
    Field("标题", "title", aliases=("名称",), required_by=ALL_KINDS),
    Field("索引号", "index_number", "index"),
    Field("文号", "document_number", "number", ("发文字号",)),
    Field("发布机构", "publisher", aliases=("发文机关", "department"), required_by=ALL_KINDS - {PAGE}),
    Field("成文日期", "signed_on", "date"),
    Field("发布日期", "published_at", "moment", ("date", "发布时间"), ALL_KINDS - {PAGE}),
    Field("生效日期", "effective_on", "date", ("施行日期",)),
    Field("失效日期", "expires_on", "date"),
    Field("体裁", "genre", aliases=("体裁分类",)),
    Field("主题分类", "topic"),
    Field("公开属性", "disclosure"),
    Field("不公开理由", "nondisclosure_reason"),
    Field("公开方式", "disclosure_channels", "texts"),
    Field("公开时限", "disclosure_deadline"),
    Field("关键词", "keywords", "texts", ("关键字", "tags")),
    Field("概述", "summary", aliases=("内容概述", "description")),
    Field("主送机关", "addressee"),
    Field("署名", "signature"),
    Field("抄送", "copied_to", "texts"),
    Field("附注", "note"),
    Field("依据", "basis", "references"),
    Field("解读", "interprets", "references", required_by=frozenset({INTERPRETATION})),
    Field("修改", "amends", "references"),
    Field("废止", "repeals", "references"),
    Field("转载自", "reprinted_from", "joined"),
    Field("来源网址", "source_url"),
    Field("历次修订", "history", "texts"),
    Field("附件", "attachments", "texts"),
    Field("期号", "issue", "issue", required_by=frozenset({BULLETIN})),
    Field("总期号", "total_issue"),
    Field("目录", "contents", "contents", required_by=frozenset({BULLETIN})),
    Field("主办", "sponsor"),
    Field("示例", "sample", "flag"),
    Field("slug", "slug"),
    Field("status", "status", aliases=("状态",)),
)
BY_NAME = {name: field for field in FIELDS for name in field.names}

_DATE = re.compile(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?:\s*日)?")
_CLOCK = re.compile(r"^[T\s]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\+08:?00)?$")
_TRUE, _FALSE = {"是", "true", "yes", "1"}, {"否", "false", "no", "0", ""}


def parse_date(text: str) -> date | None:
    """A calendar day in any habitual writing (2016-12-21, 2016年12月21日); None when it is none."""
    match = _DATE.match(text.strip())
    if not match or text.strip()[match.end() :].strip():
        return None
    return _day(match)


def parse_moment(text: str) -> datetime | None:
    """A day with an optional time of day (2016-12-21 00:00), without a zone: Beijing time throughout."""
    match = _DATE.match(text.strip())
    day = _day(match) if match else None
    if match is None or day is None:
        return None
    rest = text.strip()[match.end() :]
    if not rest.strip():
        return datetime.combine(day, time())
    clock = _CLOCK.match(rest)
    if not clock or int(clock[1]) > 23 or int(clock[2]) > 59 or int(clock[3] or 0) > 59:
        return None
    return datetime.combine(day, time(int(clock[1]), int(clock[2]), int(clock[3] or 0)))


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def parse_flag(text: str) -> bool | None:
    lowered = text.strip().lower()
    return True if lowered in _TRUE else False if lowered in _FALSE else None


def texts(value: Value) -> tuple[str, ...]:
    """A list of words; one scalar may hold several, parted by 、，；; or a space-free comma."""
    if value.kind == "list":
        return tuple(item.text for item in value.items if item.text)
    return tuple(part for part in re.split(r"[，；;、]\s*|,\s+", value.text) if part)
