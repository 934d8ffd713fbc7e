"""登记簿: which 索引号 was given to which document, and on which day was each first published?

`content/ledger/register.csv` is written by `invoke number` and travels with the content: an 索引号 once given is never
changed, the number of a document that is gone is never given again, and a date of publication put back afterwards
(伪造发稿日期, a veto of the inspection of government sites, 国办秘函〔2019〕19号) shows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .findings import Finding, Severity

PATH = "ledger/register.csv"  # below the content folder
HEAD = ("索引号", "文件", "标题", "发布日期", "登记日期")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One registered version of a document: its 索引号, its path below the content folder, its title and date of
    publication as they were, and the day of registration."""

    index_number: str
    path: str
    title: str
    published_on: date
    registered_on: date


@dataclass(frozen=True)
class Ledger:
    entries: tuple[Entry, ...] = ()

    @cached_property
    def by_path(self) -> Mapping[str, Entry]:
        return {entry.path: entry for entry in self.entries}

    @cached_property
    def by_number(self) -> Mapping[str, tuple[Entry, ...]]:
        """All versions registered under each 索引号."""
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.index_number, []).append(entry)
        return {number: tuple(entries) for number, entries in found.items()}

    @cached_property
    def last_day(self) -> date | None:
        """The day of the last registration: what was on the site then is in the ledger."""
        return max((entry.registered_on for entry in self.entries), default=None)

    def with_entries(self, more: Iterable[Entry]) -> Ledger:
        return Ledger(tuple(sorted({*self.entries, *more})))

    def __str__(self) -> str:
        """The file's text: a line a document, sorted, so that two people's additions merge."""
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(HEAD)
        for e in sorted(self.entries):
            writer.writerow((e.index_number, e.path, e.title, e.published_on.isoformat(), e.registered_on.isoformat()))
        return text.getvalue()


def parse(text: str, label: str = "content") -> tuple[Ledger, list[Finding]]:
    """The ledger of a file's text, and a finding (LG001) for each line that is none. Never raises."""
    entries, findings, shown = [], list[Finding](), f"{label}/{PATH}"
    if not text.removeprefix("\ufeff").startswith(HEAD[0]):
        hint = f"第一行写 {','.join(HEAD)}；整个文件丢失的，从版本库中恢复。"
        findings.append(Finding(shown, 1, 1, "LG001", Severity.ERROR, "登记簿没有表头", hint))
    for line, row in _rows(text.removeprefix("\ufeff")):
        entry = _entry(row)
        if entry is not None:
            entries.append(entry)
        elif tuple(row) != HEAD:
            message = f"登记簿的这一行认不出：“{','.join(row)[:60]}”"
            hint = f"每行依次写{'、'.join(HEAD)}，用半角逗号隔开。"
            findings.append(Finding(shown, line, 1, "LG001", Severity.ERROR, message, hint))
    return Ledger(tuple(entries)), findings


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The filled rows, each with its line; a row is a line, so that one broken line hides no other."""
    for line, written in enumerate(text.splitlines(), 1):
        if not written.strip():
            continue
        try:
            yield line, next(csv.reader([written], strict=True))
        except (csv.Error, StopIteration):
            yield line, [written]


def _entry(row: list[str]) -> Entry | None:
    if len(row) != len(HEAD) or not row[0] or not row[1]:
        return None
    try:
        return Entry(row[0], row[1], row[2], date.fromisoformat(row[3]), date.fromisoformat(row[4]))
    except ValueError:
        return None
