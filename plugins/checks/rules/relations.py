"""Do the documents named as 解读, 修改 and 废止 exist, and does the relation make sense?

What 依据 names is often a document of a higher government that is not here: that is no fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.gazette.documents import Document, Reference
from plugins.gazette.findings import Severity
from plugins.gazette.kinds import INTERPRETATION

from ..registry import related_rule
from ..subject import Fault, RelatedSubject, quoted

FAMILY = "文件之间的关系"
RELATIONS = {"interprets": "解读", "amends": "修改", "repeals": "废止"}
ADVICE = "写对方的索引号、文号、文件路径（如 policies/2016/a.md）或《标题》，须与对方文件一致。"


def _named(subject: RelatedSubject) -> Iterator[tuple[str, Reference, Document | None]]:
    for relation in RELATIONS:
        for reference in getattr(subject.document, relation):
            yield relation, reference, subject.corpus.resolve(reference)


@related_rule("RL001", "找不到所指的文件")
def unresolved(subject: RelatedSubject) -> Iterator[Fault]:
    """“解读”“修改”“废止”所指的文件要在内容目录里，用索引号、文号、路径或《标题》指明。转载文件修改、废止的文件不在本站的，只作警告。

    不通过：

    ```yaml
    废止: [西政发〔1999〕99号]
    ```
    """
    for relation, reference, target in _named(subject):
        if target is None:
            lenient = relation != "interprets" and not subject.is_own
            message = f"“{RELATIONS[relation]}”所指的文件不在本站：{quoted(reference.text)}"
            yield Fault.at(reference, message, ADVICE, Severity.WARNING if lenient else None)


@related_rule("RL002", "文件指向自身")
def itself(subject: RelatedSubject) -> Iterator[Fault]:
    """文件不能解读、修改或废止自身。新版本取代旧版本由版本的日期表示，不必写“废止”。

    不通过：

    ```yaml
    废止: [《示例标题》]
    ```
    """
    for relation, reference, target in _named(subject):
        if target is not None and target.path == subject.document.path:
            message = f"“{RELATIONS[relation]}”所指的是本文件自身：{quoted(reference.text)}"
            yield Fault.at(reference, message, "删去这一项，或改为所指的另一份文件。")


@related_rule("RL003", "解读的解读")
def interpretation_of_interpretation(subject: RelatedSubject) -> Iterator[Fault]:
    """解读的对象是政策文件，不是另一篇解读。"""
    for relation, reference, target in _named(subject):
        both = relation == "interprets" and target is not None and target.path != subject.document.path
        if both and target is not None and target.kind == INTERPRETATION:
            message = f"“解读”所指的是另一篇解读：{quoted(reference.text)}"
            yield Fault.at(reference, message, "改为所解读的政策文件。")


@related_rule("RL004", "废止、修改晚于本文件的文件", Severity.WARNING)
def later_target(subject: RelatedSubject) -> Iterator[Fault]:
    """被废止、被修改的文件应早于本文件。"""
    own = subject.document.in_force_from
    for relation, reference, target in _named(subject):
        day = target.version_date if target is not None else None
        if relation != "interprets" and own and day and day > own:
            message = f"“{RELATIONS[relation]}”所指的文件（{day}）晚于本文件（{own}）：{quoted(reference.text)}"
            yield Fault.at(reference, message, "核对两份文件的日期。")
