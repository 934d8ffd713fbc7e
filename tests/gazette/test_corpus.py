"""Documents are found under every name, relations in both directions, and the cost is linear."""

from datetime import date

import pytest

from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document, Section
from plugins.gazette.numbers import IssueNumber
from plugins.gazette.validity import Status
from plugins.gazette.vocabularies import Vocabularies, Vocabulary
from tests.gazette.strategies import document, references

WORDS = Vocabularies(Vocabulary(()), Vocabulary(()), Vocabulary(()), Vocabulary(()))
POLICY = document(
    "policies/2016/a.md", title="意见甲", number_text="西政发〔2016〕1号",
    index_text="015116516-201612-480926", published=date(2016, 12, 21),
)  # fmt: skip
OLD = document("policies/2017/复议法/2017-09-01.md", title="复议法", published=date(2017, 9, 1))
NEW = document(
    "policies/2017/复议法/2023-09-01.md", title="复议法",
    published=date(2023, 9, 1), effective_on=date(2024, 1, 1),
)  # fmt: skip
READING = document(
    "interpretations/a.md", kind="interpretation", interprets=references("《意见甲》"),
    published=date(2016, 12, 22),
)  # fmt: skip
REPEAL = document("policies/2020/b.md", title="废止令", repeals=references("西政发[2016]1号"), published=date(2020, 1, 1))
ISSUE = document(
    "bulletins/2016/06.md", kind="bulletin", issue=IssueNumber(2016, 6, 6),
    contents=(Section("区政府文件", references("policies/2016/a.md")),),
)  # fmt: skip
DRAFT = document("policies/2021/c.md", title="草稿", status="draft", interprets=references("《意见甲》"))


def corpus(*documents: Document) -> Corpus:
    return Corpus(tuple(sorted(documents, key=lambda d: d.path)), WORDS)


ALL = corpus(POLICY, OLD, NEW, READING, REPEAL, ISSUE, DRAFT)


@pytest.mark.parametrize(
    "name",
    ["意见甲", "《意见甲》", "西政发〔2016〕1号", "西政发(2016)1号", "015116516-201612-480926",
     "policies/2016/a.md", "policies/2016/a", "content/policies/2016/a.md", " 意见甲 "],
)
def test_a_document_is_found_under_every_name(name: str) -> None:
    assert ALL.resolve(name) is POLICY


def test_of_several_versions_the_newest_answers() -> None:
    assert ALL.resolve("复议法") is NEW
    assert ALL.resolve("policies/2017/复议法/") is NEW
    assert ALL.resolve("policies/2017/复议法/2017-09-01.md") is OLD


@pytest.mark.parametrize("name", ["", "《》", "没有的文件", "草稿", "policies/2021/c.md"])
def test_what_is_not_here_is_not_guessed(name: str) -> None:
    assert ALL.resolve(name) is None


def test_relations_backwards() -> None:
    assert ALL.incoming("interprets", POLICY) == (READING,)
    assert ALL.incoming("repeals", POLICY) == (REPEAL,)
    assert ALL.incoming("contents", POLICY) == (ISSUE,)
    assert ALL.incoming("basis", POLICY) == ()


@pytest.mark.parametrize(
    ("found", "day", "status"),
    [
        (POLICY, date(2016, 12, 20), Status.NOT_YET),
        (POLICY, date(2016, 12, 21), Status.IN_FORCE),
        (POLICY, date(2020, 1, 1), Status.REPEALED),
        (OLD, date(2023, 12, 31), Status.IN_FORCE),
        (OLD, date(2024, 1, 1), Status.AMENDED),
        (NEW, date(2023, 12, 31), Status.NOT_YET),
        (NEW, date(2024, 1, 1), Status.IN_FORCE),
    ],
)
def test_validity(found: Document, day: date, status: Status) -> None:
    assert ALL.validity(found, day).status is status


def test_the_cause_of_a_status_is_named() -> None:
    assert ALL.validity(POLICY, date(2021, 1, 1)).cause is REPEAL
    assert ALL.validity(OLD, date(2025, 1, 1)).cause is NEW


def test_expiry_counts_from_its_day() -> None:
    found = document("policies/2016/x.md", published=date(2016, 1, 1), expires_on=date(2021, 1, 1))
    alone = corpus(found)
    assert alone.validity(found, date(2020, 12, 31)).status is Status.IN_FORCE
    assert alone.validity(found, date(2021, 1, 1)).status is Status.EXPIRED


def test_bulletins_are_newest_first() -> None:
    other = document("bulletins/2017/01.md", kind="bulletin", issue=IssueNumber(2017, 1, 2))
    assert corpus(ISSUE, other).bulletins == (other, ISSUE)


def test_a_document_that_names_itself_is_no_relation() -> None:
    found = document("policies/2016/x.md", title="己", repeals=references("己"), published=date(2016, 1, 1))
    assert corpus(found).incoming("repeals", found) == ()
