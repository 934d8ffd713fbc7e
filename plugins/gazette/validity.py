"""Does this rule apply on a given day? 尚未生效, 有效, 已修改, 失效 or 废止, and which document made it so.

The day is always an argument: nothing here asks what day it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .documents import Document


class Status(StrEnum):
    """The labels that live catalogues show in the field 有效性."""

    NOT_YET = "尚未生效"
    IN_FORCE = "有效"
    AMENDED = "已修改"
    EXPIRED = "失效"
    REPEALED = "废止"

    @property
    def id(self) -> str:
        return self.name.lower().replace("_", "-")

    @property
    def applies(self) -> bool:
        return self is Status.IN_FORCE


@dataclass(frozen=True, slots=True)
class Validity:
    """`since` is the day from which the status holds; `cause` the document that brought it about."""

    status: Status
    since: date | None = None
    cause: Document | None = None


def on(
    day: date,
    document: Document,
    later: tuple[Document, ...],
    repealed_by: tuple[Document, ...],
    amended_by: tuple[Document, ...] = (),
) -> Validity:
    """The status of one version on `day`.

    `later` are the newer versions of the same work; `repealed_by` the documents whose 废止 names this text;
    `amended_by` those whose 修改 does: one that is no newer than this text is already in it. What is not yet in force
    brings nothing about. Repeal outweighs expiry, which outweighs amendment; of several causes the first counts.
    """
    if cause := _first(day, repealed_by):
        return Validity(Status.REPEALED, cause.in_force_from, cause)
    if document.expires_on and document.expires_on <= day:
        return Validity(Status.EXPIRED, document.expires_on)
    newer = tuple(a for a in amended_by if (a.version_date or date.min) > (document.version_date or date.max))
    if cause := _first(day, (*later, *newer)):
        return Validity(Status.AMENDED, cause.in_force_from, cause)
    start = document.in_force_from
    return Validity(Status.NOT_YET if start and start > day else Status.IN_FORCE, start)


def _first(day: date, causes: Iterable[Document]) -> Document | None:
    """Of the documents in force on `day` the one that came into force first."""
    in_force = [(cause.in_force_from, place, cause) for place, cause in enumerate(causes) if cause.in_force_from]
    return min((found for found in in_force if found[0] <= day), default=(None, 0, None))[2]
