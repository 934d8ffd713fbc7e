"""Do the citations of a text agree with the documents that are here: clause, number, validity on its day?

What is not here can't be judged and is no fault: the page lists it as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.gazette.citations import Citation
from plugins.gazette.cited import Cited, lacks
from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.numbers import DocumentNumber
from plugins.gazette.numerals import NUMERAL, chinese_number, in_chinese
from plugins.gazette.titles import title_key
from plugins.gazette.validity import Status

from ..registry import document_rule, related_rule
from ..subject import Fault, RelatedSubject, Subject, quoted

FAMILY = "文中的引用"
NAMED = "办法|规定|细则|规则|条例|规程|规范|守则|章程"
MADE = re.compile(rf"制定本(?:实施)?({NAMED})(?=[。，])")
CALLED = re.compile(rf"本(?:实施)?(?P<name>{NAMED})(?=第)")
ANCHOR = re.compile(r" tiao-(\d+)(?= )")
# A clause of no document named: after a verb, or where a sentence or an article begins.
BARE = re.compile(rf"第(?<=[反照据合用除有。；，条 　]第)({NUMERAL})条(?=[规所第的])")
OTHER = re.compile(r"[《》“”]|[法例定章约程则]|办法|前款|该|修改|改为|增加")
LEAD = 120  # characters before a clause in which its document would be named
OVER = (Status.REPEALED, Status.EXPIRED)


def _cites(document: Document) -> bool:
    return any(not citation.is_own for citation in document.citations)


def _cites_clause(document: Document) -> bool:
    return any(citation.anchor and not citation.is_own for citation in document.citations)


def _cites_number(document: Document) -> bool:
    return any(citation.title and citation.number for citation in document.citations)


@related_rule("CT001", "引用的条文不存在", Severity.WARNING, when=_cites_clause)
def missing_clause(subject: RelatedSubject) -> Iterator[Fault]:
    """引用本站所载文件的第几条第几款第几项，要在本文件成文时有效的文本中。多半是条号写错，或那份文件已经修订。

    通过：引《办法》第三条，那份文件当时的文本有第三条。

    不通过：引《办法》第九十九条，那份文件只有二十条。
    """
    for citation in subject.document.citations:
        if citation.anchor and not citation.is_own:
            cited = subject.corpus.cited(subject.document, citation)
            if cited.document is not None and (cited.is_missing or _lacks(cited, citation)):
                message = f"引用的条文不在{quoted(cited.document.title)}中：{quoted(citation.text)}"
                yield Fault.at(citation, message, "核对条号，以及所引用的是哪一年的文本。")


def _lacks(cited: Cited, citation: Citation) -> bool:
    """Whether the 条 is there, and its 款 or 项 is not."""
    found = cited.anchor and cited.anchor != citation.anchor and cited.document is not None
    return bool(found and cited.document and lacks(cited.document.anchors, citation.anchor))


@related_rule("CT002", "引用的文号与标题不符", when=_cites_number)
def other_number(subject: RelatedSubject) -> Iterator[Fault]:
    """书名号后括号中的文号，要是那份文件的文号。年份也不同的，可能是同名的另一份文件；转载的文件：只作警告。

    通过：《甲办法》（西政发〔2016〕1号），那份文件的文号正是这个。

    不通过：《甲办法》（西政发〔2016〕2号），那份文件的文号是西政发〔2016〕1号。
    """
    for citation in subject.document.citations:
        number = DocumentNumber.parse(citation.number) if citation.title and citation.number else None
        target = _of_one_title(subject, citation) if number and not number.ordinal else None
        known = subject.corpus.work_of[target.path].numbers if target else frozenset()
        if number and target and known and number not in known:
            message = f"《{citation.title[:40]}》的文号是{quoted(target.number_text)}，文中写作{quoted(citation.number)}"
            certain = subject.is_own and number.year in {one.year for one in known}
            yield Fault.at(citation, message, target.number_text, None if certain else Severity.WARNING)


def _of_one_title(subject: RelatedSubject, citation: Citation) -> Document | None:
    """The document of the cited title, when one work alone bears it."""
    owners = subject.corpus.works_of_title.get(title_key(citation.title), ())
    return subject.corpus.resolve(f"《{citation.title}》") if len(owners) == 1 else None


@related_rule("CT003", "依据的文件已经失效", when=lambda document: document.basis)
def basis_not_in_force(subject: RelatedSubject) -> Iterator[Fault]:
    """“依据”中的文件，在本文件成文时要是有效的；已经废止、失效的不能作依据。转载的文件只作警告。

    通过：`依据` 的文件在本文件成文时有效。

    不通过：`依据` 的文件在本文件成文以前已经废止。
    """
    day = subject.document.version_date
    for reference in subject.document.basis if day else ():
        target = subject.corpus.resolve(reference, day)
        found = subject.corpus.validity(target, day) if target is not None and day else None
        if found is not None and target is not None and found.status in OVER:
            cause = f"（{found.cause.title[:40]}）" if found.cause else ""
            message = f"依据的文件已于 {found.since} {found.status}{cause}：{quoted(reference.text)}"
            yield Fault.at(reference, message, "改为现行有效的依据。", None if subject.is_own else Severity.WARNING)


@related_rule("CT004", "标题相同的文件不止一份", Severity.WARNING, when=_cites)
def ambiguous(subject: RelatedSubject) -> Iterator[Fault]:
    """本区的文件引用时，几份文件同名的，在书名号后写明文号。

    通过：《关于做好防汛工作的通知》（西政发〔2016〕1号）。

    不通过：只写《关于做好防汛工作的通知》，本站有两份文件叫这个名称。
    """
    if subject.is_own:
        for citation in subject.document.citations:
            if subject.corpus.is_ambiguous(citation):
                yield Fault.at(citation, f"本站有几份文件叫{quoted(citation.title)}", "在书名号后用括号写明文号。")


@document_rule("CT005", "引用本文件没有的条文", Severity.WARNING)
def own_clause_missing(subject: Subject) -> Iterator[Fault]:
    """“本办法第几条第几款第几项”要在本文件中。

    通过：

    ```text
    第一条 依照本办法第二条办理。
    第二条 本办法自公布之日起施行。
    ```

    不通过：

    ```text
    第一条 依照本办法第九条办理。
    第二条 本办法自公布之日起施行。
    ```
    """
    own = [citation for citation in subject.document.citations if citation.is_own]
    anchors = frozenset(subject.document.anchor_text.split()) if own else frozenset[str]()
    known = " " + subject.document.anchor_text.replace("-tiao-", " tiao-") + " " if own else ""
    if "tiao-1 " not in known:
        return  # a text without articles, or a part of a longer one
    for citation in own:
        article = "-".join(citation.anchor.split("-")[:2])
        if f" {article} " not in known and f" {article}-" not in known:
            yield Fault.at(citation, f"本文件没有这一条：{quoted(citation.text)}", "核对条号。")
        elif lacks(anchors, citation.anchor) or _names_item_nowhere(subject, citation):
            yield Fault.at(citation, f"这一条没有这一款、项：{quoted(citation.text)}", "核对款、项的编号。")


def _names_item_nowhere(subject: Subject, citation: Citation) -> bool:
    """Whether the cited 项 has a number that no item of the whole text bears, not even one within a paragraph."""
    number = citation.anchor.partition("-xiang-")[2].partition("-")[0]
    item = rf"(?<!第)[（(](?:{in_chinese(int(number))}|{number})[）)]" if number else ""
    return bool(item) and not re.search(item, subject.prose.without_code)


@document_rule("CT006", "本文件的称谓前后不一", Severity.WARNING)
def other_own_name(subject: Subject) -> Iterator[Fault]:
    """本区的文件自称要一致：写了“制定本办法”，后文就不写“本规定第几条”。

    通过：

    ```text
    第一条 为了规范管理，制定本办法。
    第二条 违反本办法第一条的，责令改正。
    ```

    不通过：

    ```text
    第一条 为了规范管理，制定本办法。
    第二条 违反本规定第一条的，责令改正。
    ```
    """
    own = [citation for citation in subject.document.citations if citation.is_own]
    made = set(MADE.findall(subject.prose.without_code)) if own and subject.is_own else set()
    name = made.pop() if len(made) == 1 else ""
    for citation in own if name else ():
        called = CALLED.match(citation.text)
        if called and called["name"] != name:
            message = f"本文件自称“本{name}”，这里写作“本{called['name']}”"
            yield Fault.at(citation, message, f"本{name}{citation.text[called.end() :]}")


@document_rule("CT007", "第几条超出本文件的条数", Severity.WARNING)
def beyond_last_article(subject: Subject) -> Iterator[Fault]:
    """本区的文件分条的，没有说明是哪份文件的“第几条”就是本文件的，不能超出本文件的条数。

    通过：

    ```text
    第一条 为了规范管理，制定本办法。
    第二条 第一条规定的情形除外。
    ```

    不通过：

    ```text
    第一条 为了规范管理，制定本办法。
    第二条 第九条规定的情形除外。
    ```
    """
    known = f" {subject.document.anchor_text} " if subject.is_own else ""
    if " tiao-1 " not in known or " tiao-2 " not in known:
        return
    text = subject.prose.without_code
    found = list(BARE.finditer(text))
    last = max(map(int, ANCHOR.findall(known))) if found else 0
    for match in found:
        lead = text[max(0, match.start() - LEAD) : match.start()]
        sentence = re.split(r"[。；\n]", lead)[-1]
        if chinese_number(match[1]) > last and not OTHER.search(sentence):
            place = subject.prose.place(match.start())
            yield Fault(*place, f"本文件只有 {last} 条：{quoted(match[0])}", "核对条号；是别的文件的，写明《标题》。")
