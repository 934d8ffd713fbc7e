"""Was an important policy interpreted in step with its publication (三同步)?

国办发〔2016〕19号 and the starting document: an interpretation is drafted, approved and published together with its
policy, at the latest within three working days.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from plugins.gazette import working_days
from plugins.gazette.findings import Severity

from ..registry import related_rule
from ..subject import Fault, RelatedSubject, quoted

FAMILY = "政策解读（三同步）"
DAYS = 3


@related_rule("IP001", "应当解读而没有解读", when=attrgetter("needs_interpretation"))
def not_interpreted(subject: RelatedSubject) -> Iterator[Fault]:
    """写明“需要解读”的政策文件，应在发布后三个工作日内发布解读；过了期限仍没有的，是错误，还没到期限的提示一次。

    通过：

    ```yaml
    需要解读: 否
    ```

    不通过：

    ```yaml
    需要解读: 是
    ```
    """
    document, published = subject.document, subject.document.published_on
    if published is None or document.is_draft or subject.corpus.incoming("interprets", document):
        return
    last = working_days.after(published, DAYS)
    advice = "在 interpretations 栏目发布解读，“解读”一项写这份文件。"
    if subject.options.today > last:
        message = f"这份文件需要解读，至 {last}（发布后{DAYS}个工作日）没有发布解读"
        yield subject.at("needs_interpretation", message, advice)
    else:
        message = f"这份文件需要解读，应在 {last} 前发布"
        yield subject.at("needs_interpretation", message, advice, Severity.NOTE)


@related_rule("IP002", "解读晚于期限", Severity.WARNING, when=attrgetter("needs_interpretation"))
def interpreted_late(subject: RelatedSubject) -> Iterator[Fault]:
    """解读与政策文件同步发布，最迟在文件发布后三个工作日内。

    通过：文件 12 月 21 日发布，解读 12 月 22 日发布。

    不通过：文件 12 月 21 日发布，解读次年 1 月才发布。
    """
    document, published = subject.document, subject.document.published_on
    days = [d.published_on for d in subject.corpus.incoming("interprets", document) if d.published_on]
    if published is None or not days:
        return
    last = working_days.after(published, DAYS)
    if min(days) > last:
        message = f"解读发布于 {min(days)}，晚于期限 {last}（发布后{DAYS}个工作日）"
        yield subject.at("needs_interpretation", message, "今后与文件同步发布解读。")


@related_rule("IP003", "解读早于所解读的文件", Severity.WARNING, when=attrgetter("interprets"))
def interpretation_before_policy(subject: RelatedSubject) -> Iterator[Fault]:
    """解读不早于所解读的文件发布。

    通过：解读与文件同日或在其后发布。

    不通过：解读 12 月 20 日发布，文件 12 月 21 日发布。
    """
    own = subject.document.published_on
    for reference in subject.document.interprets:
        target = subject.corpus.resolve(reference)
        day = target.published_on if target is not None and target.path != subject.document.path else None
        if own and day and own < day:
            message = f"解读（{own}）早于所解读的文件（{day}）：{quoted(reference.text)}"
            yield Fault.at(reference, message, "核对两份文件的发布日期。")
