"""Do consultations and major decisions keep the terms and steps that the rules set?

重大行政决策程序暂行条例 (Order 713) Article 15: drafts lie open for at least thirty days, a shorter time is explained;
Article 32: what was taken up and what not is made known. 国办公开办函〔2021〕30号 on annual reports; 政府信息公开条例
Article 49: the government's own report by 31 March.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.kinds import CONSULTATION, DECISION, QUESTION

from ..registry import document_rule, related_rule
from ..subject import Fault, RelatedSubject, Subject

FAMILY = "意见征集、重大决策、年报和问答"
OPEN_DAYS = 30
ANSWER_DAYS = 60  # how long after its end a consultation may be without its result; ours, no rule sets a number
PARTS = ("总体情况", "主动公开政府信息", "政府信息公开申请", "行政复议", "存在的主要问题", "其他需要报告")


def _is_consultation(document: Document) -> bool:
    return document.kind == CONSULTATION


def _days(document: Document) -> tuple[date | None, date | None]:
    return document.particulars.get("征集开始"), document.particulars.get("征集截止")


@document_rule("CS001", "征集截止早于开始")
def ends_before_it_opens(subject: Subject) -> Iterator[Fault]:
    """意见征集的截止日期不早于开始日期。

    通过（意见征集）：

    ```yaml
    征集开始: 2016-11-01
    征集截止: 2016-12-05
    ```

    不通过（意见征集）：

    ```yaml
    征集开始: 2016-11-01
    征集截止: 2016-10-31
    ```
    """
    opens, closes = _days(subject.document)
    if opens and closes and closes < opens:
        yield subject.at("征集截止", f"征集截止（{closes}）早于征集开始（{opens}）", "核对两个日期。")


@document_rule("CS002", "征集期限不足", Severity.WARNING)
def too_short(subject: Subject) -> Iterator[Fault]:
    """公开征求意见的期限一般不少于三十日；确需缩短的，在“期限理由”中说明（重大行政决策程序暂行条例第十五条）。

    通过（意见征集）：

    ```yaml
    征集截止: 2016-11-10
    期限理由: 汛期将至，须在十一月内施行
    ```

    不通过（意见征集）：

    ```yaml
    征集截止: 2016-11-10
    ```
    """
    opens, closes = _days(subject.document)
    if opens and closes and opens <= closes and not subject.document.particulars.get("期限理由"):
        days = (closes - opens).days + 1
        if days < OPEN_DAYS:
            yield subject.at("征集截止", f"征集期限只有 {days} 日，一般不少于 {OPEN_DAYS} 日", "期限理由: 缩短期限的理由")


@related_rule("CS003", "征集没有反馈", Severity.WARNING, when=_is_consultation)
def no_feedback(subject: RelatedSubject) -> Iterator[Fault]:
    """意见征集结束后要公开意见的采纳情况：填写“采纳情况”，或另发一份文件，在“反馈”中写这次征集。

    通过（意见征集）：

    ```yaml
    采纳情况: 采纳 9 条，未采纳 3 条，理由见正文
    ```

    不通过（意见征集）：

    ```yaml
    采纳情况:
    ```
    """
    document, (_, closes) = subject.document, _days(subject.document)
    answered = document.particulars.get("采纳情况") or subject.corpus.incoming("feedback_on", document)
    if closes and not answered and subject.options.today > closes + timedelta(days=ANSWER_DAYS):
        yield subject.at("征集截止", f"征集已于 {closes} 截止，没有公开采纳情况", "采纳情况: 采纳几条，未采纳几条及理由")


@document_rule("CS004", "反馈早于征集截止")
def feedback_too_early(subject: Subject) -> Iterator[Fault]:
    """反馈日期不早于征集截止日期。

    通过（意见征集）：

    ```yaml
    反馈日期: 2016-12-20
    ```

    不通过（意见征集）：

    ```yaml
    反馈日期: 2016-12-01
    ```
    """
    given, (_, closes) = subject.document.particulars.get("反馈日期"), _days(subject.document)
    if given and closes and given < closes:
        yield subject.at("反馈日期", f"反馈日期（{given}）早于征集截止（{closes}）", "核对两个日期。")


@document_rule("CS005", "重大决策没有公众参与", Severity.WARNING)
def decided_without_public(subject: Subject) -> Iterator[Fault]:
    """重大行政决策要写明公开征求意见的情况：“征集”写意见征集的文件，或在“决策程序”中列出公众参与。

    通过（重大决策）：

    ```yaml
    决策程序: [公众参与, 专家论证, 风险评估, 合法性审查, 集体讨论决定]
    ```

    不通过（重大决策）：

    ```yaml
    决策程序: [专家论证, 风险评估]
    ```
    """
    document = subject.document
    steps = "".join(document.particulars.get("决策程序") or ())
    if document.kind == DECISION and not document.consultations and "公众参与" not in steps:
        yield subject.at("决策程序", "没有写公众参与的情况", "征集: [意见征集文件的路径]")


@document_rule("CS006", "年报的日期", Severity.WARNING)
def late_report(subject: Subject) -> Iterator[Fault]:
    """政府信息公开工作年度报告在次年三月三十一日前发布（政府信息公开条例第四十九条）。

    通过（政府信息公开年报）：

    ```yaml
    发布日期: 2020-01-20
    ```

    不通过（政府信息公开年报）：

    ```yaml
    发布日期: 2020-05-02
    ```
    """
    year, published = subject.document.particulars.get("年度"), subject.document.published_on
    if subject.document.kind == "annual-report" and year and published:
        if published > date(year + 1, 3, 31):
            yield subject.at("published_at", f"{year} 年度的年报发布于 {published}，晚于次年 3 月 31 日", "今后按时发布。")
        elif published.year <= year:
            yield subject.at("年度", f"年报发布于 {published}，{year} 年还没有结束", "核对年度和发布日期。")


@document_rule("CS007", "年报缺少部分", Severity.WARNING)
def incomplete_report(subject: Subject) -> Iterator[Fault]:
    """年报有规定的六个部分（国办公开办函〔2021〕30号）。

    六个部分是：总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、行政复议和行政诉讼情况、
    存在的主要问题及改进情况、其他需要报告的事项。

    不通过（政府信息公开年报）：

    ```file
    ---
    标题: 2022年政府信息公开工作年度报告
    发布机构: 昆明市西山区人民政府
    发布日期: 2023-01-20
    年度: 2022
    ---
    一、总体情况

    全年公开信息一百条。
    ```

    通过：六个部分都有。
    """
    year = subject.document.particulars.get("年度")
    if subject.document.kind != "annual-report" or not year or year < 2021:
        return
    missing = [part for part in PARTS if part not in subject.document.body]
    if missing:
        yield Fault(subject.document.front_matter.body_line, 1, f"年报缺少“{missing[0]}”部分", "按规定的格式补上。")


@document_rule("CS008", "答复早于提问")
def answered_too_early(subject: Subject) -> Iterator[Fault]:
    """答复日期不早于提问日期。

    通过（问答）：

    ```yaml
    答复日期: 2016-12-21
    ```

    不通过（问答）：

    ```yaml
    答复日期: 2016-12-10
    ```
    """
    asked, answered = (subject.document.particulars.get(name) for name in ("提问日期", "答复日期"))
    if subject.document.kind == QUESTION and asked and answered and answered < asked:
        yield subject.at("答复日期", f"答复日期（{answered}）早于提问日期（{asked}）", "核对两个日期。")
