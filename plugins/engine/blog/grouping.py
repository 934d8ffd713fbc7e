"""How are contents grouped: by translation, by period, and in the order of dates? Pelican's answers, in linear time.

Pelican asks of every article whether it is in a list, for each list; here each article is looked at once for each group
that it is in. `steps` counts these looks, so that a test can show that they grow with the site and not with its square.
"""

from __future__ import annotations

import calendar
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

from pelican.utils import get_original_items

PERIODS: dict[str, Callable[[Any], Any]] = {
    "year": attrgetter("date.year"),
    "month": attrgetter("date.year", "date.month"),
    "day": attrgetter("date.year", "date.month", "date.day"),
}


class Counter:
    steps = 0


def translations(items: list[Any], translation_id: str | Collection[str] | None) -> tuple[list[Any], list[Any]]:
    """`pelican.utils.process_translations`: the originals and the translations; `items` is sorted by the id."""
    if not translation_id:
        return items, []
    names = {translation_id} if isinstance(translation_id, str) else set(translation_id)
    key = attrgetter(*names)
    try:
        items.sort(key=key)
    except AttributeError:
        message = f"Cannot use {names} as 'translation_id', there appear to be items without these metadata attributes"
        raise AttributeError(message) from None
    originals: list[Any] = []
    for found, group in groupby(items, key):
        originals += _one_group(list(group), names, found)
    chosen = {id(item) for item in originals}
    Counter.steps += len(items)
    return originals, [item for item in items if id(item) not in chosen]


def _one_group(group: list[Any], names: set[str], found: Any) -> list[Any]:
    if len(group) == 1:  # whatever it is, it is no translation of another
        group[0].translations = []
        if group[0].metadata.get("translation", "false").lower() == "false":
            return group
    told = (found,) if len(names) == 1 else found
    words = "with" + ", ".join([' {} "{{}}"'] * len(names)).format(*names).format(*told)
    originals: list[Any] = get_original_items(group, words)
    for item in group:
        item.translations = [other for other in group if other is not item]
    return originals


class Order:
    """The place of each article in one list, by which parts of it are put in the same order."""

    def __init__(self, items: Sequence[Any]) -> None:
        self._places = {id(item): place for place, item in enumerate(items)}

    def of(self, part: Iterable[Any]) -> list[Any]:
        """`[item for item in items if item in part]`."""
        inside = {id(item): item for item in part if id(item) in self._places}
        Counter.steps += len(inside)
        return sorted(inside.values(), key=lambda item: self._places[id(item)])


def periods(dates: Sequence[Any], articles: Sequence[Any], settings: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """`ArticlesGenerator._build_period_archives`."""
    archives: dict[str, list[dict[str, Any]]] = defaultdict(list)
    order = Order(articles) if any(settings[f"{name.upper()}_ARCHIVE_SAVE_AS"] for name in PERIODS) else None
    for name, key in PERIODS.items():
        save_as, url = (settings[f"{name.upper()}_ARCHIVE_{what}"] for what in ("SAVE_AS", "URL"))
        if not save_as or order is None:
            continue
        for period, group in groupby(dates, key=key):
            held = list(group)
            day = held[0].date
            places = {"save_as": save_as.format(date=day), "url": url.format(date=day)}
            archives[name].append({"dates": held, "articles": order.of(held), **places, **_named(name, period)})
    return archives


def _named(name: str, period: Any) -> dict[str, Any]:
    if name == "year":
        return {"period": (period,), "period_num": (period,)}
    month = calendar.month_name[period[1]]
    return {"period": (period[0], month, *period[2:]), "period_num": tuple(period)}
