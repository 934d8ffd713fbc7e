"""Is a normative document still meant to apply when its term is over?

The terms are settings (`gazette.review.ReviewTerms`): no number of years was found that binds this district, so these
rules advise and never refuse.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plugins.gazette import review
from plugins.gazette.findings import Severity

from ..registry import related_rule
from ..subject import Fault, RelatedSubject

FAMILY = "规范性文件的清理"
ADVICE = "评估后写明“失效日期”，或发布修改后的版本，或由另一份文件“废止”。"


def _end(subject: RelatedSubject) -> date | None:
    """When the term of an own document that still applies is over."""
    document = subject.document
    if not subject.is_own or not subject.corpus.validity(document, subject.options.today).status.applies:
        return None
    return review.due(document, subject.options.review_terms)


@related_rule("RV001", "规范性文件已到复核期限", Severity.NOTE, when=review.is_normative)
def overdue(subject: RelatedSubject) -> Iterator[Fault]:
    """没有写失效日期的规范性文件，施行满一定年限后要评估：继续有效的重新公布，不再适用的修改或废止。

    年限没有统一规定，在设置 `review_terms` 中写明；默认一般 5 年，名称有“试行”“暂行”的 2 年，所以只作提示。

    通过：

    ```yaml
    规范性文件: 是
    失效日期: 2028-12-21
    ```

    不通过：

    ```yaml
    规范性文件: 是
    ```
    """
    end = _end(subject)
    if end is not None and subject.document.expires_on is None and end <= subject.options.today:
        yield subject.at("normative", f"规范性文件已于 {end} 到复核期限，仍列为有效", ADVICE)


@related_rule("RV002", "规范性文件将到期限", Severity.NOTE, when=review.is_normative)
def soon(subject: RelatedSubject) -> Iterator[Fault]:
    """规范性文件将要失效，或将到复核期限的，在此之前评估是否继续执行（提前的月数也在 `review_terms` 中，默认 6 个月）。

    不通过：

    ```yaml
    规范性文件: 是
    失效日期: 2027-01-31
    ```

    通过：`失效日期: 2031-12-31`，还有几年。
    """
    end, today = _end(subject), subject.options.today
    if end is not None and end > today and review.is_near(end, subject.options.review_terms, today):
        what = "失效" if subject.document.expires_on else "到复核期限"
        name = "expires_on" if subject.document.expires_on else "normative"
        yield subject.at(name, f"规范性文件将于 {end} {what}", "评估是否继续执行；继续执行的，在此之前重新公布。")
