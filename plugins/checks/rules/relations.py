"""Do the documents named as 解读, 修改 and 废止 exist, and does the relation make sense?

What 依据 names is often a document of a higher government that is not here: that is no fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from plugins.gazette.documents import Document, Reference
from plugins.gazette.findings import Severity
from plugins.gazette.index_numbers import IndexNumber
from plugins.gazette.kinds import INTERPRETATION, PAGE
from plugins.gazette.relations import BY_ID, RELATIONS
from plugins.gazette.titles import title_key

from ..registry import related_rule
from ..subject import Fault, RelatedSubject, quoted

FAMILY = "文件之间的关系"
ALL_NAMES = {relation.id: relation.key for relation in RELATIONS}
NAMES = {relation.id: relation.key for relation in RELATIONS if relation.id != "basis"}
PATH = re.compile(r"(?:content/|/)?(?:[a-z][a-z0-9-]*/.+|[^/《》]+\.md)$")  # GB/T 9704 is none
ADVICE = "写对方的索引号、文号、文件路径（如 policies/2016/a.md）或《标题》，须与对方文件一致。"


def _names_others(document: Document) -> bool:
    return any(getattr(document, relation) for relation in NAMES)


def _names_any(document: Document) -> bool:
    return any(getattr(document, relation) for relation in ALL_NAMES)


def _named(
    subject: RelatedSubject, relations: Iterable[str] = NAMES
) -> Iterator[tuple[str, Reference, Document | None]]:
    for relation in relations:
        for reference in getattr(subject.document, relation):
            yield relation, reference, subject.corpus.meant(subject.document, BY_ID[relation], reference)


def _is_of_this_site(subject: RelatedSubject, text: str) -> bool:
    """Whether a reference can only mean a file of this tree: a path, or an 索引号 of the district's own bodies."""
    number = IndexNumber.parse(text, subject.words.index_patterns)
    if number is None:
        return bool(PATH.match(text.strip()))
    return any(department.own and department.code == number.organisation for department in subject.words.departments)


@related_rule("RL001", "找不到所指的文件", when=_names_any)
def unresolved(subject: RelatedSubject) -> Iterator[Fault]:
    """“解读”“修改”“废止”“征集”“决策”等所指的文件要在内容目录里，用索引号、文号、路径或《标题》指明。转载文件修改、废止的文件不在本站的，只作警告。

    “依据”常是上级的文件，不必在本站；写了路径或本区的索引号的，才要找得到。

    不通过：

    ```yaml
    废止: [西政发〔1999〕99号]
    ```

    通过：`废止: [西政发〔2016〕1号]`，那份文件在内容目录里。
    """
    for relation, reference, target in _named(subject):
        if target is None:
            lenient = relation in ("amends", "repeals") and not subject.is_own
            message = f"“{NAMES[relation]}”所指的文件不在本站：{quoted(reference.text)}"
            yield Fault.at(reference, message, ADVICE, Severity.WARNING if lenient else None)
    for reference in subject.document.basis:
        if subject.corpus.resolve(reference) is None and _is_of_this_site(subject, reference.text):
            yield Fault.at(reference, f"“依据”所指的文件不在本站：{quoted(reference.text)}", ADVICE)


@related_rule("RL002", "文件指向自身", when=_names_any)
def itself(subject: RelatedSubject) -> Iterator[Fault]:
    """文件不能以自身为依据，不能解读、修改或废止自身。新版本取代旧版本由版本的日期表示，不必写“废止”。

    不通过：

    ```yaml
    废止: [《示例标题》]
    ```

    通过：`废止` 指另一份文件。
    """
    for relation, reference, target in _named(subject, ALL_NAMES):
        if target is not None and target.path == subject.document.path:
            message = f"“{ALL_NAMES[relation]}”所指的是本文件自身：{quoted(reference.text)}"
            yield Fault.at(reference, message, "删去这一项，或改为所指的另一份文件。")


@related_rule("RL003", "解读的解读", when=_names_others)
def interpretation_of_interpretation(subject: RelatedSubject) -> Iterator[Fault]:
    """解读的对象是政策文件，不是另一篇解读。

    通过：`解读` 指政策文件。

    不通过：`解读: [interpretations/2016/b.md]`，指的是另一篇解读。
    """
    for relation, reference, target in _named(subject):
        both = relation == "interprets" and target is not None and target.path != subject.document.path
        if both and target is not None and target.kind == INTERPRETATION:
            message = f"“解读”所指的是另一篇解读：{quoted(reference.text)}"
            yield Fault.at(reference, message, "改为所解读的政策文件。")


