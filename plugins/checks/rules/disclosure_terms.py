"""Is a document disclosed in time, and does it promise to be?

政府信息公开条例 (State Council Order 711), Article 26: within twenty working days after it was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from plugins.gazette import working_days
from plugins.gazette.fields import parse_date
from plugins.gazette.findings import Severity
from plugins.gazette.numerals import chinese_number

from ..registry import document_rule
from ..subject import Fault, Subject, quoted
from .disclosure import OPEN

FAMILY = "公开时限"
YEAR = 365  # days; beyond it the year of signing is more likely mistyped
TERM = re.compile(
    r"^(?:.{0,24}?(?:\d{1,3}|[一二三四五六七八九十]{1,3})个?(?:工作日|日|天)(?:以?内)?|长期|即时|及时|随时|实时)(?:公开)?$"
)
LENGTH = re.compile(r"(?P<count>(?<!\d)\d{1,3}|[一二三四五六七八九十]{1,3})个?(?P<unit>工作日|日|天)(?:以?内)?(?:公开)?$")
WORKING_DAYS, CALENDAR_DAYS = 20, 30


@document_rule("DC007", "认不出的公开时限", Severity.WARNING)
def unreadable_term(subject: Subject) -> Iterator[Fault]:
    """公开时限写“20个工作日内”“长期”“即时”或日期。

    通过：

    ```yaml
    公开时限: 20个工作日内
    ```

    不通过：

    ```yaml
    公开时限: 尽快吧
    ```
    """
    text = subject.document.disclosure_deadline
    if text and not TERM.match(text) and parse_date(text) is None:
        yield subject.at("disclosure_deadline", f"认不出的公开时限{quoted(text)}", "20个工作日内")


@document_rule("DC008", "超过公开期限", Severity.WARNING)
def published_late(subject: Subject) -> Iterator[Fault]:
    """主动公开的信息自形成之日起二十个工作日内公开（政府信息公开条例第二十六条）；写了更短的公开时限的，按所写的时限。

    通过：

    ```yaml
    成文日期: 2016-12-20
    ```

    不通过：

    ```yaml
    成文日期: 2016-10-20
    ```
    """
    document, published = subject.document, subject.document.published_on
    if not (subject.is_own and document.disclosure == OPEN and document.signed_on and published):
        return
    own = _term(document.disclosure_deadline) if document.disclosure_deadline.endswith("内") else None
    terms = [Term(WORKING_DAYS, True), *([own] if own else [])]
    if (published - document.signed_on).days > min(term.days for term in terms):
        last = min(term.ends(document.signed_on) for term in terms)
        if published > last:
            message = f"成文日期 {document.signed_on}，应在 {last} 前公开，发布日期为 {published}"
            field = "signed_on" if (published - document.signed_on).days > YEAR else "published_at"
            yield subject.at(field, message, "核对日期；确已逾期的，今后及时公开。")


@document_rule("DC012", "公开时限过长", Severity.WARNING)
def too_long(subject: Subject) -> Iterator[Fault]:
    """公开时限不得超过二十个工作日（政府信息公开条例第二十六条）；按自然日写的，不超过三十日。法律、法规另有规定的除外。

    通过：

    ```yaml
    公开时限: 20个工作日内
    ```

    不通过：

    ```yaml
    公开时限: 30个工作日内
    ```
    """
    text = subject.document.disclosure_deadline
    term = _term(text)
    if term is not None and term.days > (WORKING_DAYS if term.working else CALENDAR_DAYS):
        yield subject.at("disclosure_deadline", f"公开时限{quoted(text)}超过二十个工作日", "20个工作日内")


class Term(NamedTuple):
    """So many days, or working days."""

    days: int
    working: bool

    def ends(self, day: date) -> date:
        """The last day of the term that begins on the day after this one."""
        return working_days.after(day, self.days) if self.working else day + timedelta(days=self.days)


def _term(text: str) -> Term | None:
    match = LENGTH.search(text)
    return Term(chinese_number(match["count"]), match["unit"] == "工作日") if match else None
