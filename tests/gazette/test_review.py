"""When is a normative document to be reviewed, and on which list of the clean-up does it stand?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.numbers import DocumentNumber
from plugins.gazette.review import Outcome, ReviewTerms, due, is_near, is_normative, later, reviews
from plugins.gazette.vocabularies import Department, Vocabularies, Vocabulary
from tests.gazette.strategies import DAYS, document, references

TERMS = ReviewTerms()
OWN = "西山区政府"
WORDS = Vocabularies(
    Vocabulary((Department(OWN, own=True), Department("省政府"))), Vocabulary(()), Vocabulary(()), Vocabulary(())
)
DAY = date(2026, 11, 22)


def rule(name: str, day: date, **values: object) -> Document:
    fields = {"title": name, "publisher": OWN, "normative": True, "published": day} | values
    return document(f"policies/{day.year}/{name}.md", **fields)


def lists(*documents: Document) -> dict[str, tuple[Outcome, bool]]:
    found = Corpus(tuple(sorted(documents, key=lambda d: d.path)), WORDS)
    return {r.document.title: (r.outcome, r.is_due) for r in reviews(found, TERMS, DAY)}


def test_only_the_district_s_own_normative_documents_are_cleaned() -> None:
    assert lists(
        rule("甲", date(2025, 1, 1)), rule("乙", date(2025, 1, 1), normative=False),
        rule("丙", date(2025, 1, 1), publisher="省政府"), rule("丁", date(2025, 1, 1), reprinted_from="中国政府网"),
        rule("戊", date(2025, 1, 1), status="draft"),
    ) == {"甲": (Outcome.CONTINUES, False)}  # fmt: skip


def test_a_number_of_the_kind_kept_for_them_says_so() -> None:
    number = DocumentNumber("西政规", 2023, 1)
    assert is_normative(document("policies/a.md", document_numbers=(number,)))
    assert not is_normative(document("policies/a.md", document_numbers=(DocumentNumber("西政发", 2023, 1),)))


def test_the_three_lists() -> None:
    repeal = document("policies/2022/r.md", published=date(2022, 1, 1), repeals=references("甲"), amends=references("丙"))
    found = lists(
        rule("甲", date(2018, 1, 1)), rule("乙", date(2018, 1, 1), expires_on=date(2021, 1, 1)), rule("丙", date(2018, 1, 1)),
        rule("丁", date(2018, 1, 1)), rule("戊", date(2024, 1, 1), expires_on=date(2027, 1, 1)), repeal,
    )  # fmt: skip
    assert found == {
        "甲": (Outcome.OVER, False), "乙": (Outcome.OVER, False), "丙": (Outcome.AMENDED, True),
        "丁": (Outcome.CONTINUES, True), "戊": (Outcome.CONTINUES, True),
    }  # fmt: skip


def test_a_new_version_begins_a_new_term() -> None:
    old = document("policies/2016/己/2016-01-01.md", title="己", publisher=OWN, normative=True)
    new = document("policies/2016/己/2025-01-01.md", title="己", publisher=OWN, normative=True)
    assert lists(old, new) == {"己": (Outcome.CONTINUES, False)}


@pytest.mark.parametrize(
    ("text", "end"),
    [
        (rule("办法", date(2020, 2, 29)), date(2025, 2, 28)),
        (rule("办法（试行）", date(2020, 2, 29)), date(2022, 2, 28)),
        (rule("暂行规定", date(2020, 1, 31)), date(2022, 1, 31)),
        (rule("办法", date(2020, 1, 1), effective_on=date(2020, 3, 1)), date(2025, 3, 1)),
        (rule("办法", date(2020, 1, 1), expires_on=date(2030, 1, 1)), date(2030, 1, 1)),
        (document("policies/a.md"), None),
    ],
)
def test_terms(text: Document, end: date | None) -> None:
    assert due(text, TERMS) == end


def test_terms_are_settings() -> None:
    terms = ReviewTerms(years=3, trial_years=1, warn_months=1)
    assert due(rule("办法", date(2020, 1, 1)), terms) == date(2023, 1, 1)
    assert not is_near(date(2023, 1, 1), terms, date(2022, 11, 30))
    assert is_near(date(2023, 1, 1), terms, date(2022, 12, 1))


@given(DAYS, st.integers(-600, 600))
def test_months_later(day: date, months: int) -> None:
    found = later(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day
