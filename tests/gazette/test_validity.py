"""尚未生效, 有效, 已修改, 失效, 废止 on any day, and the document that brought it about."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette import validity
from plugins.gazette.documents import Document
from plugins.gazette.validity import Status
from tests.gazette.strategies import DAYS, document, references
from tests.gazette.test_corpus import corpus

RULE = document("policies/2016/a.md", title="甲办法", published=date(2016, 1, 1), effective_on=date(2016, 3, 1))


def cause(path: str, day: date, effective: date | None = None, **named: str) -> Document:
    values = {name: references(text) for name, text in named.items()}
    return document(path, title=path, published=day, effective_on=effective, **values)


def status(day: date, text: Document, *others: Document) -> tuple[Status, date | None, Document | None]:
    found = corpus(text, *others).validity(text, day)
    return found.status, found.since, found.cause


def test_before_and_after_its_own_start() -> None:
    assert status(date(2016, 2, 29), RULE) == (Status.NOT_YET, date(2016, 3, 1), None)
    assert status(date(2016, 3, 1), RULE) == (Status.IN_FORCE, date(2016, 3, 1), None)


def test_a_repeal_that_is_not_yet_in_force_repeals_nothing() -> None:
    repeal = cause("policies/2018/r.md", date(2018, 1, 1), date(2018, 6, 1), repeals="《甲办法》")
    assert status(date(2018, 5, 31), RULE, repeal)[0] is Status.IN_FORCE
    assert status(date(2018, 6, 1), RULE, repeal) == (Status.REPEALED, date(2018, 6, 1), repeal)


def test_of_two_repeals_the_first_in_force_counts() -> None:
    slow = cause("policies/2018/r.md", date(2018, 1, 1), date(2025, 1, 1), repeals="《甲办法》")
    quick = cause("policies/2019/r.md", date(2019, 1, 1), repeals="《甲办法》")
    assert status(date(2026, 1, 1), RULE, slow, quick) == (Status.REPEALED, date(2019, 1, 1), quick)


def test_a_draft_repeals_nothing() -> None:
    draft = document("policies/2018/r.md", published=date(2018, 1, 1), repeals=references("《甲办法》"), status="draft")
    assert status(date(2020, 1, 1), RULE, draft)[0] is Status.IN_FORCE


def test_a_repeal_outweighs_an_expiry() -> None:
    rule = document("policies/2016/b.md", title="乙办法", published=date(2016, 1, 1), expires_on=date(2020, 1, 1))
    repeal = cause("policies/2021/r.md", date(2021, 1, 1), repeals="《乙办法》")
    assert status(date(2019, 12, 31), rule, repeal)[0] is Status.IN_FORCE
    assert status(date(2020, 1, 1), rule, repeal) == (Status.EXPIRED, date(2020, 1, 1), None)
    assert status(date(2021, 1, 1), rule, repeal) == (Status.REPEALED, date(2021, 1, 1), repeal)


def test_amended_by_a_document_of_its_own() -> None:
    change = cause("policies/2018/c.md", date(2018, 1, 1), date(2018, 3, 1), amends="《甲办法》")
    assert status(date(2018, 2, 1), RULE, change)[0] is Status.IN_FORCE
    assert status(date(2018, 3, 1), RULE, change) == (Status.AMENDED, date(2018, 3, 1), change)


V1 = document("policies/2016/丙/2016-01-01.md", title="丙办法")
V2 = document("policies/2016/丙/2018-01-01.md", title="丙办法", effective_on=date(2018, 2, 1))
V3 = document("policies/2016/丙/2020-01-01.md", title="丙办法")


def test_versions_supersede_one_another() -> None:
    assert status(date(2018, 1, 31), V1, V2, V3)[0] is Status.IN_FORCE
    assert status(date(2024, 1, 1), V1, V2, V3) == (Status.AMENDED, date(2018, 2, 1), V2)
    assert status(date(2024, 1, 1), V2, V1, V3) == (Status.AMENDED, date(2020, 1, 1), V3)
    assert status(date(2024, 1, 1), V3, V1, V2) == (Status.IN_FORCE, date(2020, 1, 1), None)


def test_an_amendment_is_already_in_the_version_that_came_with_it() -> None:
    change = cause("policies/2020/c.md", date(2020, 1, 1), amends="《丙办法》")
    assert status(date(2024, 1, 1), V3, V1, V2, change)[0] is Status.IN_FORCE


def test_the_repeal_of_a_work_ends_all_its_texts_of_that_day() -> None:
    repeal = cause("policies/2019/r.md", date(2019, 1, 1), repeals="《丙办法》")
    for text in (V1, V2):
        assert status(date(2024, 1, 1), text, *({V1, V2, V3} - {text}), repeal) == (
            Status.REPEALED, date(2019, 1, 1), repeal,
        )  # fmt: skip
    assert status(date(2024, 1, 1), V3, V1, V2, repeal)[0] is Status.IN_FORCE  # made anew afterwards


def test_the_repeal_of_one_text_leaves_the_newer() -> None:
    repeal = cause("policies/2021/r.md", date(2021, 1, 1), repeals="policies/2016/丙/2018-01-01.md")
    assert status(date(2024, 1, 1), V2, V1, V3, repeal)[0] is Status.REPEALED
    assert status(date(2024, 1, 1), V3, V1, V2, repeal)[0] is Status.IN_FORCE


@pytest.mark.parametrize("found", list(Status))
def test_every_status_has_a_name_for_addresses(found: Status) -> None:
    assert found.id.replace("-", "").isascii()
    assert found.applies == (found is Status.IN_FORCE)


CAUSES = st.lists(st.builds(lambda n, d: cause(f"policies/{n}.md", d), st.integers(0, 99), DAYS), max_size=3).map(tuple)


@given(DAYS, st.none() | DAYS, CAUSES, CAUSES, CAUSES, DAYS)
def test_a_status_is_never_before_its_cause(
    start: date, end: date | None, later: tuple[Document, ...], repeals: tuple[Document, ...],
    amends: tuple[Document, ...], day: date,
) -> None:  # fmt: skip
    text = document("policies/2016/x.md", published=start, expires_on=end)
    found = validity.on(day, text, later, repeals, amends)
    assert found.since is not None
    assert (found.since > day) == (found.status is Status.NOT_YET)
    assert (found.cause is not None) == (found.status in (Status.REPEALED, Status.AMENDED))
    if found.cause is not None:
        assert found.since == found.cause.in_force_from


@given(DAYS, CAUSES, DAYS, DAYS)
def test_what_is_repealed_stays_repealed(start: date, repeals: tuple[Document, ...], one: date, other: date) -> None:
    text, days = document("policies/2016/x.md", published=start), sorted((one, other))
    first, second = (validity.on(day, text, (), repeals) for day in days)
    assert first.status is not Status.REPEALED or second == first
