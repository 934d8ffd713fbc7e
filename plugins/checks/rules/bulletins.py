"""Is a bulletin issue numbered, and does its table of contents name documents that it may print?

国办发〔2018〕22号: a bulletin carries its own government's and departments' documents, in principle none of
higher governments. (Its advertisements are in `advertisements`.)
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from operator import attrgetter

from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.kinds import BULLETIN
from plugins.gazette.numbers import IssueNumber
from plugins.gazette.values import Value

from ..registry import corpus_rule, document_rule, related_rule
from ..subject import Context, Fault, RelatedSubject, Subject, quoted
from .relations import ADVICE

FAMILY = "公报"


@document_rule("BU001", "认不出的期号")
def unknown_issue(subject: Subject) -> Iterator[Fault]:
    """期号写作“2016年第6期”，合刊写作“2016年第5、6期”，增刊写作“2016年增刊第1期”或“2016年第6期增刊”；放在以年份命名的文件夹里时可以只写“6”。

    通过（公报）：

    ```yaml
    期号: 2016年第6期
    ```

    不通过（公报）：

    ```yaml
    期号: 2016年冬季号
    ```
    """
    text = subject.text("issue")
    if text and subject.document.issue is None:
        yield subject.at("issue", f"认不出的期号{quoted(text)}", "写作 2016年第6期 的形式。")


@document_rule("BU007", "认不出的总期号", Severity.WARNING)
def unknown_total(subject: Subject) -> Iterator[Fault]:
    """总期号写作“总第738期”；合刊占两个号的写作“总第738、739期”。

    通过（公报）：

    ```yaml
    总期号: 总第738期
    ```

    不通过（公报）：

    ```yaml
    总期号: 总第七百期
    ```
    """
    document = subject.document
    if document.total_text and document.total_issue is None:
        yield subject.at("total_issue", f"认不出的总期号{quoted(document.total_text)}", "写作 总第738期 的形式。")


@document_rule("BU002", "目录的形式不对")
def malformed_contents(subject: Subject) -> Iterator[Fault]:
    """公报的目录是栏目的列表，每个栏目有“栏目”（名称）和“文件”（列表）。

    通过（公报）：

    ```yaml
    目录: [{栏目: 区政府文件, 文件: [policies/2016/a.md]}]
    ```

    不通过（公报）：

    ```yaml
    目录: [{栏目: 区政府文件}]
    ```
    """
    entry = subject.entry("contents")
    if entry is None or not entry.value.data:
        return
    if entry.value.kind != "list":
        yield Fault.at(entry.value, "“目录”应是栏目的列表", "每个栏目以“- 栏目: 名称”开头，下写“文件: [...]”。")
        return
    for item in entry.value.items:
        if message := _section_fault(item):
            yield Fault.at(item, message, "{栏目: 区政府文件, 文件: [索引号或路径]}")


def _section_fault(item: Value) -> str:
    pairs = {key.text: value for key, value in item.pairs}
    unknown = [key for key in pairs if key not in ("栏目", "文件")]
    if item.kind != "mapping":
        return f"“目录”的一项不是栏目：{quoted(item.text)}"
    if "栏目" not in pairs or not pairs["栏目"].text:
        return "“目录”的一项没有“栏目”"
    if "文件" not in pairs or not any(article.text for article in pairs["文件"].items):
        return f"栏目{quoted(pairs['栏目'].text)}没有“文件”"
    return f"“目录”中有未知的名称{quoted(unknown[0])}" if unknown else ""


@related_rule("BU003", "目录中的文件不在本站", when=attrgetter("contents"))
def unresolved_article(subject: RelatedSubject) -> Iterator[Fault]:
    """公报目录所列的文件要在内容目录里。

    不通过（公报）：

    ```yaml
    目录: [{栏目: 区政府文件, 文件: [西政发〔1999〕99号]}]
    ```

    通过：`文件: [西政发〔2016〕1号]`，那份文件在内容目录里。
    """
    for section in subject.document.contents:
        for reference in section.articles:
            if subject.corpus.resolve(reference) is None:
                yield Fault.at(reference, f"目录中的文件不在本站：{quoted(reference.text)}", ADVICE)


@related_rule("BU004", "公报刊登上级文件", Severity.WARNING, when=attrgetter("contents"))
def higher_document(subject: RelatedSubject) -> Iterator[Fault]:
    """公报原则上不刊登上级政府及其部门的文件（国办发〔2018〕22号）。

    通过：目录只列本级政府和部门的文件。

    不通过：目录列了转载的国务院文件。
    """
    departments = subject.words.departments
    for section in subject.document.contents:
        for reference in section.articles:
            target = subject.corpus.resolve(reference)
            publisher = departments.find(target.publisher) if target is not None else None
            if target is not None and (target.is_reprint or (publisher is not None and not publisher.own)):
                message = f"公报原则上不刊登上级或转载的文件：{quoted(target.title)}"
                yield Fault.at(reference, message, "从目录中删去，或确认确需刊登。")


@related_rule("BU005", "目录的重复和循环", when=attrgetter("contents"))
def doubled_article(subject: RelatedSubject) -> Iterator[Fault]:
    """一期公报中一份文件只刊登一次；公报不刊登公报。

    不通过（公报）：

    ```yaml
    目录: [{栏目: 区政府文件, 文件: [policies/2016/a.md, policies/2016/a.md]}]
    ```

    通过：每份文件在目录里只列一次。
    """
    seen: set[str] = set()
    for section in subject.document.contents:
        for reference in section.articles:
            target = subject.corpus.resolve(reference)
            if target is None:
                continue
            if target.kind == BULLETIN:
                yield Fault.at(reference, f"公报不刊登公报：{quoted(reference.text)}", "改为所刊登的文件。")
            elif target.path in seen:
                yield Fault.at(reference, f"目录中重复的文件：{quoted(reference.text)}", "只留一处。")
            seen.add(target.path)


@corpus_rule("BU006", "期号重复")
def doubled_issue(context: Context) -> Iterator[tuple[Document, Fault]]:
    """一个期号只有一个文件；合刊占几个期号。

    通过：每个文件的期号不同。

    不通过：两个文件都写 `期号: 2016年第6期`；一个写 `期号: 2016年第5、6期`，另一个写 `期号: 2016年第6期`。
    """
    places: dict[tuple[int, int | None, int], tuple[IssueNumber, Document]] = {}
    for document in context.corpus.documents:
        issue = document.issue
        if issue is None or document.kind != BULLETIN:
            continue
        claimed = [(issue.year, issue.supplement, place) for place in range(issue.first, issue.last + 1)]
        known = [places.setdefault(place, (issue, document)) for place in claimed]
        taken = next(((number, other) for number, other in known if other.work_key != document.work_key), None)
        if taken:
            message = f"{taken[0]}已有文件 {context.options.label}/{taken[1].path}"
            yield document, context.about(document).at("issue", message, "核对期号。")


@corpus_rule("BU008", "总期号没有递增", Severity.WARNING)
def total_not_rising(context: Context) -> Iterator[tuple[Document, Fault]]:
    """后一期的总期号接着前一期，每期加一（合刊可以占一个号或两个号，增刊可以不占号）。中间缺的期没有收录的，不作检查。

    通过：第5期 `总期号: 总第86期`，第6期 `总期号: 总第87期`。

    不通过：第5期 `总期号: 总第87期`，第6期也是 `总期号: 总第87期`。
    """
    numbered = (d for d in context.corpus.documents if d.kind == BULLETIN and d.issue and d.total_issue)
    issues = [document for document in numbered if document.issue and document.issue.supplement is None]
    ordered = sorted(issues, key=lambda document: (document.issue, document.path))
    for earlier, later in pairwise(ordered):
        if earlier.total_issue and later.total_issue and later.total_issue.first <= earlier.total_issue.last:
            message = f"总期号（{later.total_issue}）不大于前一期（{earlier.issue}，{earlier.total_issue}）"
            yield later, context.about(later).at("total_issue", message, "核对两期的总期号。")
