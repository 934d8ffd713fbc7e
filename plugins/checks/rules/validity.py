"""Does a document rest on texts that hold on its day, and do its fields say of other texts what its own words say?

规范性文件 are kept current by clean-up (国办发〔2018〕37号): what is repealed is no basis any more, and a repeal that only
the text speaks of does not reach the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

from plugins.gazette.citations import Citation
from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.kinds import QUESTION, SERVICE
from plugins.gazette.relations import BY_ID
from plugins.gazette.roles import BASIS, ENDS, PAST
from plugins.gazette.validity import Status, Validity

from ..registry import related_rule
from ..subject import Fault, RelatedSubject, quoted

FAMILY = "文件的效力"
OVER = (Status.REPEALED, Status.EXPIRED)
APPLYING = (QUESTION, SERVICE)  # kinds that apply a text though they have no validity of their own
NUMBER_OR_NAME = 40  # characters of a title that a message repeats


def _relies(document: Document) -> bool:
    return any(citation.role == BASIS for citation in document.citations)


def _cites_clause(document: Document) -> bool:
    return any(c.anchor and not c.is_own and c.role != PAST for c in document.citations)


def _ends(document: Document) -> bool:
    return any(citation.role == ENDS for citation in document.citations)


def _cited(subject: RelatedSubject, role: str) -> Iterator[tuple[Citation, Document]]:
    """The documents here that the text cites in this role, each of them once."""
    seen = {subject.document.work_key}
    for citation in subject.document.citations:
        target = subject.corpus.cited(subject.document, citation).document if citation.role == role else None
        if target is not None and target.work_key not in seen:
            seen.add(target.work_key)
            yield citation, target


def _found(subject: RelatedSubject, target: Document) -> Validity | None:
    """Whether a text held on the day of this document; None when the day is not known, or this document changed it."""
    day = subject.document.version_date
    found = subject.corpus.validity(target, day) if day else None
    own = found is not None and found.cause is not None and found.cause.work_key == subject.document.work_key
    return None if own else found


def _cause(found: Validity) -> str:
    return f"（{found.cause.title[:NUMBER_OR_NAME]}）" if found.cause else ""


@related_rule("VA001", "文中依据的文件已经失效", Severity.WARNING, when=_relies)
def relies_on_what_is_over(subject: RelatedSubject) -> Iterator[Fault]:
    """本区的文件依据、执行的文件，成文时要有效。句中说明对方已经废止、失效或修订的，不在此列；解读、年报等说明往事的也不查。

    通过：“根据《甲办法》”，《甲办法》在本文件成文时有效。

    不通过：“根据《甲办法》，现通知如下”，《甲办法》上一年已经废止。
    """
    kind = subject.kind
    if not subject.is_own or not (kind.lasting or kind.attributed or kind.id in APPLYING):
        return
    for citation, target in _cited(subject, BASIS):
        found = _found(subject, target)
        if found is not None and found.status in OVER:
            message = f"依据的{quoted(target.title)}已于 {found.since} {found.status}{_cause(found)}"
            yield Fault.at(citation, message, "改为现行有效的依据；只是说明过去的，写明“已废止”。")


@related_rule("VA002", "引用的条文是修改以前的", Severity.WARNING, when=_cites_clause)
def cites_superseded_clause(subject: RelatedSubject) -> Iterator[Fault]:
    """本区的文件引用第几条时，所引的文本要是现行的：以文号引旧版本的，或对方已被修改而本站没有修改后的文本的，条号可能已经变动。

    通过：引现行文本的文号和条文。

    不通过：引已经修改的旧文本的文号和第三条。
    """
    seen = {subject.document.work_key}
    for citation in subject.document.citations if subject.is_own else ():
        asked = citation.anchor and not citation.is_own and citation.role != PAST
        target = subject.corpus.cited(subject.document, citation).document if asked else None
        if target is None or target.work_key in seen:
            continue
        seen.add(target.work_key)
        found = _found(subject, target)
        if found is not None and found.status is Status.AMENDED:
            message = f"{quoted(target.title)}已于 {found.since} 修改{_cause(found)}，所引的条文是修改以前的"
            yield Fault.at(citation, message, "核对修改后的条文，改用新的文号；确指旧文本的，写明“修改前的”。")


@related_rule("VA003", "依据的是旧版本", Severity.WARNING, when=attrgetter("basis"))
def basis_is_old_version(subject: RelatedSubject) -> Iterator[Fault]:
    """本区的文件以某一版本为依据的（写了该版本的路径、文号），那一版本要是成文时现行的。

    通过：`依据` 写现行版本。

    不通过：`依据: [policies/2016/甲办法/2016-01-01.md]`，2018 年已有新版本。
    """
    day = subject.document.version_date
    for reference in subject.document.basis if day and subject.is_own else ():
        target = subject.corpus.resolve(reference, day)
        found = _found(subject, target) if target is not None else None
        newer = found.cause if found is not None and found.status is Status.AMENDED else None
        if target is not None and newer is not None and newer.work_key == target.work_key:
            message = f"依据的是旧版本，{newer.in_force_from} 起施行新版本：{quoted(reference.text)}"
            yield Fault.at(reference, message, newer.number_text or newer.path)


@related_rule(
    "VA004", "解读、执行的文件已经失效", Severity.WARNING, when=lambda d: d.interprets or d.executes or d.results_of
)
def about_what_is_over(subject: RelatedSubject) -> Iterator[Fault]:
    """解读、执行情况、实施结果发布以前，所指的文件不应已经废止；解读的，也不应已经失效（规划期满后公布结果的，不在此列）。

    通过：`解读` 现行有效的文件。

    不通过：`解读` 上一年已经废止的文件。
    """
    day = subject.document.version_date
    for relation in ("interprets", "executes", "results_of") if day else ():
        over = OVER if relation == "interprets" else OVER[:1]
        for reference in getattr(subject.document, relation):
            target = subject.corpus.meant(subject.document, BY_ID[relation], reference)
            found = _found(subject, target) if target is not None else None
            if found is not None and found.status in over and found.since != day:
                message = f"“{BY_ID[relation].key}”所指的文件已于 {found.since} {found.status}{_cause(found)}"
                yield Fault.at(reference, f"{message}：{quoted(reference.text)}", "改为现行有效的文件，或核对日期。")


@related_rule("VA005", "互相废止", when=attrgetter("repeals"))
def repeal_each_other(subject: RelatedSubject) -> Iterator[Fault]:
    """两份文件不能互相废止。

    通过：乙文件 `废止` 甲文件。

    不通过：甲文件 `废止` 乙文件，乙文件又 `废止` 甲文件。
    """
    others = {other.path for other in subject.corpus.incoming("repeals", subject.document)}
    for reference in subject.document.repeals:
        target = subject.corpus.meant(subject.document, BY_ID["repeals"], reference)
        if target is not None and target.path in others:
            message = f"两份文件互相废止：{quoted(reference.text)}的“废止”也写了本文件"
            yield Fault.at(reference, message, "较早的一份不能废止较晚的，删去其中一项。")


@related_rule("VA006", "文中废止的文件没有写入“废止”", Severity.WARNING, when=_ends)
def repeals_in_words_only(subject: RelatedSubject) -> Iterator[Fault]:
    """本区的文件写明“《X》同时废止”的，“废止”一项要列出这份文件，目录中它的有效性才会改变。

    通过：正文“《甲办法》（西政发〔2016〕1号）同时废止”，元数据 `废止: [西政发〔2016〕1号]`。

    不通过：正文写了同时废止《甲办法》，元数据没有写 `废止`。
    """
    document, corpus = subject.document, subject.corpus
    named = {other.work_key for other in corpus.outgoing("repeals", document)} if subject.is_own else set()
    for citation, target in _cited(subject, ENDS) if subject.is_own else ():
        found = _found(subject, target)
        known = target.work_key in named or (found is not None and found.status in OVER)
        if not known and not citation.anchor:
            name = target.number_text or target.path
            message = f"文中写明{quoted(citation.text)}废止，“废止”一项没有列出"
            yield Fault.at(citation, message, f"废止: [{name}]")
