"""Can the public still say what it thinks? The state of an 意见征集 on a given day, worked out from its dates.

重大行政决策程序暂行条例 (Order 713) Articles 15 and 32: a draft lies open for a term, then it is made known what was
taken up. The day is always an argument.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .documents import Document


class Stage(StrEnum):
    COMING = "尚未开始"
    OPEN = "征集中"
    CLOSED = "已结束"
    ANSWERED = "已反馈"

    @property
    def id(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Progress:
    """`day` is the one the stage is about: the first, the last, or that of the feedback; `feedback` the document that
    gives it, where it is another one."""

    stage: Stage
    day: date | None = None
    feedback: Document | None = None


def on(day: date, document: Document, feedback: tuple[Document, ...] = ()) -> Progress | None:
    """The state on `day`; None when the document does not say until when it is open. `feedback`: what answers it."""
    opens, closes, answered = (document.particulars.get(key) for key in ("征集开始", "征集截止", "反馈日期"))
    given = next((d for d in feedback if d.published_on and d.published_on <= day), None)
    if given is not None:
        return Progress(Stage.ANSWERED, given.published_on, given)
    if answered and answered <= day:
        return Progress(Stage.ANSWERED, answered)
    if closes is None:
        return None
    if document.particulars.get("采纳情况") and not answered and day > closes:
        return Progress(Stage.ANSWERED)
    if opens and day < opens:
        return Progress(Stage.COMING, opens)
    return Progress(Stage.OPEN if day <= closes else Stage.CLOSED, closes)
