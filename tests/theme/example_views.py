"""One small view of every kind of page, with words of our own and every part of a page in use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from plugins.catalogue import cleanup
from plugins.catalogue.views import CatalogueRow, CatalogueView, Facet, FacetValue
from plugins.gazette.review import ReviewTerms
from plugins.gazette.vocabularies import Column
from plugins.portal import redline_view, views
from plugins.portal.config import FooterLink, PortalConfig
from plugins.portal.markdown import render
from plugins.portal.views import Link

PORTAL = PortalConfig(
    site_name="青山区人民政府",
    site_domain="www.example.gov.cn",
    site_id="5301120004",
    host_unit="青山区人民政府",
    address="青山区一号路1号",
    postcode="650000",
    telephone="12345",
    icp="滇ICP备00000000号-1",
    police_record="滇公网安备 00000000000000号",
    copyright="版权所有 青山区人民政府",
    gazette_name="青山区人民政府公报",
    gazette_sponsor="青山区人民政府办公室",
    links=(FooterLink("中国政府网", "https://www.gov.cn/"),),
)
COLUMNS = (
    Column("policies", "政策文件", "policy", "本栏目发布政策文件"),
    Column("interpretations", "政策解读", "interpretation"),
    Column("bulletins", "政府公报", "bulletin"),
    Column("notices", "通知公告", "notice"),
    Column("hidden", "不在导航", "notice", navigation=False),
)
DIRECTORIES = (
    Link("政府信息公开指南", "guides/2016/a/", "怎样查找和申请"),
    Link("政府信息公开制度", "rules/", "公开所依据的规定"),
    Link("法定主动公开内容", "catalogue/", "按机构、主题查阅"),
    Link("政府信息公开年报", "", "尚未发布"),
)
SOURCE = """一、总体要求

（一）目标

1.第一件事。办好第一件事。

| 事项 | 时限 | 数量 |
|---|:-:|--:|
| 甲 | 20 个工作日 | 1 |

第十二条 本条有一处脚注[^1]。

（一）第一项；

```python
print(1)
```

[^1]: 脚注的话。
"""
BODY = render(("policies/2016/a.md", SOURCE))
BEFORE = render(("policies/2016/a.md", """一、总体要求

（二）旧的要求

1.第一件事。办好一件事。

第十一条 各街道办事处负责本辖区内的登记工作。

第十二条 本条有一处脚注。

第十三条 社区居民委员会协助开展入户调查，并告知理由。
"""))
AFTER = render(("policies/2016/a.md", """一、总体要求

1.第一件事。办好三件事。

第十条 社区居民委员会协助开展入户调查，并告知理由。

第十一条 各街道办事处负责本辖区内的登记工作。

第十二条 本条有一处脚注。

