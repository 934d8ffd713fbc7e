"""Do 章, 节, 条, 款 and 一、（一）1.（1） follow one another without gap or repetition?

The numbers are those that `gazette.units` recognises. A number 1 may begin anew: another part, an annexed text. What
stands within a quotation (第三条修改为：“第三条 …”) is another text's numbering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from plugins.gazette.findings import Severity
from plugins.gazette.units import Unit

from ..registry import document_rule
from ..subject import Fault, Subject

FAMILY = "编号"
PARTS = {"bian": "编", "fenbian": "分编", "zhang": "章", "jie": "节", "tiao": "条"}
# 一、（一）1.（1）, each with a series of its own, whatever `units` calls it at its place
ITEMS = tuple(map(re.compile, ("[一二三四五六七八九十百]", "[（(][一二三四五六七八九十百]", r"\d", r"[（(]\d")))
COUNTED_FROM_ONE = ("jie", 0, 1)
FIRST, SECOND = (1,), (2,)
# A label that is itself at fault (第—条, （一国有): another rule speaks of it, and its number is not missing.
N, DASH = "[一二三四五六七八九十百]", "[-—－–ー]"
MANGLED = re.compile(
    f"[ \t]*(?:第{N}*{DASH}{N}*[编章节条]|[（(]?{N}*{DASH}[）)、]|[（(]{N}+(?![一二三四五六七八九十百）)])|{N}+[）)])"
)
LOOK_BACK = 10  # lines before the first of a series in which it may stand mangled
ENDED: dict[str | int, tuple[str | int, ...]] = {
    "bian": ("jie",), "fenbian": ("jie",), "zhang": ("jie",), "jie": (),
    "tiao": (0, 1, 2, 3), 0: (1, 2, 3), 1: (2, 3), 2: (3,), 3: (),
}  # fmt: skip


class Numbered(NamedTuple):
    """A unit in its series (第…条, （一） …): its line, its label, its own number; `series` counts beginnings anew.

    `from_one` where the text itself shows that its series begins here; an extract begins anywhere.
    """

    line: int
    label: str
    number: tuple[int, ...]
    series: tuple[str | int, int]
    from_one: bool = False


@document_rule("NU001", "编号不连续", Severity.WARNING)
def broken_numbering(subject: Subject) -> Iterator[Fault]:
    """章、节、条和一、（一）1.（1）的编号依次递增，不缺号、不重号。附录的文件可以重新从一开始。

    通过：

    ```text
    第一条 为了规范管理，制定本办法。
    第二条 本办法自公布之日起施行。
    ```

    不通过：

    ```text
    第一条 为了规范管理，制定本办法。
    第三条 本办法自公布之日起施行。
    ```
    """
    series: dict[tuple[str | int, int], list[Numbered]] = {}
    for one in _numbered(subject):
        series.setdefault(one.series, []).append(one)
    for units in series.values():
        for unit, before, last in _broken(units):
            if unit.number not in (_next(_next(before)), _next(FIRST)) or not _is_mangled(subject, last, unit.line):
                yield Fault(unit.line, 1, _message(unit, before), "核对编号，对照原件补上缺少的部分。")


def _is_mangled(subject: Subject, last: int, line: int) -> bool:
    """Whether a label between these lines of the file is at fault itself."""
    first = subject.document.front_matter.body_line
    if "lines" not in subject.memory:
        subject.memory["lines"] = subject.document.body.split("\n")
    between = subject.memory["lines"][max(0, last - first + 1) : line - first]
    return any(map(MANGLED.match, between))


def _numbered(subject: Subject) -> Iterator[Numbered]:
    """The numbered units; a new 章 begins the 节 anew, a new （一） the 1. below it."""
    begun: dict[str | int, int] = dict.fromkeys(ENDED, 0)
    is_whole = False
    for line, unit in _units(subject):
        is_part = unit.kind in PARTS
        kind = unit.kind if is_part else _depth(unit.label)
        if kind is None:
            continue
        number = unit.number if is_part else unit.number[-1:]
        for ended in ENDED[kind]:
            begun[ended] += 1
        from_one = is_whole if kind == "zhang" else kind in COUNTED_FROM_ONE and begun[kind] > 0
        from_one = from_one or (kind == "tiao" and number == SECOND and subject.is_own)  # ours are no extracts
        is_whole = is_whole or (kind == "tiao" and number == FIRST)
        yield Numbered(line, unit.label, number, (kind, begun[kind]), from_one)


@cache
def _depth(label: str) -> int | None:
    return next((depth for depth, item in enumerate(ITEMS) if item.match(label)), None)


def _units(subject: Subject) -> Iterator[tuple[int, Unit]]:
    """The numbered units outside quotations, with the lines of the file on which they stand."""
    body, first = subject.document.body, subject.document.front_matter.body_line
    lines = body.split("\n")
    quoted = _quoted(lines) if "“" in body else frozenset()
    for row, unit in subject.document.units:
        # （四）、（五）项所列人员 names items, it is none.
        if (label := unit.label) and row not in quoted and not lines[row].startswith(f"{label}、"):
            yield first + row, unit


def _quoted(lines: list[str]) -> frozenset[int]:
    """The rows that begin within a quotation."""
    depth, found = 0, []
    for row, line in enumerate(lines):
        if depth:
            found.append(row)
        if "“" in line or "”" in line:
            depth = max(0, depth + line.count("“") - line.count("”"))
    return frozenset(found)


def _broken(units: list[Numbered]) -> Iterator[tuple[Numbered, tuple[int, ...], int]]:
    """Each unit whose number is not the next one, the number before it, and the line of that. Where only its own number
    is wrong, the ones after it are not."""
    before, last = _start(units), units[0].line - LOOK_BACK
    for unit, following in zip(units, (*units[1:], None), strict=True):
        number = unit.number
        if not _follows(before, number):
            after = following.number if following else ()
            alone = bool(after) and after in (_next(before), _next(_next(before))) and not _follows(number, after)
            if alone or number != FIRST or before == FIRST:
                yield unit, before, last
            if alone:
                number = before if after == _next(before) else _next(before)
        before, last = number, unit.line


def _start(units: list[Numbered]) -> tuple[int, ...]:
    """The number before the first. An extract, a part of a code or an amendment begins with any 条."""
    from_one = units[0].from_one or (len(units) > 1 and units[1].number == _next(FIRST))
    return (0,) if from_one else (units[0].number[0] - 1,)


def _next(number: tuple[int, ...]) -> tuple[int, ...]:
    return (number[0] + 1,)


def _follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    if len(number) > 1:  # 第十二条之一 after 第十二条 or 第十二条之…
        return number[0] == before[0] and number[1] == (before[1] + 1 if len(before) > 1 else 1)
    return number[0] == before[0] + 1


def _message(unit: Numbered, before: tuple[int, ...]) -> str:
    if before == (0,):
        return f"“{unit.label}”之前没有{_written(unit, FIRST)}".rstrip()
    what = "重复" if unit.number == before else "跳号" if unit.number > before else "倒号"
    return f"“{unit.label}”{what}：前一个是{_written(unit, before)}"


def _written(unit: Numbered, number: tuple[int, ...]) -> str:
    noun = PARTS.get(str(unit.series[0]), "")
    main = f"第 {number[0]} {noun}" if noun else f" {number[0]} "
    return main + (f"之{number[1]}" if len(number) > 1 else "")
