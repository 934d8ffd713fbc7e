"""The one table of kinds of documents: what each is called, which fields it has, and which of them it needs.

The kinds are those the starting document names, with the elements that the rules ask of each (政府信息公开条例
Articles 12, 20; 重大行政决策程序暂行条例 Articles 3, 15; 国办秘函〔2019〕19号 on service guides). `vocabularies/
kinds.yaml` of a content tree adds kinds that need no behaviour of their own, with fields of their own:

    - id: subsidy
      name: 涉农补贴
      required: [补贴标准]
      fields:
        - {key: 补贴标准, example: 每亩 100 元}
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from .fields import BY_KEY, BY_NAME, COMMON, TYPES, Field

POLICY, INTERPRETATION, BULLETIN, NOTICE, PAGE = "policy", "interpretation", "bulletin", "notice", "page"
CONSULTATION, DECISION, QUESTION, SERVICE = "consultation", "decision", "question", "service"
ALWAYS = ("标题", "发布机构", "发布日期")


@dataclass(frozen=True, slots=True)
class Kind:
    """`required` are the keys of fields without which a document is sent back; `expected` those whose absence is only
    warned of; `own` the particular fields, in the order in which the page shows them.

    `lasting` kinds have a validity (有效, 废止 …); `attributed` ones state their 公开属性 when the district made them.
    `body` is what the text below the fields is called on the page, where it needs a name (an answer).
    """

    id: str
    name: str
    description: str = ""
    required: tuple[str, ...] = ALWAYS
    expected: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    lasting: bool = False
    attributed: bool = False
    body: str = ""


KINDS = (
    Kind(POLICY, "政策文件", "规范性文件和其他政策文件", lasting=True, attributed=True),
    Kind(INTERPRETATION, "政策解读", "对政策文件的解读", (*ALWAYS, "解读")),
    Kind(BULLETIN, "政府公报", "公报的一期", (*ALWAYS, "期号", "目录"), (),
         ("编辑", "准印证", "承印", "印数", "发行范围")),
    Kind(NOTICE, "通知公告", "通知、公告、公示", lasting=True, attributed=True),
    Kind(PAGE, "页面", "单独的页面", ("标题",)),
    Kind(CONSULTATION, "意见征集", "公开征求意见及其反馈", (*ALWAYS, "征集开始", "征集截止"), ("反馈方式",),
         ("征求意见稿", "征集开始", "征集截止", "期限理由", "反馈方式", "收到意见", "采纳情况", "反馈日期")),
    Kind(DECISION, "重大决策", "重大行政决策及其程序", (*ALWAYS, "决策事项"), ("承办单位", "决策程序"),
         ("决策事项", "承办单位", "决策程序"), lasting=True, attributed=True),
    Kind("disclosure-guide", "政府信息公开指南", "政府信息公开条例第十二条规定的指南",
         (*ALWAYS, "办公地址", "办公时间", "办公电话"), (), ("办公地址", "办公时间", "办公电话", "传真", "电子邮箱")),
    Kind("disclosure-rule", "政府信息公开制度", "政府信息公开的各项制度", ALWAYS, (), ("适用范围",), lasting=True),
    Kind("annual-report", "政府信息公开年报", "政府信息公开工作年度报告", (*ALWAYS, "年度"), (), ("年度",)),
    Kind(SERVICE, "办事指南", "政务服务事项的办理指南", (*ALWAYS, "设定依据", "申请条件", "办理材料"),
         ("办理流程", "办理地点", "办理时间", "咨询电话"),
         ("事项类型", "设定依据", "申请条件", "办理材料", "办理流程", "办理地点", "办理时间", "办理时限", "收费标准",
          "咨询电话", "监督投诉"), body="办理说明"),
    Kind(QUESTION, "问答", "群众提问和单位答复", (*ALWAYS, "提问", "答复单位"), ("答复日期",),
         ("提问", "提问日期", "答复单位", "答复日期"), body="答复"),
    Kind("personnel", "人事任免", "干部任免、招录", ALWAYS, (), ("任免机关", "任职", "免职"), attributed=True),
    Kind("institution", "机构职能", "机构的职能、内设机构和联系方式", (*ALWAYS, "机构职能", "办公地址", "办公电话"),
         ("办公时间", "负责人"), ("机构职能", "内设机构", "负责人", "办公地址", "办公时间", "办公电话")),
    Kind("meeting", "政府会议", "政府常务会议等会议", (*ALWAYS, "会议名称", "会议日期"), (),
         ("会议名称", "会议日期", "主持", "会议议题")),
    Kind("plan", "规划计划", "发展规划、专项规划和计划", (*ALWAYS, "规划期限"), (), ("规划类型", "规划期限"),
         lasting=True, attributed=True),
    Kind("finance", "财政信息", "预算、决算和专项资金", (*ALWAYS, "预决算年度", "报告类型"), (),
         ("预决算年度", "报告类型")),
    Kind("statistics", "统计信息", "统计数据和公报", (*ALWAYS, "统计时段"), ("数据来源",), ("统计时段", "数据来源")),
    Kind("emergency", "应急管理", "应急预案、预警和应对情况", ALWAYS, (), ("预案级别", "响应级别", "响应时间"),
         lasting=True, attributed=True),
    Kind("supervision", "督查审计", "督查、审计的结果和整改", (*ALWAYS, "督查事项"), (),
         ("督查事项", "督查对象", "整改情况")),
)  # fmt: skip


@dataclass(frozen=True)
class Kinds:
    """All kinds of one content tree: the built-in table, and what `kinds.yaml` adds (`added` fields too)."""

    kinds: tuple[Kind, ...] = KINDS
    added: tuple[Field, ...] = ()

    def __iter__(self) -> Iterator[Kind]:
        return iter(self.kinds)

    @cached_property
    def by_id(self) -> Mapping[str, Kind]:
        return {kind.id: kind for kind in self.kinds}

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """A field by any of its names."""
        return {**BY_NAME, **{name: field for field in self.added for name in field.names}}

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        return {**BY_KEY, **{field.key: field for field in self.added}}

    def find(self, id: str) -> Kind:
        """The kind of this id; one that no table names is a policy."""
        return self.by_id.get(id) or self.by_id[POLICY]

    @cached_property
    def _fields(self) -> Mapping[str, tuple[Field, ...]]:
        return {kind.id: (*COMMON, *(self.by_key[key] for key in kind.own)) for kind in self.kinds}

    @cached_property
    def _named(self) -> Mapping[str, Mapping[str, Field]]:
        return {
            kind: {name: field for field in fields for name in field.names} for kind, fields in self._fields.items()
        }

    def named(self, kind: Kind) -> Mapping[str, Field]:
        """The fields a document of this kind may have, by every name of each."""
        return self._named[kind.id]

    def fields(self, kind: Kind) -> tuple[Field, ...]:
        """The fields a document of this kind may have: the common ones, then its own in the order of its page."""
        return self._fields[kind.id]


BUILT_IN = Kinds()


def extended(rows: Iterable[Mapping[str, object]]) -> Kinds:
    """The built-in kinds and those of `kinds.yaml`. Raises ValueError (Chinese) for a row that can't be understood."""
    kinds, fields = list(KINDS), dict[str, Field]()
    for row in rows:
        own = [_field(entry) for entry in _rows(row, "fields")]
        for field in own:
            if (field.key in BY_NAME and field.key not in BY_KEY) or fields.get(field.key, field) != field:
                raise ValueError(f"字段“{field.key}”与已有的字段重名")
            if field.key not in BY_KEY:
                fields[field.key] = field
        kind = _kind(row, [*(str(f["key"]) for f in _rows(row, "fields"))])
        unknown = [key for key in (*kind.required, *kind.expected) if key not in BY_KEY and key not in fields]
        if unknown:
            raise ValueError(f"种类“{kind.name}”要求未知的字段“{unknown[0]}”")
        if kind.id in {known.id for known in kinds}:
            raise ValueError(f"种类 {kind.id} 重复")
        kinds.append(kind)
    return Kinds(tuple(kinds), tuple(fields.values()))


