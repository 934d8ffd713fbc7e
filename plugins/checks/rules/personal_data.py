"""Does a document publish what belongs to a person: identity and card numbers, telephones, homes, children's names?

政府信息公开条例 Article 15; 个人信息保护法 Articles 25 and 28 (all data of children under fourteen are sensitive). The
law makes no exception for what is reprinted.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from typing import NamedTuple

from plugins.gazette import personal, rosters
from plugins.gazette.findings import Severity
from plugins.gazette.personal import Hit
from plugins.gazette.values import Value

from ..inside import Passage
from ..registry import document_rule, related_rule
from ..subject import Fault, RelatedSubject, Subject, quoted
from .attachments import looked_into

FAMILY = "个人信息"
NAMES = {"identity": "身份证号码", "card": "银行卡号", "mobile": "手机号码", "address": "住址"}
WORTH_READING = re.compile(r"[0-9０-９][0-9０-９ －　.·—\u00a0\u2010-\u2013-]{9,}[0-9０-９]|住|户|室|房|单元")


class _Seen(NamedTuple):
    """A hit with its place in the file."""

    line: int
    column: int
    words: str
    hit: Hit


def _hits(subject: Subject, kind: str) -> Iterator[_Seen]:
    return (seen for seen in _all(subject) if seen.hit.kind == kind)


def _all(subject: Subject) -> list[_Seen]:
    """The hits of the front matter and the text; looked for once for all rules."""
    remembered: list[_Seen] | None = subject.memory.get("personal")
    if remembered is None:
        remembered = subject.memory["personal"] = [*_in_front_matter(subject), *_in_body(subject)]
    return remembered


def _in_front_matter(subject: Subject) -> Iterator[_Seen]:
    for entry in subject.document.front_matter.entries:
        for value in _scalars(entry.value):
            text = str(value.data)
            if not WORTH_READING.search(text):
                continue
            for hit in personal.find(f"{entry.key}：{text}"):  # the field's name says what a number is
                start = hit.start - len(entry.key) - 1
                words = text[max(start, 0) : hit.end - len(entry.key) - 1]
                yield _Seen(*subject.place_in(value, start, words), words, hit)


def _in_body(subject: Subject) -> Iterator[_Seen]:
    body = subject.document.body
    for hit in personal.find(body):
        yield _Seen(*subject.prose.place(hit.start), body[hit.start : hit.end], hit)
    for row, line in enumerate(body.split("\n")) if "&#" in body else ():
        shown = unescape(line)
        if shown != line:  # digits written as &#49; are digits to whoever reads the page
            known = personal.find(line)
            for hit in personal.find(shown)[len(known) :]:
                yield _Seen(subject.prose.first_line + row, line.find("&#") + 1, shown[hit.start : hit.end], hit)


def _scalars(value: Value) -> Iterator[Value]:
    if isinstance(value.data, str):
        yield value
        return
    for item in value.items:
        yield from _scalars(item)
    for key, item in value.pairs:
        yield from _scalars(key)
        yield from _scalars(item)


@document_rule("PD001", "身份证号码", binding=True)
def identity_number(subject: Subject) -> Iterator[Fault]:
    """公开的文件中不得有完整的居民身份证号码（校验码相符的才报告）。遮盖时保留前六位和后四位，不露出生日期。

    通过：

    ```text
    身份证号：530112********0018
    ```

    不通过：

    ```text
    身份证号：11010519491231002X
    ```
    """
    for line, column, words, hit in _hits(subject, "identity"):
        yield Fault(line, column, f"有完整的身份证号码{quoted(_veiled(words))}", hit.masked)


@document_rule("PD002", "银行卡号", binding=True)
def card_number(subject: Subject) -> Iterator[Fault]:
    """公开的文件中不得有完整的银行卡号（校验位相符的才报告）。遮盖时只留后四位。写明是单位账户的，只作警告。

    不通过：

    ```text
    补贴发至卡号 6222021234567890128。
    ```
    """
    for line, column, words, hit in _hits(subject, "card"):
        severity = None if hit.certain else Severity.WARNING
        yield Fault(line, column, f"有完整的银行卡号{quoted(_veiled(words))}", hit.masked, severity)


@document_rule("PD003", "手机号码")
def mobile_number(subject: Subject) -> Iterator[Fault]:
    """公开的文件中不得有个人的手机号码。同一行写明是咨询、办公、值班、举报等电话的，只作警告：单位的电话用固定号码。

    通过：

    ```text
    联系人电话 138****5678。
    ```

    不通过：

    ```text
    申请人李某某，手机 13812345678。
    ```
    """
    for line, column, words, hit in _hits(subject, "mobile"):
        severity = None if hit.certain else Severity.WARNING
        yield Fault(line, column, f"有手机号码{quoted(_veiled(words))}", hit.masked, severity)


@document_rule("PD004", "个人住址")
def home_address(subject: Subject) -> Iterator[Fault]:
    """公开的文件中不得有个人的住址。没有写明是住址、但细到单元或室的地址，只作警告。

    通过：

    ```text
    办公地点：昆明市西山区秀苑路188号。
    ```

    不通过：

    ```text
    家庭住址：昆明市西山区示例路12号3栋2单元501室
    ```
    """
    for line, column, words, hit in _hits(subject, "address"):
        severity = None if hit.certain else Severity.WARNING
        yield Fault(line, column, f"有详细住址{quoted(words[:6])}等字样", hit.masked, severity)


def _veiled(words: str) -> str:
    """What a report may repeat of a number: its ends. Reports are kept and sent about."""
    return f"{words[:3]}…{words[-2:]}"


@document_rule("PD005", "名单中的未成年人姓名", binding=True)
def names_of_minors(subject: Subject) -> Iterator[Fault]:
    """名单、表格中不得有未成年人的姓名（不满十四周岁未成年人的个人信息都是敏感信息）。姓名只留姓氏，其余用“某”或 * 代替。

    不通过：

    ```text
    受助学生姓名：赵示例、钱示例
    ```
    """
    for named in rosters.children(subject.document.body, subject.document.title):
        place = subject.prose.place(named.start)
        yield Fault(*place, f"名单中有未成年人的姓名“{named.name[0]}…”", named.masked)


@document_rule("PD006", "姓名与病情", Severity.WARNING)
def illness_beside_name(subject: Subject) -> Iterator[Fault]:
    """表格中不应把个人的姓名与疾病、残疾情况列在一起：健康信息是敏感个人信息。

    通过：

    ```text
    | 姓名 | 病种 |
    |---|---|
    | 张某某 | 尿毒症 |
    ```

    不通过：

    ```text
    | 姓名 | 病种 |
    |---|---|
    | 张示例 | 尿毒症 |
    ```
    """
    for named in rosters.ill(subject.document.body):
        place = subject.prose.place(named.start)
        yield Fault(*place, f"表格中有姓名“{named.name[0]}…”和病情", named.masked)


@related_rule("PD007", "附件中的个人信息", binding=True, when=lambda document: document.attachments or document.links)
def in_attachments(subject: RelatedSubject) -> Iterator[Fault]:
    """附件（PDF、DOCX、XLSX、CSV、ZIP 等）中同样不得有个人信息。

    身份证号码、银行卡号、手机号码、住址和未成年人名单都在检查之列；隐藏的工作表、批注、修订记录和文件属性也要检查。
    """
    for place, path, inside in looked_into(subject):
        name = quoted(path.rpartition("/")[2])
        for found in in_passages(inside.passages, subject.document.title):
            severity = None if found.certain else Severity.WARNING
            yield Fault.at(place, f"附件 {name}{found.place}有{found.what}", found.masked, severity)


class _Found(NamedTuple):
    place: str
    what: str
    masked: str
    certain: bool = True


def in_passages(passages: Sequence[Passage], title: str) -> Iterator[_Found]:
    """What the passages of an attachment show of persons; the rows of a table are read together with its head."""
    starts, parts, offset = list[int](), list[str](), 0
    for before, passage in zip((None, *passages), passages, strict=False):
        together = before is not None and "\t" in before.text and "\t" in passage.text and _same(before, passage)
        parts.append(passage.text if together or before is None else f"\n{passage.text}")
        starts.append(offset + len(parts[-1]) - len(passage.text))
        offset += len(parts[-1]) + 1
    text = "\n".join(parts)
    for hit in personal.find(text):
        words = quoted(_veiled(text[hit.start : hit.end]))
        yield _Found(_where(passages, starts, hit.start), f"{NAMES[hit.kind]}{words}", hit.masked, hit.certain)
    for named in rosters.children(text, title):
        yield _Found(_where(passages, starts, named.start), f"未成年人的姓名“{named.name[0]}…”", named.masked)


def _same(before: Passage, passage: Passage) -> bool:
    """Whether two passages are of one sheet."""
    return before.place.rpartition("第")[0] == passage.place.rpartition("第")[0]


def _where(passages: Sequence[Passage], starts: Sequence[int], offset: int) -> str:
    return passages[max(bisect_right(starts, offset) - 1, 0)].place
