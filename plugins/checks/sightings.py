"""Where do personal data stand: in a document's name, head and text, and in the passages of its attachments?

Comments of the head and the file's name are published too: as the source beside the page, and as its address.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from html import unescape
from typing import NamedTuple

from plugins.gazette import personal, rosters
from plugins.gazette.findings import Severity
from plugins.gazette.personal import Hit
from plugins.gazette.values import Value

from .inside import Passage
from .subject import Subject, quoted

NAMES = {"identity": "身份证号码", "card": "银行卡号", "mobile": "手机号码", "address": "住址",
         "account": "证件号码或社交账号"}  # fmt: skip
SIGNS = frozenset("住户籍庭室房元照证微Q")  # one of them is in whatever is found by words
SHORTEST = 11  # signs of a number
LONG_NUMBER = re.compile(r"[0-9０-９][0-9０-９ －　.·—*＊×\\()（）\u00a0\u2000-\u2013\u202f-]{9,}[0-9０-９*＊×]")
COMMENT = re.compile(r"(?:^|(?<=\s))#.*", re.MULTILINE)


class Seen(NamedTuple):
    """A hit with its place in the file; `where` says of what it is a part when no line shows it."""

    line: int
    column: int
    words: str
    hit: Hit
    where: str = ""

    @property
    def severity(self) -> Severity | None:
        return None if self.hit.certain else Severity.WARNING


def hits(subject: Subject, kind: str) -> Iterator[Seen]:
    return (seen for seen in _all(subject) if seen.hit.kind == kind)


def _all(subject: Subject) -> list[Seen]:
    """The hits of the front matter and the text; looked for once for all rules."""
    remembered: list[Seen] | None = subject.memory.get("personal")
    if remembered is None:
        remembered = subject.memory["personal"] = [
            *_in_name(subject), *_in_front_matter(subject), *_in_comments(subject), *_in_body(subject)
        ]  # fmt: skip
    return remembered


def _in_name(subject: Subject) -> Iterator[Seen]:
    """The file's name is part of the page's address."""
    path = subject.document.path
    for hit in personal.find(path) if _worth_reading(path) else ():
        yield Seen(1, 1, path[hit.start : hit.end], hit, "文件名中")


def _in_comments(subject: Subject) -> Iterator[Seen]:
    """A comment of the head is on no page, but in the source that is published beside it."""
    head = subject.document.front_matter.head
    for comment in COMMENT.finditer(head) if "#" in head else ():
        line, column = head.count("\n", 0, comment.start()) + 1, comment.start() - head.rfind("\n", 0, comment.start())
        for hit in personal.find(comment[0]) if _worth_reading(comment[0]) else ():
            yield Seen(line, column + hit.start, comment[0][hit.start : hit.end], hit, "注释中")


def _in_front_matter(subject: Subject) -> Iterator[Seen]:
    known = subject.document.index_text
    for entry in subject.document.front_matter.entries:
        for value in _scalars(entry.value):
            text = str(value.data)
            if not _worth_reading(text) or (text == known and subject.document.index_number):
                continue
            for hit in personal.find(f"{entry.key}：{text}"):  # the field's name says what a number is
                start = hit.start - len(entry.key) - 1
                words = text[max(start, 0) : hit.end - len(entry.key) - 1]
                yield Seen(*subject.place_in(value, start, words), words, hit)


def _in_body(subject: Subject) -> Iterator[Seen]:
    body = subject.document.body
    for hit in personal.find(body):
        yield Seen(*subject.prose.place(hit.start), body[hit.start : hit.end], hit)
    for row, line in enumerate(body.split("\n")) if "&#" in body else ():
        shown = unescape(line)
        if shown != line:  # digits written as &#49; are digits to whoever reads the page
            known = personal.find(line)
            for hit in personal.find(shown)[len(known) :]:
                yield Seen(subject.prose.first_line + row, line.find("&#") + 1, shown[hit.start : hit.end], hit)


def _worth_reading(text: str) -> bool:
    return not SIGNS.isdisjoint(text) or (len(text) >= SHORTEST and bool(LONG_NUMBER.search(text)))


def _scalars(value: Value) -> Iterator[Value]:
    if isinstance(value.data, str):
        yield value
        return
    for item in value.items:
        yield from _scalars(item)
    for key, item in value.pairs:
        yield from _scalars(key)
        yield from _scalars(item)


def written_on(subject: Subject) -> date | None:
    """The day on which ages are counted."""
    return subject.document.signed_on or subject.document.published_on


def veiled(words: str) -> str:
    """What a report may repeat of a number: its ends. Reports are kept and sent about."""
    return f"{words[:3]}…{words[-2:]}"


class Found(NamedTuple):
    place: str
    what: str
    masked: str
    certain: bool = True


def in_passages(passages: Sequence[Passage], title: str, day: date | None = None) -> Iterator[Found]:
    """What the passages of an attachment show of persons; the rows of a table are read together with its head."""
    starts, parts, offset = list[int](), list[str](), 0
    for before, passage in zip((None, *passages), passages, strict=False):
        together = before is not None and "\t" in before.text and "\t" in passage.text and _same(before, passage)
        parts.append(passage.text if together or before is None else f"\n{passage.text}")
        starts.append(offset + len(parts[-1]) - len(passage.text))
        offset += len(parts[-1]) + 1
    text = "\n".join(parts)
    for hit in personal.find(text):
        words = quoted(veiled(text[hit.start : hit.end]))
        yield Found(_where(passages, starts, hit.start), f"{NAMES[hit.kind]}{words}", hit.masked, hit.certain)
    for named in rosters.children(text, title, day):
        yield Found(_where(passages, starts, named.start), f"未成年人的姓名“{named.name[0]}…”", named.masked)


def _same(before: Passage, passage: Passage) -> bool:
    """Whether two passages are of one sheet."""
    return before.place.rpartition("第")[0] == passage.place.rpartition("第")[0]


def _where(passages: Sequence[Passage], starts: Sequence[int], offset: int) -> str:
    return passages[max(bisect_right(starts, offset) - 1, 0)].place