第十三条 有关部门应当按月公布结果。
"""))
HOME = Link("首页", "")
VALID = {
    key: views.ValidityView(key, label, f"自 2020-01-01 起{label}")
    for key, label in (
        ("in-force", "有效"),
        ("not-yet", "尚未生效"),
        ("amended", "已修改"),
        ("expired", "失效"),
        ("repealed", "废止"),
    )
}

DOCUMENT = views.DocumentView(
    title="关于办好事情的意见",
    url="policies/2016/a/",
    work_url="policies/2016/a/",
    version_url="policies/2016/a/2016-12-20/",
    column=COLUMNS[0],
    breadcrumbs=(HOME, Link("政策文件", "policies/")),
    record=tuple(
        views.RecordField(label, value, url)
        for label, value, url in (
            ("索引号", "015116516-201612-480926", ""),
            ("主题分类", "其他文件", "catalogue/topic/其他/"),
            ("发布机构", "青山区政府", "catalogue/department/青山区人民政府/"),
            ("发布日期", "2016-12-21 00:00", ""),
            ("名称", "关于办好事情的意见", ""),
            ("文号", "", ""),
            ("关键字", "", ""),
        )
    ),
    details=(views.RecordField("体裁", "意见"), views.RecordField("公开属性", "主动公开")),
    published="2016-12-21 00:00",
    source="青山区政府",
    validity=VALID["in-force"],
    sample=False,
    reprint=False,
    summary="一句话的概述。",
    toc=BODY.body.outline(),
    body=BODY.html,
    addressee="各街道办事处：",
    signature="青山区人民政府",
    signed_on="2016-12-20",
    note="（此件公开发布）",
    history=("2007年公布", "2016年修改"),
    versions=(
        views.VersionLink(
            "2016-12-20", "policies/2016/a/2016-12-20/", "2016年文本", VALID["in-force"], True, True,
            "policies/2016/a/2016-12-20/changes/",
        ),
        views.VersionLink(
            "2007-04-05", "policies/2016/a/2007-04-05/", "2007年文本", VALID["amended"], False, False
        ),
    ),
    relations=(
        views.Relation("政策解读", (Link("《意见》问答", "interpretations/2016/b/"),)),
        views.Relation("刊登于", (Link("公报2016年第6期", "bulletins/2016/06/", "总第6期"),)),
    ),
    unlinked_basis=("中办发〔2016〕8号",),
    attachments=(views.FileLink("清单 #1.xlsx", "policies/2016/清单 #1.xlsx", "Excel", 2000),),
    files=(views.FileLink("PDF", "policies/2016/a/document.pdf", "PDF", 120_000),),
    is_work_page=True,
    is_current=True,
)
OLD = replace(
    DOCUMENT, validity=VALID["amended"], is_current=False, is_work_page=False, sample=True, reprint=True
)
ASKED = replace(
    DOCUMENT,
    url="questions/2016/a/",
    validity=views.ValidityView("open", "征集中", "欢迎在 2016年12月31日 前（含当日）提出意见"),
    kind="问答",
    body_title="答复",
    particulars=(
        views.ParticularView("提问", ("怎么办？",)),
        views.ParticularView("办理材料", ("申请书", "身份证"), True),
        views.ParticularView("办理流程", ("受理", "审核"), True, True),
        views.ParticularView("办理时限", ("5个工作日",)),
    ),
    course=(
        views.CourseStep("意见征集", (Link("征求意见", "consultations/2016/a/", "2016-08-01"),), False),
        views.CourseStep("问答", (), True),
    ),
)
BARE = replace(
    DOCUMENT,
    record=(),
    details=(),
    validity=None,
    toc=(),
    addressee="",
    signature="",
    signed_on="",
    note="",
    history=(),
    versions=(),
    relations=(),
    unlinked_basis=(),
    attachments=(),
    files=(),
    breadcrumbs=(HOME,),
    published="",
    source="",
)
CITING = replace(
    DOCUMENT,
    course=(
        views.CourseStep("意见征集", (Link("征求意见的公告", "consultations/2016/a/", "2016-11-01"),), False),
        views.CourseStep("文件", (), True),
        views.CourseStep("解读", (Link("《意见》问答", "interpretations/2016/b/", "2016-12-22"),), False, 3),
    ),
    citations=views.CitationsView(
        here=(views.CitedView(Link("统计法", "policies/2009/b/"), (Link("第三条", "policies/2009/b/#tiao-3"),)),),
        several=(views.Relation("《防汛通知》", (Link("防汛通知", "policies/2015/c/", "西政发〔2015〕1号"),)),),
        elsewhere=("《云南省某规定》", "云政发〔2016〕1号"),
        citing=views.Relation("引用本文件的文件", (Link("关于落实的通知", "policies/2017/d/"),), 40),
    ),
)
ROWS = tuple(
    views.Row(
        f"关于第{n}件事的通知",
        f"policies/2016/{n}/",
        "2016-12-21",
        "青山区人民政府",
        f"青政发〔2016〕{n}号",
        "通知",
        "综合政务\\政务公开",
        "概述。",
        validity,
        sample=n == 1,
        reprint=n == 2,
    )
    for n, validity in enumerate(VALID.values())
)
ISSUE_ROW = views.IssueRow(
    "2016年第6期",
    "总第6期",
    "bulletins/2016/06/",
    "2016-12-28",
    "bulletins/2016/06/document.pdf",
    ("甲", "乙"),
    True,
)
CORRECTED = views.CorrectionView(Link("2017年第1期", "bulletins/2017/01/"), None, 3, "青山", "青山区")
ISSUE = views.IssueView(
    title="青山区人民政府公报2016年第6期",
    label="2016年第6期",
    total="总第6期",
    url="bulletins/2016/06/",
    date="2016-12-28",
    sponsor="青山区人民政府办公室",
    breadcrumbs=(HOME, Link("政府公报", "bulletins/")),
    contents=(
        views.ContentsSection(
            "区政府文件",
            (views.ContentsEntry("意见", "bulletins/2016/06/a/", "青政发〔2016〕1号", "青山区政府", 3),),
        ),
        views.ContentsSection(
            "大事记", (views.ContentsEntry("大事记", "bulletins/2016/06/b/", "", "", None, True),)
        ),
    ),
    files=(views.FileLink("PDF", "bulletins/2016/06/document.pdf", "PDF", 1_200_000),),
    body="<p>卷首语。</p>",
    sample=True,
    pdf="bulletins/2016/06/document.pdf",
    imprint=(("主办", "青山区人民政府办公室"), ("准印证", "（示例）准印证号 000000"), ("发行范围", "区档案馆、区图书馆")),
    corrections=(
        views.CorrectionView(Link("2016年第5期", "bulletins/2016/05/"), Link("通知", "policies/2016/b/"), 12, "十一月", "十二月"),
    ),
    corrected=(CORRECTED,),
)
NEXT = Link("大事记", "bulletins/2016/06/b/")
ARTICLE = views.ArticleView(ISSUE, "区政府文件", DOCUMENT, None, NEXT, 3, (CORRECTED,))
CATALOGUE = CatalogueView(
    title="政府信息公开目录",
    url="catalogue/",
    breadcrumbs=(HOME,),
    facets=tuple(
        Facet(
            id_,
            title,
            tuple(FacetValue(label, f"catalogue/{id_}/{label}/", 3, label == "2016") for label in labels),
        )
        for id_, title, labels in (
            ("department", "发布机构", ("甲", "乙")),
            ("topic", "主题分类", ("丙",)),
            ("year", "年份", ("2016", "2015")),
        )
    ),
    rows=tuple(
        CatalogueRow(
            row.title,
            row.url,
            row.date,
            row.publisher,
            row.number,
            validity=row.validity,
            sample=row.sample,
            reprint=row.reprint,
            index_number=f"015116516-201612-00000{n}",
            document_date="2016-12-20",
        )
        for n, row in enumerate(ROWS)
    ),
    total=1234,
    pages=tuple(Link(str(n), f"catalogue/page/{n}/") for n in range(13, 0, -1)),
    page_number=4,
    downloads=(views.FileLink("CSV", "api/catalogue.csv", "CSV", 1000),),
)
CLEANED = cleanup.CleanupRow(
    Link("关于甲的办法", "policies/2016/a/", "青政规〔2016〕1号"), "2016-12-20", "青山区人民政府", VALID["repealed"],
    "2020-01-01", Link("废止决定", "policies/2020/b/", "青政发〔2020〕2号"), "2021-12-20", True,
)  # fmt: skip
CLEANUP = cleanup.CleanupView(
    cleanup.TITLE, "2026-11-22", ReviewTerms(), (HOME, Link("政府信息公开目录", "catalogue/")),
    tuple(cleanup.CleanupList(name, name, rows) for name, rows in (("due", ()), ("continues", (CLEANED,)), ("over", (CLEANED,)))),
    (views.FileLink("CSV", "api/cleanup.csv", "CSV"),),
)  # fmt: skip
HOME_VIEW = views.HomeView(
    ROWS,
    ROWS[:2],
    ROWS,
    ROWS,
    ISSUE_ROW,
    (Link("综合政务", "catalogue/topic/综合政务/", "3"),),
    (Link("青山区人民政府", "catalogue/department/青山区人民政府/", "5"),),
    (views.ColumnPanel(Column("services", "办事指南", "service"), ROWS[:1]),),
    (views.LinkGroup("决策和参与", (Link("意见征集", "consultations/", "1"), Link("政府信息公开指南", "guides/", "1"))),),
)
COLUMN = views.ColumnView(
    COLUMNS[0],
    "policies/",
    (HOME,),
    (views.ListGroup("", ROWS), views.ListGroup("转载", ROWS)),
    (views.YearLink(2016, 5, "policies/2016/"),),
    None,
    "feeds/policies.atom.xml",
)
COLUMN_YEAR = replace(
    COLUMN, year=2016, url="policies/2016/", breadcrumbs=(HOME, Link("政策文件", "policies/"))
)


CHANGED = redline_view.VersionChangesView(
    "关于办好事情的意见改动对照", "policies/2016/a/2016-12-20/changes/", (HOME, Link("政策文件", "policies/")),
    Link("2007年4月5日的文本", "policies/2016/a/2007-04-05/", "青政发〔2007〕1号"),
    Link("2016年12月20日的文本", "policies/2016/a/2016-12-20/"), True,
    redline_view.changes(BEFORE.clauses, AFTER.clauses),
)  # fmt: skip


@dataclass(frozen=True)
class Example:
    """A page to render: where it stands, by which template, with which variables of its own."""

    url: str
    template: str
    title: str
    context: Mapping[str, Any]


EXAMPLES = (
    Example("", "index", PORTAL.site_name, {"home": HOME_VIEW}),
    Example("policies/", "column", "政策文件", {"view": COLUMN}),
    Example("policies/2016/", "column", "政策文件（2016年）", {"view": COLUMN_YEAR}),
    Example(
        "notices/", "column", "通知公告", {"view": replace(COLUMN, column=COLUMNS[3], years=())}
    ),
    Example("policies/2016/a/", "document", DOCUMENT.title, {"view": DOCUMENT}),
    Example("policies/2016/a/2007-04-05/", "document", OLD.title, {"view": OLD}),
    Example("policies/2016/a/2016-12-20/changes/", "changes", CHANGED.title, {"view": CHANGED}),
    Example("questions/2016/a/", "document", ASKED.title, {"view": ASKED}),
    Example("policies/2016/citing/", "document", CITING.title, {"view": CITING}),
    Example("guide/", "page", "政府信息公开指南", {"view": replace(BARE, title="政府信息公开指南")}),
    Example(
        "bulletins/",
        "bulletins",
        "政府公报",
        {"issues": (ISSUE_ROW, replace(ISSUE_ROW, url="bulletins/2015/01/"))},
    ),
    Example("bulletins/2016/06/", "issue", ISSUE.title, {"view": ISSUE}),
    Example("bulletins/2016/06/a/", "article", DOCUMENT.title, {"view": ARTICLE}),
    Example("catalogue/", "catalogue", "政府信息公开目录", {"view": CATALOGUE}),
    Example("catalogue/cleanup/", "cleanup", cleanup.TITLE, {"view": CLEANUP}),
    Example("search/", "search", "站内搜索", {"letters": (Link("G", "catalogue/letter/G/"), Link("X", "catalogue/letter/X/"))}),
    Example(
        "sitemap/",
        "sitemap",
        "网站地图",
        {"groups": (views.LinkGroup("查找", (Link("目录", "catalogue/"),)),)},
    ),
    Example("404.html", "404", "页面不存在", {}),
)
