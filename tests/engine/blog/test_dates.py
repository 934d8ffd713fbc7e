"""Dates are Pelican's, and those that depend on the day are told from those that don't."""

from __future__ import annotations

import pytest
from pelican.utils import get_date

from plugins.engine.blog import dates


@pytest.mark.parametrize(
    "text",
    ["2020-01-02", "2020-01-02 03:04", "2020-01-02T03:04:05", "2020-13-01", "2020-02-30 10:00", "1 May 2020 08:00", "2020/5/7",
     "2018-12-01T09:00:00+08:00", "20200102"],
)  # fmt: skip
def test_a_date_in_full(text: str) -> None:
    try:
        expected = get_date(text)
    except ValueError:
        with pytest.raises(ValueError, match="not a valid date"):
            dates.parse(text)
        return
    moment = dates.parse(text)
    assert (moment.when, type(moment.when), moment.today) == (expected, type(expected), False)


@pytest.mark.parametrize("text", ["2020-01", "10:30", "May 2020", "2020"])
def test_what_is_missing_is_taken_from_today(text: str) -> None:
    assert dates.parse(text) == (get_date(text), True)