@related_rule("RL004", "废止、修改晚于本文件的文件", Severity.WARNING, when=_names_others)
def later_target(subject: RelatedSubject) -> Iterator[Fault]:
    """被废止、被修改的文件应早于本文件。

    通过：2018 年的文件 `废止` 2016 年的文件。

    不通过：2016 年的文件 `废止` 2018 年的文件。
    """
    own = subject.document.in_force_from
    for relation, reference, target in _named(subject):
        day = target.version_date if target is not None else None
        if relation in ("amends", "repeals") and own and day and day > own:
            message = f"“{NAMES[relation]}”所指的文件（{day}）晚于本文件（{own}）：{quoted(reference.text)}"
            yield Fault.at(reference, message, "核对两份文件的日期。")


@related_rule("RL005", "修改了文件却没有新的文本", Severity.WARNING, when=lambda document: document.amends)
def amended_without_version(subject: RelatedSubject) -> Iterator[Fault]:
    """修改本区的文件后，要发布修改后的全文：在那份文件的文件夹里加一个以日期命名的新版本。

    通过：修改《办法》的决定，和 `办法/2018-03-01.md` 修改后的全文一同发布。

    不通过：只有修改《办法》的决定，没有修改后的全文。
    """
    own = subject.document.version_date
    for reference in subject.document.amends if own and subject.is_own else ():
        target = subject.corpus.resolve(reference)
        work = subject.corpus.work_of.get(target.path) if target is not None else None
        if target is not None and work is not None and own and not any((v.version_date or own) >= own for v in work.versions):
            message = f"修改了{quoted(target.title)}，没有发布修改后的文本"
            yield Fault.at(reference, message, "在那份文件的文件夹里加上修改后的全文，以日期命名。")


@related_rule("RL007", "所指的标题不止一份文件", when=_names_others)
def ambiguous_title(subject: RelatedSubject) -> Iterator[Fault]:
    """用《标题》指明一份文件时，本站不能有几份文件同名；同名的用文号、索引号或路径指明。

    通过：`解读: [西政发〔2016〕1号]`。

    不通过：`解读: [《关于做好防汛工作的通知》]`，本站有两份文件叫这个名称。
    """
    for relation, reference, target in _named(subject):
        owners = subject.corpus.works_of_title.get(title_key(reference.text.strip().strip("《》")), ())
        if target is not None and len(owners) > 1:
            message = f"“{NAMES[relation]}”所指的标题有 {len(owners)} 份文件：{quoted(reference.text)}"
            yield Fault.at(reference, message, "改写文号、索引号或文件路径。")


@related_rule("RL008", "所指的文件种类不对", when=_names_others)
def wrong_kind(subject: RelatedSubject) -> Iterator[Fault]:
    """“征集”“反馈”指意见征集，“决策”指重大决策；“解读”“执行”等指文件，不是单独的页面。

    通过：`征集: [consultations/2016/a.md]`，指的是意见征集。

    不通过：`征集: [policies/2016/a.md]`，指的是政策文件。
    """
    for relation, reference, target in _named(subject):
        wanted = BY_ID[relation].targets
        if target is not None and wanted and target.kind not in wanted:
            kinds = subject.words.kinds
            message = f"“{NAMES[relation]}”应指{kinds.find(wanted[0]).name}，所指的是{kinds.find(target.kind).name}"
            yield Fault.at(reference, f"{message}：{quoted(reference.text)}", f"改为{kinds.find(wanted[0]).name}的文件。")
        elif target is not None and target.kind == PAGE:
            message = f"“{NAMES[relation]}”所指的是一个页面，不是文件：{quoted(reference.text)}"
            yield Fault.at(reference, message, "改为所指的文件。")


@related_rule("RL009", "一份文件列了两次", Severity.WARNING, when=_names_any)
def named_twice(subject: RelatedSubject) -> Iterator[Fault]:
    """“依据”“解读”“修改”“废止”等各项中，一份文件只列一次。

    不通过：

    ```yaml
    依据: [国发〔2016〕1号, 国发〔2016〕1号]
    ```

    通过：同一份文件在一个字段里只写一次。
    """
    seen: set[tuple[str, str]] = set()
    for relation, reference, target in _named(subject, ALL_NAMES):
        name = (relation, target.path if target is not None else reference.text)
        if name in seen:
            yield Fault.at(reference, f"“{ALL_NAMES[relation]}”中重复的文件：{quoted(reference.text)}", "只留一处。")
        seen.add(name)