def _kind(row: Mapping[str, object], own: list[str]) -> Kind:
    def words(name: str) -> tuple[str, ...]:
        value = row.get(name) or ()
        return tuple(str(word) for word in value) if isinstance(value, list | tuple) else ()

    required = (*ALWAYS, *(key for key in words("required") if key not in ALWAYS))
    return Kind(
        str(row["id"]), str(row["name"]), str(row.get("description", "")), required, words("expected"), tuple(own),
        bool(row.get("lasting")), bool(row.get("attributed")), str(row.get("body", "")),
    )  # fmt: skip


def _field(row: Mapping[str, object]) -> Field:
    key = str(row["key"])
    if key in BY_KEY:
        return BY_KEY[key]
    type_ = str(row.get("type", "text"))
    if type_ not in TYPES:
        raise ValueError(f"字段“{key}”的类型“{type_}”未知，可用：{'、'.join(sorted(TYPES))}")
    choices = row.get("choices") or ()
    options = tuple(str(choice) for choice in choices) if isinstance(choices, list) else ()
    text = {name: str(row.get(name, "")) for name in ("description", "example")}
    ordered = bool(row.get("ordered"))
    return Field(
        key, str(row.get("attribute", "")), type_, (), choices=options, particular=True, ordered=ordered, **text
    )


def _rows(row: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
    value = row.get(name) or []
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise ValueError(f"“{name}”应为“- key: …”的列表")
    return value
