"""Files named by dates are versions of one work, and every work has one address that lasts."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette import addresses
from plugins.gazette.works import gather, work_key
from tests.gazette.strategies import document


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("policies/2016/a.md", "policies/2016/a"),
        ("policies/2017/复议法/2017-09-01.md", "policies/2017/复议法"),
        ("guide.md", "guide"),
        ("policies/2017-09-01.md", "policies/2017-09-01"),
    ],
)
def test_work_key(path: str, key: str) -> None:
    assert work_key(path) == key


def test_versions_are_in_order_and_current_is_the_one_in_force() -> None:
    new = document("policies/2017/法/2023-09-01.md", effective_on=date(2024, 1, 1))
    old = document("policies/2017/法/2017-09-01.md")
    (work,) = gather([new, old])
    assert work.versions == (old, new)
    assert work.current(date(2010, 1, 1)) is old
    assert work.current(date(2023, 12, 31)) is old
    assert work.current(date(2024, 1, 1)) is new
    assert work.later(old) == (new,)
    assert work.year == 2017


def test_addresses() -> None:
    first, second = document("policies/2017/法/2017-09-01.md"), document("policies/2017/法/2023-09-01.md")
    (law,) = gather([first, second])
    assert addresses.work(law) == "policies/2017/法/"
    assert addresses.version(law, second) == "policies/2017/法/2023-09-01/"
    (page,) = gather([document("guide.md", kind="page")])
    assert addresses.work(page) == "guide/"
    (slugged,) = gather([document("policies/2016/意见.md", slug="zwgk")])
    assert addresses.work(slugged) == "policies/2016/zwgk/"
    (issue,) = gather([document("bulletins/2016/06.md", kind="bulletin")])
    assert addresses.article(addresses.work(issue), slugged) == "bulletins/2016/06/zwgk/"


@given(st.text())
def test_a_segment_is_one_part_of_an_address(name: str) -> None:
    part = addresses.segment(name)
    assert part not in ("", ".", "..")
    assert not set(part) & set(" /\\?#%\n\t\"<>")
    assert addresses.segment(part) == part
