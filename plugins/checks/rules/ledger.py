"""Do the documents agree with the ledger of what was given and published before?

An 索引号 is given once and never changed or given again; a date of publication is not put back afterwards (伪造发稿日期,
国办秘函〔2019〕19号). The ledger is `content/ledger/register.csv`, written by `invoke number`; where there is none, these
rules have nothing to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from plugins.gazette.citations import title_key
from plugins.gazette.findings import Severity
from plugins.gazette.ledger import PATH, Entry

from ..registry import Rule, related_rule
from ..subject import Fault, RelatedSubject, quoted

FAMILY = "登记簿"
GRACE = timedelta(days=7)  # a document may have been on its way while others were registered; ours, no rule sets a number

unreadable_line = Rule(
    "LG001", "登记簿中认不出的行", Severity.ERROR,
    f"`{PATH}` 由 `invoke number` 写，一行一份文件：索引号、文件、标题、发布日期、登记日期。", binding=True,
)  # fmt: skip


def _registered(subject: RelatedSubject) -> Entry | None:
    return subject.options.ledger.by_path.get(subject.document.path)


@related_rule("LG002", "索引号与登记簿不符", binding=True)
def changed_number(subject: RelatedSubject) -> Iterator[Fault]:
    """索引号编定后不改、不删：目录、公报和别处的引用都靠它。"""
    entry, text = _registered(subject), subject.document.index_text
    if entry is not None and text != entry.index_number:
        message = f"登记的索引号是“{entry.index_number}”，现写作{quoted(text)}" if text else "登记过的索引号被删去"
        yield subject.at("index_number", message, entry.index_number)


@related_rule("LG003", "已经用过的索引号", binding=True, when=lambda document: document.index_text)
def reused_number(subject: RelatedSubject) -> Iterator[Fault]:
    """一个索引号编给一份文件后，即使文件撤下，也不再编给别的文件。文件改名、移动的，标题不变即可。"""
    document = subject.document
    entries = subject.options.ledger.by_number.get(document.index_text, ())
    if not entries or any(_is_same(subject, entry) for entry in entries):
        return
    message = f"索引号{quoted(document.index_text)}已编给《{entries[0].title[:40]}》（{entries[0].path}）"
    yield subject.at("index_number", message, "删去索引号，运行 invoke number 另编。")


def _is_same(subject: RelatedSubject, entry: Entry) -> bool:
    """Whether an entry is of this work: by its path, or, when the file has moved, by its title."""
    document = subject.document
    mine = entry.path == document.path or entry.path.startswith(f"{document.work_key}/")
    other = subject.corpus.by_path.get(entry.path)
    sibling = other is not None and other.work_key == document.work_key
    return mine or sibling or title_key(entry.title) == title_key(document.title)


@related_rule("LG004", "发布日期与登记簿不符")
def changed_date(subject: RelatedSubject) -> Iterator[Fault]:
    """文件发布后不改发布日期。改早是倒填日期，是错误；改晚的是警告。确属当时写错的，用检查例外说明理由。"""
    entry, published = _registered(subject), subject.document.published_on
    if entry is None or published is None or published == entry.published_on:
        return
    back = published < entry.published_on
    what = "倒填" if back else "改晚"
    message = f"发布日期{what}：登记的是 {entry.published_on}，现写作 {published}"
    yield subject.at("published_at", message, entry.published_on.isoformat(), None if back else Severity.WARNING)


@related_rule("LG005", "补录的文件", Severity.WARNING)
def late_comer(subject: RelatedSubject) -> Iterator[Fault]:
    """登记簿上次登记时还没有、发布日期却在那之前的文件，可能是倒填日期。补录历史文件的，用检查例外说明理由。"""
    ledger, document = subject.options.ledger, subject.document
    last, published = ledger.last_day, document.published_on
    if last is None or published is None or not subject.is_own or document.is_draft or document.sample:
        return
    known = document.path in ledger.by_path or document.index_text in ledger.by_number
    if not known and published < last - GRACE:
        message = f"发布日期（{published}）早于上次登记（{last}），当时还没有这份文件"
        yield subject.at("published_at", message, "核对发布日期；确是补录的，在检查例外中说明理由。")
