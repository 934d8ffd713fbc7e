"""Groups are Pelican's, and the work of making them grows with the site, not with its square."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from pelican.generators import ArticlesGenerator
from pelican.utils import process_translations

from plugins.engine.blog import grouping

FORMS = {"YEAR": "%Y", "MONTH": "%Y/%m", "DAY": "%Y/%m/%d"}
ARCHIVES = {f"{name}_ARCHIVE_{what}": f"{{date:{form}}}" for name, form in FORMS.items() for what in ("SAVE_AS", "URL")}


def items(count: int) -> list[Any]:
    start = datetime(2019, 1, 1, tzinfo=UTC)
    return [
        SimpleNamespace(
            slug=f"s{number // 2 if number % 6 == 0 else number}", lang=("zh", "en")[number % 2], in_default_lang=not number % 2,
            metadata={"translation": "true"} if number % 7 == 0 else {}, source_path=str(number), translations=[],
            date=start + timedelta(hours=7 * (number * 37 % count)),
        )
        for number in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("key", ["slug", {"slug"}, None])
def test_translations_are_pelicans(key: Any, caplog: pytest.LogCaptureFixture) -> None:
    ours, theirs = items(60), items(60)
    with caplog.at_level(logging.CRITICAL):
        found, expected = grouping.translations(ours, key), process_translations(theirs, key)
    assert [[item.source_path for item in part] for part in found] == [[i.source_path for i in part] for part in expected]
    told = {item.source_path: [other.source_path for other in item.translations] for item in ours}
    assert told == {item.source_path: [other.source_path for other in item.translations] for item in theirs}


def test_translations_by_what_is_not_there() -> None:
    with pytest.raises(AttributeError, match="Cannot use"):
        grouping.translations(items(3), "nothing")


def test_periods_are_pelicans() -> None:
    articles = items(80)
    dates = sorted(articles, key=lambda item: item.date, reverse=True)
    expected = ArticlesGenerator._build_period_archives(None, dates, articles, ARCHIVES)
    assert grouping.periods(dates, articles, ARCHIVES) == expected


def test_an_order_is_that_of_the_whole_list() -> None:
    articles = items(20)
    part = [articles[9], articles[3], articles[9], articles[12]]
    assert grouping.Order(articles[:12]).of(part) == [articles[3], articles[9]]


def steps(count: int) -> int:
    grouping.Counter.steps = 0
    articles = items(count)
    grouping.translations(articles, "slug")
    grouping.periods(sorted(articles, key=lambda item: item.date), articles, ARCHIVES)
    order = grouping.Order(articles)
    for start in range(30):
        order.of(articles[start::30])
    return grouping.Counter.steps


def test_ten_times_the_articles_are_ten_times_the_work() -> None:
    assert steps(3000) == pytest.approx(10 * steps(300), rel=0.05)
