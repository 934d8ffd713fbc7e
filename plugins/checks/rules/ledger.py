"""Do the documents agree with the ledger of what was given and published before?

An 索引号 is given once and never changed or given again; a date of publication is not put back afterwards (伪造发稿日期,
国办秘函〔2019〕19号). The ledger is `content/ledger/register.csv`, written by `invoke number`; where there is none, these
rules have nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from plugins.gazette.documents import Document
from plugins.gazette.findings import Severity
from plugins.gazette.ledger import PATH, Entry
from plugins.gazette.titles import title_key

from ..registry import Rule, corpus_rule
from ..subject import Context, Fault, RelatedSubject, quoted

FAMILY = "登记簿"
GRACE = timedelta(days=7)  # a document may have been on its way while others were registered; ours, no rule sets a number

unreadable_line = Rule(
    "LG001", "登记簿中认不出的行", Severity.ERROR,
    f"`{PATH}` 由 `invoke number` 写，一行一份文件：索引号、文件、标题、发布日期、登记日期。"
    "\n\n通过：`015116516-201612-000001,policies/2016/a.md,甲,2016-12-21,2016-12-21`。"
    "\n\n不通过：少了一列，或者日期写成 2016-13-01。",
    binding=True,
)  # fmt: skip


def _registered(context: Context) -> Iterator[tuple[RelatedSubject, Entry]]:
    """The documents that are in the ledger, with their entries."""
    for path, entry in context.options.ledger.by_path.items():
        document = context.corpus.by_path.get(path)
        if document is not None:
            yield context.about(document), entry


@corpus_rule("LG002", "索引号与登记簿不符", binding=True)
def changed_number(context: Context) -> Iterator[tuple[Document, Fault]]:
    """索引号编定后不改、不删：目录、公报和别处的引用都靠它。

    通过：登记簿和文件写的都是 `015116516-201612-000001`。

    不通过：登记簿写 `015116516-201612-000001`，文件改成了 `015116516-201612-000009`，或者删去了。
    """
    for subject, entry in _registered(context):
        text = subject.document.index_text
        if text != entry.index_number:
            message = f"登记的索引号是“{entry.index_number}”，现写作{quoted(text)}" if text else "登记过的索引号被删去"
            yield subject.document, subject.at("index_number", message, entry.index_number)


@corpus_rule("LG003", "已经用过的索引号", binding=True)
def reused_number(context: Context) -> Iterator[tuple[Document, Fault]]:
    """一个索引号编给一份文件后，即使文件撤下，也不再编给别的文件。文件改名、移动的，标题不变即可。

    通过：新文件由 invoke number 另编索引号。

    不通过：新文件写了已撤下的另一份文件用过的索引号。
    """
    registered = context.options.ledger.by_number
    for document in context.corpus.documents if registered else ():
        entries = registered.get(document.index_text, ()) if document.index_text else ()
        if entries and not any(_is_same(context, document, entry) for entry in entries):
            message = f"索引号{quoted(document.index_text)}已编给《{entries[0].title[:40]}》（{entries[0].path}）"
            fault = context.about(document).at("index_number", message, "删去索引号，运行 invoke number 另编。")
            yield document, fault


def _is_same(context: Context, document: Document, entry: Entry) -> bool:
    """Whether an entry is of this work: by its path, or, when the file has moved, by its title."""
    mine = entry.path == document.path or entry.path.startswith(f"{document.work_key}/")
    other = context.corpus.by_path.get(entry.path)
    sibling = other is not None and other.work_key == document.work_key
    return mine or sibling or title_key(entry.title) == title_key(document.title)


@corpus_rule("LG004", "发布日期与登记簿不符")
def changed_date(context: Context) -> Iterator[tuple[Document, Fault]]:
    """文件发布后不改发布日期。改早是倒填日期，是错误；改晚的是警告。确属当时写错的，用检查例外说明理由。

    通过：登记的发布日期是 2016-12-21，文件也是。

    不通过：登记的是 2016-12-21，文件改成了 `发布日期: 2016-12-01`。
    """
    for subject, entry in _registered(context):
        published = subject.document.published_on
        if published is not None and published != entry.published_on:
            back = published < entry.published_on
            what = "倒填" if back else "改晚"
            message = f"发布日期{what}：登记的是 {entry.published_on}，现写作 {published}"
            severity = None if back else Severity.WARNING
            yield subject.document, subject.at("published_at", message, entry.published_on.isoformat(), severity)


@corpus_rule("LG005", "补录的文件", Severity.WARNING)
def late_comer(context: Context) -> Iterator[tuple[Document, Fault]]:
    """登记簿上次登记时还没有、发布日期却在那之前的文件，可能是倒填日期。补录历史文件的，用检查例外说明理由。

    通过：上次登记在 2017-01-20，新文件写 `发布日期: 2017-01-22`。

    不通过：上次登记在 2017-01-20，新文件写 `发布日期: 2016-12-22`。
    """
    ledger = context.options.ledger
    last = ledger.last_day
    for document in context.corpus.documents if last else ():
        published = document.published_on
        if last is None or published is None or published >= last - GRACE or document.is_draft or document.sample:
            continue
        subject = context.about(document)
        if document.path not in ledger.by_path and document.index_text not in ledger.by_number and subject.is_own:
            message = f"发布日期（{published}）早于上次登记（{last}），当时还没有这份文件"
            yield document, subject.at("published_at", message, "核对发布日期；确是补录的，在检查例外中说明理由。")
