"""The one table of front-matter fields: the Chinese key an editor writes, its attribute, its type.

Each field also answers to its English attribute name; Pelican's own `title date slug status tags` keep
working. Which kind of document has and needs which field is said in `kinds`; a content tree adds fields of its own
in `vocabularies/kinds.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time

from .values import Value

TYPES = frozenset({
    "text", "texts", "joined", "references", "date", "moment", "number", "index", "flag", "issue", "total",
    "contents", "corrections", "exceptions", "year", "choice",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Field:
    """`type` is one of `TYPES`: texts is a list (a text with 、 is taken apart), joined a list or a text kept as one
    text, moment a date with an optional time, total a 总期号, year four digits, choice one of `choices`.

    A `particular` field belongs to some kinds only; its value stands in `Document.particulars` under `key`. The items of an
    `ordered` one follow one another (steps of a procedure, points of an agenda).
    """

    key: str
    attribute: str
    type: str = "text"
    aliases: tuple[str, ...] = ()
    description: str = ""
    example: str = ""
    choices: tuple[str, ...] = ()
    particular: bool = False
    ordered: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        return (self.key, self.attribute, *self.aliases) if self.attribute else (self.key, *self.aliases)


def _particular(key: str, attribute: str, type: str = "text", description: str = "", example: str = "",
                choices: tuple[str, ...] = (), ordered: bool = False) -> Field:  # fmt: skip
    return Field(key, attribute, type, (), description, example, choices, particular=True, ordered=ordered)


COMMON = (
    Field("标题", "title", "text", ("名称",), "文件的全称", "关于做好防汛工作的通知"),
    Field("索引号", "index_number", "index", (), "由 invoke number 编定，编定后不改", "015116516-201612-480926"),
    Field("文号", "document_number", "number", ("发文字号",), "没有的不写；联合发文有几个文号的写成列表", "西政发〔2016〕1号"),
    Field("发布机构", "publisher", "joined", ("发文机关", "department"), "机构词表中的名称；联合发布的写成列表",
          "昆明市西山区人民政府"),
    Field("成文日期", "signed_on", "date", (), "签发的日期", "2016-12-20"),
    Field("发布日期", "published_at", "moment", ("date", "发布时间"), "向社会公布的日期，可加时刻", "2016-12-21"),
    Field("生效日期", "effective_on", "date", ("施行日期",), "开始施行的日期", "2016-12-21"),
    Field("失效日期", "expires_on", "date", (), "这一天起不再有效", "2021-12-21"),
    Field("体裁", "genre", "text", ("体裁分类",), "体裁词表中的一种", "通知"),
    Field("主题分类", "topic", "text", (), "主题词表中的类目，两级之间用 \\", "综合政务\\政务公开"),
    Field("公开属性", "disclosure", "choice", (), "拟稿时确定", "主动公开", ("主动公开", "依申请公开", "不予公开")),
    Field("不公开理由", "nondisclosure_reason", "text", (), "依申请公开、不予公开的必填", "涉及商业秘密（条例第十五条）"),
    Field("公开方式", "disclosure_channels", "texts", (), "公开的渠道", "[政府网站, 政府公报]"),
    Field("公开时限", "disclosure_deadline", "text", (), "形成后多少个工作日内公开", "20个工作日内"),
    Field("规范性文件", "normative", "flag", (), "是否行政规范性文件", "是"),
    Field("需要解读", "needs_interpretation", "flag", (), "是否应当同步解读（三同步）", "是"),
    Field("关键词", "keywords", "texts", ("关键字", "tags"), "", "[政务公开, 五公开]"),
    Field("概述", "summary", "text", ("内容概述", "description"), "一两句话，不超过一百字", "规定防汛工作的职责和措施。"),
    Field("主送机关", "addressee", "text", (), "", "各街道办事处，区直各部门："),
    Field("署名", "signature", "joined", (), "发文机关署名；联合发文的写成列表，主办机关在前", "昆明市西山区人民政府"),
    Field("抄送", "copied_to", "texts", (), "", "[区委办公室, 区人大常委会办公室]"),
    Field("附注", "note", "text", (), "", "（此件公开发布）"),
    Field("依据", "basis", "references", (), "作为依据的文件", "[中办发〔2016〕8号]"),
    Field("解读", "interprets", "references", (), "所解读的文件", "[西政发〔2016〕1号]"),
    Field("修改", "amends", "references", (), "所修改的文件", "[西政发〔2016〕1号]"),
    Field("废止", "repeals", "references", (), "所废止的文件", "[西政发〔2016〕1号]"),
    Field("征集", "consultations", "references", ("意见征集",), "此前公开征求意见的文件", "[consultations/2016/a.md]"),
    Field("决策", "decisions", "references", (), "所落实的重大决策", "[decisions/2016/a.md]"),
    Field("执行", "executes", "references", (), "所执行的文件", "[西政发〔2016〕1号]"),
    Field("结果", "results_of", "references", (), "所反映结果的文件", "[西政发〔2016〕1号]"),
    Field("反馈", "feedback_on", "references", (), "所反馈的意见征集", "[consultations/2016/a.md]"),
    Field("转载自", "reprinted_from", "joined", (), "转载文件的来源", "中国政府网"),
    Field("来源网址", "source_url", "text", (), "", "https://www.gov.cn/"),
    Field("历次修订", "history", "texts", (), "", ""),
    Field("附件", "attachments", "texts", (), "内容目录中的文件", "[attachments/2016/清单.xlsx]"),
    Field("期号", "issue", "issue", (), "合刊写作 2016年第5、6期，增刊写作 2016年增刊第1期", "2016年第6期"),
    Field("总期号", "total_issue", "total", (), "", "总第738期"),
    Field("目录", "contents", "contents", (), "", "[{栏目: 区政府文件, 文件: [索引号或路径]}]"),
    Field("更正", "corrections", "corrections", (), "更正以前各期公报的差错",
          "[{公报: 2016年第5期, 文件: 西政发〔2016〕1号, 页: 12, 误: 错印的文字, 正: 正确的文字}]"),
    Field("主办", "sponsor", "text", (), "", "昆明市西山区人民政府办公室"),
    Field("检查例外", "exceptions", "exceptions", (), "每项写规则编号和理由", "[{规则: PD004, 理由: 这是单位的公开电话}]"),
    Field("示例", "sample", "flag", (), "虚构的示例写“是”", "是"),
    Field("slug", "slug", "text", (), "网址的最后一段", "open-government"),
    Field("status", "status", "choice", ("状态",), "待发布的写 draft", "draft", ("draft", "草稿", "published", "发布", "已发布")),
)

PARTICULAR = (
    _particular("编辑", "editor", "text", "编辑出版单位", "昆明市西山区人民政府公报编辑部"),
    _particular("准印证", "printing_licence", "text", "准印证号或者刊号", "（示例）准印证号 000000"),
    _particular("承印", "printed_by", "text", "印刷单位"),
    _particular("发行范围", "distribution", "texts", "免费发放、赠阅的范围", "[各街道办事处, 区档案馆, 区图书馆]"),
    _particular("印数", "print_run", "text", "", "1000册"),
    _particular("征求意见稿", "drafts", "texts", "草案的名称；全文放在正文或附件里", "[《示范办法（征求意见稿）》]"),
    _particular("征集开始", "consultation_opens", "date", "", "2016-12-01"),
    _particular("征集截止", "consultation_closes", "date", "", "2016-12-31"),
    _particular("期限理由", "short_period_reason", "text", "征集不足三十日的理由"),
    _particular("反馈方式", "response_channels", "texts", "公众提意见的途径", "[电子邮件, 信函]"),
    _particular("收到意见", "responses_received", "text", "", "共收到意见 12 条"),
    _particular("采纳情况", "responses_adopted", "text", "采纳与不采纳的意见及理由", "采纳 9 条，未采纳 3 条，理由见正文"),
    _particular("反馈日期", "feedback_given_on", "date", "", "2017-01-10"),
    _particular("决策事项", "decision_item", "text", "", "城市更新实施方案"),
    _particular("承办单位", "undertaker", "text", "", "昆明市西山区发展和改革局"),
    _particular("决策程序", "decision_steps", "texts", "已履行的程序",
                "[公众参与, 专家论证, 风险评估, 合法性审查, 集体讨论决定]", ordered=True),
    _particular("办公地址", "office_address", "text", "", "昆明市西山区秀苑路188号"),
    _particular("办公时间", "office_hours", "text", "", "工作日 9:00—12:00，13:00—17:00"),
    _particular("办公电话", "office_telephone", "text", "", "0871-68212345"),
    _particular("传真", "fax", "text"),
    _particular("电子邮箱", "email", "text"),
    _particular("适用范围", "scope", "text", "", "区政府各部门"),
    _particular("年度", "report_year", "year", "", "2016"),
    _particular("事项类型", "service_type", "text", "行政许可、公共服务等", "公共服务"),
    _particular("设定依据", "legal_basis", "texts", "", "[《社会救助暂行办法》第十条]"),
    _particular("申请条件", "conditions", "texts", "", "[具有本区户籍]"),
    _particular("办理材料", "materials", "texts", "", "[申请书, 身份证复印件]"),
    _particular("办理流程", "procedure", "texts", "", "[受理, 审核, 决定]", ordered=True),
    _particular("办理地点", "service_place", "text", "", "西山区政务服务中心一楼"),
    _particular("办理时间", "service_hours", "text", "", "工作日 9:00—17:00"),
    _particular("办理时限", "time_limit", "text", "", "5 个工作日"),
    _particular("收费标准", "fees", "text", "", "不收费"),
    _particular("咨询电话", "enquiries", "text", "", "0871-68212345"),
    _particular("监督投诉", "complaints", "text", "", "12345"),
    _particular("提问", "question", "text", "", "办理居住证需要什么材料？"),
    _particular("提问日期", "asked_on", "date"),
    _particular("答复单位", "answered_by", "text", "", "昆明市公安局西山分局"),
    _particular("答复日期", "answered_on", "date"),
    _particular("任免机关", "appointing_body", "text"),
    _particular("任职", "appointments", "texts", "", "[某某任某职]"),
    _particular("免职", "removals", "texts"),
    _particular("机构职能", "functions", "text"),
    _particular("内设机构", "divisions", "texts"),
    _particular("负责人", "head", "text"),
    _particular("会议日期", "held_on", "date", "", "2016-12-20"),
    _particular("会议名称", "meeting", "text", "", "区政府第 12 次常务会议"),
    _particular("会议议题", "agenda", "texts", ordered=True),
    _particular("主持", "chair", "text"),
    _particular("规划期限", "plan_period", "text", "", "2016—2020年"),
    _particular("规划类型", "plan_type", "text", "", "专项规划"),
    _particular("预决算年度", "budget_year", "year", "", "2016"),
    _particular("报告类型", "budget_type", "choice", "", "部门预算",
                ("政府预算", "政府决算", "部门预算", "部门决算", "专项资金", "其他")),
    _particular("统计时段", "reference_period", "text", "", "2016年第三季度"),
    _particular("数据来源", "data_source", "text"),
    _particular("预案级别", "plan_level", "text"),
    _particular("响应级别", "response_level", "text"),
    _particular("响应时间", "response_began", "moment"),
    _particular("督查对象", "inspected", "text"),
    _particular("督查事项", "inspection_subject", "text", "", "2016年重点工作落实情况"),
    _particular("整改情况", "rectification", "text"),
)
FIELDS = (*COMMON, *PARTICULAR)
BY_NAME = {name: field for field in FIELDS for name in field.names}
BY_KEY = {field.key: field for field in FIELDS}

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


def parse_year(text: str) -> int | None:
    """2016 or 2016年; None when it is no year."""
    digits = text.strip().removesuffix("年度").removesuffix("年").strip()
    return int(digits) if len(digits) == 4 and digits.isascii() and digits.isdigit() else None


def parse_page(text: str) -> int | None:
    """12, 第12页; None when it is no page."""
    digits = text.strip().removeprefix("第").removesuffix("页").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and int(digits) > 0 else None


def texts(value: Value) -> tuple[str, ...]:
    """A list of words; one scalar may hold several, parted by 、，；; or a space-free comma."""
    if value.kind == "list":
        return tuple(item.text for item in value.items if item.text)
    return tuple(part for part in re.split(r"[，；;、]\s*|,\s+", value.text) if part)
