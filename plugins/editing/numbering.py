"""Which 索引号 does each of the district's own documents get, and what is entered in the ledger?

A number is given once: to what is published and has none. The next serial follows the highest that was ever given in its
series, by the ledger and by the documents, so that the numbers of withdrawn documents are not given again. The versions
of one work share their number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.index_numbers import IndexNumber
from plugins.gazette.kinds import PAGE
from plugins.gazette.ledger import Entry, Ledger
from plugins.gazette.vocabularies import Vocabularies

from .source_text import SourceText

FIELD = "索引号"


@dataclass(frozen=True, slots=True)
class Numbering:
    """`assigned` are new numbers by document, `entries` what the ledger has to add; `refused` says why a document that
    should have a number gets none (Chinese)."""

    assigned: tuple[tuple[Document, str], ...]
    entries: tuple[Entry, ...]
    refused: tuple[tuple[Document, str], ...]


def plan(corpus: Corpus, ledger: Ledger, day: date, wanted: Collection[str] | None = None,
         unread: Collection[str] = ()) -> Numbering:  # fmt: skip
    """Number the documents of these paths (all when None), the oldest first; none of those whose head is `unread`."""
    series = _Series(corpus, ledger)
    assigned, entries, refused = list[tuple[Document, str]](), list[Entry](), list[tuple[Document, str]]()
    for document in sorted(_registrable(corpus, wanted or ()), key=lambda d: (d.published_on or date.min, d.path)):
        if wanted is not None and document.path not in wanted:
            continue
        number = document.index_text
        if document.path in unread:
            refused.append((document, "元数据有错误，先改正"))
            continue
        if not number:
            try:
                number = series.number_of(document)
            except ValueError as error:
                refused.append((document, str(error)))
                continue
            assigned.append((document, number))
        if document.path not in ledger.by_path and document.published_on:
            entries.append(Entry(number, document.path, document.title, document.published_on, day))
    return Numbering(tuple(assigned), tuple(entries), tuple(refused))


def _registrable(corpus: Corpus, named: Collection[str]) -> Iterator[Document]:
    """What the district itself publishes: no drafts, reprints or single pages, and samples only when they are named."""
    words = corpus.vocabularies
    for work in corpus.works:
        for document in work.versions:
            mine = not (document.is_reprint or document.kind == PAGE or (document.sample and document.path not in named))
            if mine and document.published_on and any(_own_codes(document, words)):
                yield document


def _own_codes(document: Document, words: Vocabularies) -> Iterator[tuple[str, str]]:
    """Name and organisation code of each own body that issued the document."""
    for name in words.publishers(document.publisher):
        department = words.departments.find(name)
        if department is not None and department.own:
            yield department.name, department.code


class _Series:
    """The highest serial of each series, and the numbers that works already bear."""

    def __init__(self, corpus: Corpus, ledger: Ledger) -> None:
        self.words = corpus.vocabularies
        self.of_work = {d.work_key: d.index_text for d in corpus.documents if d.index_text}
        self.highest: dict[str, int] = {}
        for text in (*self.of_work.values(), *ledger.by_number, *(d.index_text for d in corpus.documents)):
            number = IndexNumber.parse(text, self.words.index_patterns)
            if number is not None:
                self.highest[number.series] = max(number.serial, self.highest.get(number.series, 0))

    def number_of(self, document: Document) -> str:
        """The number of the document's work, or the next one of its body. Raises ValueError (Chinese)."""
        known = self.of_work.get(document.work_key)
        if known:
            return known
        pattern, day = self.words.index_patterns[0], document.published_on
        if day is None:
            raise ValueError("没有发布日期")
        code = self._code(document)
        series = pattern.number(code, day, 1).series
        serial = self.highest.get(series, 0) + 1
        number = str(pattern.number(code, day, serial))
        self.highest[series] = serial
        self.of_work[document.work_key] = number
        return number

    def _code(self, document: Document) -> str:
        """The code of the first own body that has one, else of the government itself: the first own body of all."""
        own = next((code for _, code in _own_codes(document, self.words) if code), "")
        whole = next((d.code for d in self.words.departments if d.own and d.code), "")
        if not (own or whole):
            raise ValueError("机构词表中没有组织机构代码（code），不能编定索引号")
        return own or whole


def numbered(source: SourceText, document: Document, number: str) -> None:
    """Write the number into a document's head: into its empty field, or below the title."""
    entry = document.entry(FIELD)
    if entry is not None:
        key, _, rest = source.lines[entry.line - 1].partition(":")
        comment = rest.strip()
        source.lines[entry.line - 1] = f"{key}: {number}" + (f"  {comment}" if comment.startswith("#") else "")
        return
    title = document.entry("标题")
    following = (e.line for e in document.front_matter.entries if title is not None and e.line > title.line)
    source.insert(min(following, default=_end_of_head(document)), f"{FIELD}: {number}")


def _end_of_head(document: Document) -> int:
    """The line of the fence that closes the head."""
    return document.front_matter.body_line - 1
