"""The table of fields is one table, and dates and flags are read as people write them."""

from collections import Counter
from dataclasses import fields as dataclass_fields
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.gazette.documents import Document
from plugins.gazette.fields import COMMON, FIELDS, PARTICULAR, parse_date, parse_flag, parse_moment, texts
from plugins.gazette.values import Value
from tests.gazette.strategies import DAYS


def test_no_name_belongs_to_two_fields() -> None:
    names = Counter(name for field in FIELDS for name in set(field.names))
    assert not [name for name, count in names.items() if count > 1]


def test_every_field_has_its_attribute() -> None:
    attributes = {field.name for field in dataclass_fields(Document)}
    assert {field.attribute for field in COMMON} <= attributes
    assert all(field.particular for field in PARTICULAR)


@given(DAYS)
def test_dates_in_every_writing(day: date) -> None:
    year, month, number = day.year, day.month, day.day
    for text in (day.isoformat(), f"{year}年{month}月{number}日", f"{year}/{month}/{number}", f" {day} "):
        assert parse_date(text) == day


@pytest.mark.parametrize("text", ["", "2016-02-30", "2016-13-01", "2016-12", "20161221", "2016-12-21 00:00", "明天", "0000-1-1"])
def test_not_a_date(text: str) -> None:
    assert parse_date(text) is None


@given(DAYS, st.times().map(lambda clock: clock.replace(microsecond=0)))
def test_moments(day: date, clock: time) -> None:
    moment = datetime.combine(day, clock)
    assert parse_moment(moment.isoformat(sep=" ")) == parse_moment(moment.isoformat()) == moment


@pytest.mark.parametrize("text", ["2016-12-21 24:00", "2016-12-21 09:60", "2016-02-30 09:00", "2016-12-21 上午"])
def test_not_a_moment(text: str) -> None:
    assert parse_moment(text) is None


def test_a_day_is_its_first_moment() -> None:
    assert parse_moment("2016-12-21") == datetime.combine(date(2016, 12, 21), time())


@given(st.text())
def test_no_text_raises(text: str) -> None:
    parse_date(text)
    parse_moment(text)
    parse_flag(text)
    assert "" not in texts(Value(text, 1, 1))


def test_flags() -> None:
    assert [parse_flag(text) for text in ("是", "True", "否", "", "也许")] == [True, True, False, False, None]


def test_a_scalar_may_hold_several_words() -> None:
    assert texts(Value("甲、乙；丙，丁, 戊", 1, 1)) == ("甲", "乙", "丙", "丁", "戊")
    assert texts(Value((Value("甲、乙", 1, 1), Value("", 1, 1)), 1, 1, "list")) == ("甲、乙",)
