"""Which moment is meant by a date in metadata, and does that depend on the day on which it is read?

Pelican hands every date to dateutil, which is slow, and which takes what is missing from today.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any, NamedTuple

import dateutil.parser  # type: ignore[import-untyped]
from pelican.utils import SafeDatetime, get_date

FULL = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d))?)?")
OTHER_DAY = SafeDatetime(2003, 4, 9)


class Moment(NamedTuple):
    when: datetime
    today: bool  # whether another day would give another date


def parse(text: str) -> Moment:
    """Raises ValueError, as Pelican's `get_date` does."""
    if match := FULL.fullmatch(text):
        try:
            return Moment(SafeDatetime(*(int(part or 0) for part in match.groups())), False)
        except ValueError:
            pass  # dateutil makes something of 2020-13-01
    when = get_date(text)
    return Moment(when, when != _on(OTHER_DAY, text))


def _on(day: datetime, text: str) -> Any:
    try:
        return dateutil.parser.parse(re.sub(" +", " ", text), default=day)
    except (TypeError, ValueError):
        return None
