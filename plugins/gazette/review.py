"""When has a normative document to be looked at again, and what came of it: 继续有效, 修改, or 废止失效?

The three lists are those in which governments publish the result of a clean-up (清理). They are worked out from dates
and relations alone, for any day. The terms are settings: 国办发〔2018〕37号 asks for clean-up, and no number of years that
binds this district was found; the defaults are those of other provinces (Shaanxi, Order 216: five years at most;
试行 and 暂行 one or two years; review within six months before the end).
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from .documents import Document
from .validity import Status, Validity

if TYPE_CHECKING:
    from .corpus import Corpus
    from .vocabularies import Vocabularies

TRIAL = ("试行", "暂行")


@dataclass(frozen=True, slots=True)
class ReviewTerms:
    """After how many years a document without 失效日期 is to be reviewed, in general and when it is 试行 or 暂行; how many
    months before that it is said."""

    years: int = 5
    trial_years: int = 2
    warn_months: int = 6


class Outcome(StrEnum):
    """The list on which a document stands."""

    CONTINUES = "继续有效"
    AMENDED = "修改"
    OVER = "废止失效"


@dataclass(frozen=True, slots=True)
class Review:
    """A normative document on one day. `due` is when its term ends; `is_due` says that it has, or soon will."""

    document: Document
    validity: Validity
    outcome: Outcome
    due: date | None
    is_due: bool


def is_normative(document: Document) -> bool:
    """Whether it is a 行政规范性文件: its editor says so, or its 文号 is of the kind kept for them (云民规〔2023〕5号)."""
    return document.normative or any(number.office.endswith("规") for number in document.document_numbers)


def is_own(document: Document, words: Vocabularies) -> bool:
    """Whether the district itself made this document, rather than reprinting it.

    A text that is no reprint is taken for its own when no publisher is known: a misspelt name must not hide what else
    is wrong with it.
    """
    if document.is_reprint:
        return False
    found = [known for name in words.publishers(document.publisher) if (known := words.departments.find(name))]
    return not found or any(department.own for department in found)


def due(document: Document, terms: ReviewTerms) -> date | None:
    """The day on which the term of a document ends: its 失效日期, else so many years after it came into force."""
    start = document.in_force_from
    if document.expires_on or start is None:
        return document.expires_on
    is_trial = any(word in document.title for word in TRIAL)
    return later(start, 12 * (terms.trial_years if is_trial else terms.years))


def later(day: date, months: int) -> date:
    """The same day so many months later (or earlier); the last of the month where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def is_near(end: date | None, terms: ReviewTerms, day: date) -> bool:
    """Whether a term has ended by `day`, or ends within the months in which it is said before."""
    return end is not None and end <= later(day, terms.warn_months)


def reviews(corpus: Corpus, terms: ReviewTerms, day: date) -> Iterator[Review]:
    """The district's own normative documents on `day`, each by its text in force, in the order of the corpus."""
    for work in corpus.works:
        document = work.current(day)
        if is_normative(document) and is_own(document, corpus.vocabularies):
            yield _review(document, corpus.validity(document, day), terms, day)


def _review(document: Document, validity: Validity, terms: ReviewTerms, day: date) -> Review:
    outcome = _outcome(validity.status)
    end = due(document, terms) if outcome is not Outcome.OVER else None
    return Review(document, validity, outcome, end, is_near(end, terms, day))


def _outcome(status: Status) -> Outcome:
    if status in (Status.REPEALED, Status.EXPIRED):
        return Outcome.OVER
    return Outcome.AMENDED if status is Status.AMENDED else Outcome.CONTINUES
