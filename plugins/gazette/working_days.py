"""How many working days lie between two days, with the country's holidays and the weekends worked in exchange.

The holidays are those of the yearly notices of 国务院办公厅, as the library `chinesecalendar` holds them; for years it
does not know yet, Saturdays and Sundays are free and every other day is worked.
"""

from __future__ import annotations

from datetime import date, timedelta


def after(day: date, count: int) -> date:
    """The last day of a term of `count` working days that begins on the day after `day`."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def is_working_day(day: date) -> bool:
    import chinese_calendar  # a large table, needed only where a term has to be counted

    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5
