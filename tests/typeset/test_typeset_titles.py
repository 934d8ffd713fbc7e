"""A title turns over into even lines, not inside a word, and loses nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.typeset import titles

WORDS = "关于印发西山区政务公开工作《办法》（试行）的通知2016年abc、，和 "


@given(st.text(st.sampled_from(WORDS), min_size=1, max_size=70), st.integers(8, 24))
def test_the_lines_joined_are_the_title(title: str, capacity: int) -> None:
    found = titles.lines(title, capacity)
    assert "".join(found) == title


@given(
    st.text(st.sampled_from("关于印发西山区政务公开工作办法试行通知"), min_size=1, max_size=70),
    st.integers(8, 24),
)
def test_no_line_is_longer_than_its_place(title: str, capacity: int) -> None:
    assert all(titles.width(line) <= capacity for line in titles.lines(title, capacity))


def test_a_short_title_stays_on_one_line() -> None:
    assert titles.lines("关于全面推进西山区政务公开工作的实施意见", 20) == (
        "关于全面推进西山区政务公开工作的实施意见",
    )


@pytest.mark.parametrize("left", "《（“")
def test_no_line_ends_with_an_opening_mark(left: str) -> None:
    title = "昆明市西山区人民政府关于印发" + left + "西山区行政规范性文件管理办法试行的通知"
    assert not any(line.endswith(left) for line in titles.lines(title, 20))


def test_words_of_the_text_are_not_parted() -> None:
    title = "昆明市西山区人民政府批转区政务服务局进驻事项清单"
    first, _ = titles.lines(title, 20, "政务服务。" * 9 + "进驻事项。" * 9 + "清单。" * 9)
    assert not first.endswith(("政", "进", "事", "清"))


def test_a_number_is_not_parted() -> None:
    for capacity in range(8, 20):
        assert "2016年" in "|".join(titles.lines("关于印发西山区政务公开2016年工作要点的通知", capacity))
