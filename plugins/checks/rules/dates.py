"""Is every date a day of the calendar, and do the dates of a document follow one another?

成文日期, 发布日期, 生效日期 and 失效日期 are four fields (rules on record frames): a document is signed before it
is published, and ends after it began.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from plugins.gazette.fields import parse_date, parse_moment
from plugins.gazette.findings import Severity
from plugins.gazette.works import DATED

from ..registry import document_rule, related_rule
from ..subject import Fault, RelatedSubject, Subject, quoted

FAMILY = "日期"
NUMBERS = re.compile(r"^\s*(\d{4})\D+(\d{1,2})\D+(\d{1,2})(?!\d)")
ALMOST_DATED = re.compile(r"^\d{4}[-._年]?\d{1,2}[-._月]?\d{1,2}日?$")
FIRST_YEAR = 1900
PAST_EVENTS = ("提问日期", "答复日期", "会议日期")
LATEST = 5  # years after publication at which a document may come into force without being asked about


def advice(text: str) -> str:
    """Why these numbers are no day, or how a date is written."""
    match = NUMBERS.match(text)
    if match:
        year, month, day = (int(part) for part in match.groups())
        if not 1 <= month <= 12:
            return f"没有 {month} 月。"
        if year and not 1 <= day <= (last := calendar.monthrange(year, month)[1]):
            return f"{year} 年 {month} 月有 {last} 天。"
    return "写作 2016-12-21 的形式。"


@document_rule("DT001", "不是日期")
def not_a_date(subject: Subject) -> Iterator[Fault]:
    """日期写作“年-月-日”，须是日历上有的日子；发布日期后可加时刻（2016-12-21 09:30）。

    通过：

    ```yaml
    失效日期: 2020-02-29
    ```

    不通过：

    ```yaml
    失效日期: 2020-02-30
    ```
    """
    for field in subject.words.kinds.fields(subject.kind):
        if field.type not in ("date", "moment"):
            continue
        text = subject.text(field.key)
        parsed = parse_date(text) if field.type == "date" else parse_moment(text)
        if text and (parsed is None or parsed.year < FIRST_YEAR):
            yield subject.at(field.key, f"“{field.key}”不是日期：{quoted(text)}", advice(text))


@document_rule("DT002", "成文晚于发布")
def signed_after_publication(subject: Subject) -> Iterator[Fault]:
    """成文日期不晚于发布日期。

    通过：

    ```yaml
    成文日期: 2016-12-20
    发布日期: 2016-12-21
    ```

    不通过：

    ```yaml
    成文日期: 2016-12-22
    发布日期: 2016-12-21
    ```
    """
    signed, published = subject.document.signed_on, subject.document.published_on
    if signed and published and signed > published:
        message = f"成文日期（{signed}）晚于发布日期（{published}）"
        yield subject.at("signed_on", message, "核对两个日期。")


@document_rule("DT003", "失效不晚于生效")
def ends_before_it_begins(subject: Subject) -> Iterator[Fault]:
    """失效日期晚于生效日期；没有写生效日期的，晚于成文日期和发布日期。

    通过：

    ```yaml
    生效日期: 2016-12-21
    失效日期: 2021-12-21
    ```

    不通过：

    ```yaml
    生效日期: 2016-12-21
    失效日期: 2016-12-20
    ```
    """
    document = subject.document
    days = ((document.effective_on, "生效日期"), (document.signed_on, "成文日期"), (document.published_on, "发布日期"))
    start, name = next(((day, name) for day, name in days if day), (None, ""))
    if start and document.expires_on and document.expires_on <= start:
        message = f"失效日期（{document.expires_on}）不晚于{name}（{start}）"
        yield subject.at("expires_on", message, "核对两个日期。")


@related_rule("DT004", "发布日期在将来")
def published_in_future(subject: RelatedSubject) -> Iterator[Fault]:
    """发布日期不晚于检查当天。待发布的文件先写 `status: draft`。

    通过：

    ```yaml
    发布日期: 2016-12-21
    ```

    不通过：

    ```yaml
    发布日期: 2916-12-21
    ```
    """
    published = subject.document.published_on
    if published and published > subject.options.today:
        message = f"发布日期（{published}）在今天（{subject.options.today}）之后"
        yield subject.at("published_at", message, "核对年份；待发布的文件写 status: draft。")


@document_rule("DT007", "生效日期与成文、发布日期相差过远", Severity.WARNING)
def effective_far_away(subject: Subject) -> Iterator[Fault]:
    """本区的文件一般在成文之后、发布后五年之内生效；早于成文日期的（溯及既往），请核对。

    通过：

    ```yaml
    生效日期: 2017-01-01
    ```

    不通过：

    ```yaml
    生效日期: 2106-12-21
    ```
    """
    document = subject.document
    effective, signed, published = document.effective_on, document.signed_on, document.published_on
    if effective is None or not subject.is_own:
        return
    if signed and effective < signed:
        yield subject.at("effective_on", f"生效日期（{effective}）早于成文日期（{signed}）", "核对两个日期。")
    elif published and effective.year > published.year + LATEST:
        yield subject.at("effective_on", f"生效日期（{effective}）比发布日期（{published}）晚 {LATEST} 年以上", "核对年份。")


@document_rule("DT008", "事情晚于发布", Severity.WARNING)
def later_than_publication(subject: Subject) -> Iterator[Fault]:
    """提问、答复、会议在发布以前：提问日期、答复日期、会议日期不晚于发布日期。

    通过（问答）：

    ```yaml
    答复日期: 2016-12-20
    ```

    不通过（问答）：

    ```yaml
    答复日期: 2016-12-29
    ```
    """
    published = subject.document.published_on
    for key in PAST_EVENTS if published else ():
        day = parse_date(subject.text(key)) if subject.entry(key) else None
        if day and published and day > published:
            yield subject.at(key, f"{key}（{day}）晚于发布日期（{published}）", "核对两个日期。")


@document_rule("DT005", "版本文件名与日期不一致", Severity.WARNING)
def version_name(subject: Subject) -> Iterator[Fault]:
    """一部文件有几个版本时，各版本以其日期命名（`行政复议法/2023-09-01.md`），这一日期应是成文、发布或生效日期。

    通过：`行政复议法/2023-09-01.md` 写 `发布日期: 2023-09-01`。

    不通过：`行政复议法/2023-09-01.md` 写 `发布日期: 2023-10-01`，没有别的日期。
    """
    document = subject.document
    stem = document.path.rsplit("/", 1)[-1].removesuffix(".md")
    days = [day for day in (document.signed_on, document.published_on, document.effective_on) if day]
    if DATED.match(stem) and document.work_key != document.path.removesuffix(".md") and days:
        named = parse_date(stem)
        if named and named not in days:
            yield _name_fault(f"文件名的日期“{stem}”不是成文、发布或生效日期", "核对文件名和日期字段。")


@document_rule("DT006", "文件名像日期却不是", Severity.WARNING)
def almost_a_date(subject: Subject) -> Iterator[Fault]:
    """以日期命名的版本写作 `2023-09-01.md`；写作 `2023-9-1.md` 的会被当作另一部文件。

    通过：文件名 `2023-09-01.md`。

    不通过：文件名 `2023-9-1.md`。
    """
    stem = subject.document.path.rsplit("/", 1)[-1].removesuffix(".md")
    if ALMOST_DATED.match(stem) and not _is_day(stem):
        parsed = parse_date(stem)
        hint = f"{parsed.isoformat()}.md" if parsed else "文件名写作 2023-09-01.md 的形式。"
        yield _name_fault(f"文件名“{stem}.md”像日期，但不是日期", hint)


def _is_day(stem: str) -> bool:
    try:
        return bool(DATED.match(stem) and date.fromisoformat(stem))
    except ValueError:
        return False


def _name_fault(message: str, hint: str) -> Fault:
    return Fault(1, 1, message, hint)
