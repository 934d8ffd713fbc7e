"""Does a 更正 say which issue of the bulletin it corrects, and was that printed there?

A printed issue is never changed: what it has wrong, a later one puts right, and both say so. That the issue named is on
this site, and is one, is asked of every relation (see `relations`).
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from plugins.gazette.documents import Correction, Document
from plugins.gazette.fields import parse_page
from plugins.gazette.kinds import BULLETIN
from plugins.gazette.relations import BY_ID
from plugins.gazette.values import Value

from ..registry import document_rule, related_rule
from ..subject import Fault, RelatedSubject, Subject, quoted

FAMILY = "公报的更正"
KEYS = ("公报", "文件", "页", "误", "正")
FORM = "{公报: 2016年第5期, 文件: 文号或路径, 页: 12, 误: 错印的文字, 正: 正确的文字}"


@document_rule("BU011", "更正的形式不对")
def malformed_correction(subject: Subject) -> Iterator[Fault]:
    """“更正”是列表，每一项写明更正的是哪一期（公报）、错在哪里（误）和应当怎样（正）；还可以写文件和页。

    通过（公报）：

    ```yaml
    更正: []
    ```

    不通过（公报）：

    ```yaml
    更正: [{公报: 2016年第5期, 误: 十二月}]
    ```
    """
    entry = subject.entry("corrections")
    if entry is None or not entry.value.data:
        return
    if entry.value.kind != "list":
        yield Fault.at(entry.value, "“更正”应是列表", f"每一项写作 {FORM}")
        return
    for item in entry.value.items:
        if message := _fault(item):
            yield Fault.at(item, message, FORM)


def _fault(item: Value) -> str:
    if item.kind != "mapping":
        return f"“更正”的一项没有写明公报、误和正：{quoted(item.text)}"
    texts = {key.text: value.text for key, value in item.pairs}
    lacking = next((key for key in ("公报", "误", "正") if not texts.get(key)), "")
    unknown = next((key for key in texts if key not in KEYS), "")
    if lacking or unknown:
        return f"“更正”的一项没有“{lacking}”" if lacking else f"“更正”中有未知的名称{quoted(unknown)}"
    if texts.get("页") and parse_page(texts["页"]) is None:
        return f"“更正”的页不是页码：{quoted(texts['页'])}"
    return f"“误”和“正”相同：{quoted(texts['误'])}" if texts["误"] == texts["正"] else ""


@related_rule("BU012", "更正与所更正的公报不符", when=attrgetter("corrections"))
def impossible_correction(subject: RelatedSubject) -> Iterator[Fault]:
    """更正的是以前的一期，所写的文件是那一期刊登的。

    通过：2016年第6期更正2016年第5期刊登的文件。

    不通过：2016年第5期更正2016年第6期；更正的文件不在那一期的目录里。
    """
    for correction in subject.document.corrections:
        issue = subject.corpus.meant(subject.document, BY_ID["corrects"], correction.issue)
        if issue is not None and issue.kind == BULLETIN:
            yield from _faults(subject, correction, issue)


def _faults(subject: RelatedSubject, correction: Correction, issue: Document) -> Iterator[Fault]:
    own, named = subject.document.published_on, correction.document
    if own and issue.published_on and issue.path != subject.document.path and issue.published_on >= own:
        message = f"更正的公报（{issue.published_on}）不早于本期（{own}）：{quoted(correction.issue.text)}"
        yield Fault.at(correction.issue, message, "核对期号和两期的发布日期。")
    if named is None:
        return
    printed = (subject.corpus.resolve(one, issue.published_on) for section in issue.contents for one in section.articles)
    target = subject.corpus.resolve(named, issue.published_on)
    if target is None or target.path not in {document.path for document in printed if document}:
        message = f"{issue.issue or issue.title}没有刊登更正的文件：{quoted(named.text)}"
        yield Fault.at(named, message, "写那一期目录中的索引号、文号或路径。")
