"""What looking into an attachment gives: plain values, kept until the file changes."""

from __future__ import annotations

from typing import NamedTuple


class Passage(NamedTuple):
    """A stretch of text and where it stands: “第 2 页”, “工作表“名单”（隐藏）第 3 行”, “文件属性“作者””."""

    place: str
    text: str


class Inspection(NamedTuple):
    """`type` is the extension that the content deserves (empty when unknown), `size` in bytes (-1: can't be read).

    `hidden` names what a reader would not see (hidden sheets, comments, deleted text), `active` what could run
    (macros, scripts), `properties` the persons named in the file's properties; `unreadable` says why its text is not
    known.
    """

    size: int = 0
    type: str = ""
    passages: tuple[Passage, ...] = ()
    hidden: tuple[str, ...] = ()
    active: tuple[str, ...] = ()
    properties: tuple[str, ...] = ()
    unreadable: str = ""
