"""Is every date that a text states a day of the calendar, and does it agree with the date of the field?

The fields are what catalogue and validity are worked out from; a reader believes the text.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from plugins.gazette.findings import Severity
from plugins.gazette.numerals import NUMERAL, chinese_number

from ..registry import document_rule
from ..subject import Fault, Subject, quoted
from .dates import advice

FAMILY = "文中的日期"
# All begin with a sign that few words have; what stands before it is read only there.
DAY = re.compile(r"月(?<=\d月) ?(?:(?P<day>\d{1,2}) ?日)?(?!不存在)")
BEFORE = re.compile(r"(?:(?<!\d)(?P<year>\d{4}) ?年 ?)?(?<!\d)(?P<month>\d{1,2})$")
WHOLE = r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日"
SELF = r"本(?:实施)?(?:办法|规定|细则|规则|条例|规程|规范|意见|方案|预案|决定|制度|标准|通知|公告|通告|规划|计划|文件)"
BEGINS = re.compile(rf"自{WHOLE}起(?:正式)?(?:施行|实施|执行|生效)")
ITSELF = re.compile(rf"{SELF}[，,]?$")
ENDS = re.compile(
    rf"有效期限?为?(?:[一二三四五六七八九十\d]+年[，,、（(]?)?(?:自[^，。；\n]{{1,30}}?起)?(?:截?至|到){WHOLE}"
)
SIGNED = re.compile(rf"^\s*(?P<year>{NUMERAL})\s*年\s*(?P<month>{NUMERAL})\s*月\s*(?P<day>{NUMERAL})\s*日\s*$", re.MULTILINE)
NOTE = re.compile(r"^[（(].*[）)]$")
SPAN = 40  # characters before a date in which the text would name itself
LAST = 400  # characters at the end of a text in which the day of signing stands


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(chinese_number(year), chinese_number(month), chinese_number(day))
    except ValueError:
        return None


@document_rule("SD001", "文中的日期不存在", Severity.WARNING)
def no_such_day(subject: Subject) -> Iterator[Fault]:
    """文中写的年月日，须是日历上有的日子。

    通过：

    ```text
    本通知印发后，请于2016年2月29日前报送材料。
    ```

    不通过：

    ```text
    本通知印发后，请于2017年2月29日前报送材料。
    ```
    """
    for passage, match in subject.matches(DAY, "月"):
        day = int(match["day"] or 1)
        before = BEFORE.search(passage.text, max(0, match.start() - 10), match.start())
        if before is None or not (before["year"] or match["day"]):
            continue
        year, month = int(before["year"] or 2000), int(before["month"])  # without a year 29 February may be right
        if 1 <= month <= 12 and 1 <= day <= calendar.monthrange(max(year, 1), month)[1]:
            continue
        if not passage.is_address(match.start()):
            words = passage.text[before.start() : match.end()]
            advised = f"{month} 月没有 {day} 日。" if not before["year"] and 1 <= month <= 12 else advice(f"{year}-{month}-{day}")
            yield Fault(*passage.place(before.start()), f"没有这一天：{quoted(words)}", advised)


def _stated(subject: Subject, pattern: re.Pattern[str], sign: str) -> Iterator[tuple[re.Match[str], date]]:
    """What the body says of this document's own dates."""
    text = subject.prose.without_code if sign in subject.document.body else ""
    for match in pattern.finditer(text):
        day = _day(*match.groups()[-3:])
        if day:
            yield match, day


@document_rule("SD002", "施行日期与“生效日期”不一致", Severity.WARNING)
def other_beginning(subject: Subject) -> Iterator[Fault]:
    """本区的文件写明“本办法自某日起施行”的，与“生效日期”一致。

    不通过：

    ```file
    ---
    标题: 示例标题
    发布机构: 昆明市西山区人民政府
    发布日期: 2016-12-21
    生效日期: 2017-01-01
    公开属性: 主动公开
    公开方式: [政府网站]
    ---
    本办法自2017年3月1日起施行。
    ```

    通过：正文“本办法自2016年12月21日起施行”，元数据 `生效日期: 2016-12-21`。
    """
    effective = subject.document.effective_on
    if effective is None or not subject.is_own:
        return
    for match, day in _stated(subject, BEGINS, "日起"):
        if day != effective and ITSELF.search(match.string, max(0, match.start() - SPAN), match.start()):
            message = f"文中自 {day} 起施行，“生效日期”是 {effective}"
            yield Fault(*subject.prose.place(match.start()), message, f"生效日期: {day}")


@document_rule("SD003", "有效期与“失效日期”不一致", Severity.WARNING)
def other_end(subject: Subject) -> Iterator[Fault]:
    """本区的文件写明“本办法有效期至某日”的，“失效日期”是那一天或次日。

    不通过：

    ```file
    ---
    标题: 示例标题
    发布机构: 昆明市西山区人民政府
    发布日期: 2016-12-21
    失效日期: 2021-01-01
    公开属性: 主动公开
    公开方式: [政府网站]
    ---
    本办法自印发之日起施行，有效期至2019年12月31日。
    ```

    通过：正文“有效期至2021年12月20日”，元数据 `失效日期: 2021-12-21`。
    """
    expires = subject.document.expires_on
    if expires is None or not subject.is_own:
        return
    for match, day in _stated(subject, ENDS, "有效期"):
        sentence = re.split(r"[。；\n]", match.string[max(0, match.start() - 2 * SPAN) : match.start()])[-1]
        if abs((expires - day).days) > 1 and re.search(SELF, sentence):
            message = f"文中有效期至 {day}，“失效日期”是 {expires}"
            yield Fault(*subject.prose.place(match.start()), message, f"失效日期: {day + timedelta(days=1)}")


@document_rule("SD004", "落款日期与“成文日期”不一致", Severity.WARNING)
def other_signing(subject: Subject) -> Iterator[Fault]:
    """本区的文件末尾有落款日期的，就是“成文日期”（GB/T 9704-2012，7.3.5）。

    不通过：

    ```file
    ---
    标题: 示例标题
    发布机构: 昆明市西山区人民政府
    成文日期: 2016-12-20
    发布日期: 2016-12-21
    公开属性: 主动公开
    公开方式: [政府网站]
    ---
    请遵照执行。

    2016年12月18日
    ```

    通过：末行“2016年12月20日”，元数据 `成文日期: 2016-12-20`。
    """
    document = subject.document
    if document.signed_on is None or not subject.is_own:
        return
    text = document.body.rstrip()
    start, last = len(text), ""
    while start > 0 and (not last or NOTE.match(last)):  # （此件公开发布） stands below the date
        end = len(text[:start].rstrip())
        start = text.rfind("\n", 0, end) + 1
        last = text[start:end].strip()
    match = SIGNED.match(last)
    day = _day(*match.groups()) if match else None
    if day and day != document.signed_on:
        message = f"落款日期 {day}，“成文日期”是 {document.signed_on}"
        yield Fault(*subject.prose.place(start), message, "核对两个日期。")
    stamped = re.search(WHOLE, document.signature)
    day = _day(*stamped.groups()) if stamped else None
    if day and day != document.signed_on:
        message = f"署名中的日期 {day}，“成文日期”是 {document.signed_on}"
        yield subject.at("signature", message, "核对两个日期。")
