"""Do 章, 节, 条, 款 and 一、（一）1.（1） follow one another without gap or repetition?

The numbers are those that `gazette.units` recognises. A number 1 may begin anew: another part, an annexed text. What
stands within a quotation (第三条修改为：“第三条 …”) is another text's numbering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from plugins.gazette.findings import Severity
from plugins.gazette.units import Unit

from ..registry import document_rule
from ..subject import Fault, Subject

FAMILY = "编号"
PARTS = {"bian": "编", "fenbian": "分编", "zhang": "章", "jie": "节", "tiao": "条"}
# 一、（一）1.（1）, each with a series of its own, whatever `units` calls it at its place
ITEMS = tuple(map(re.compile, ("[一二三四五六七八九十百]", "[（(][一二三四五六七八九十百]", r"\d", r"[（(]\d")))
RUN_ON = re.compile("、[（(]")  # （四）、（五）项所列人员: a reference, no item
ENDED = {
    "bian": ("jie",), "fenbian": ("jie",), "zhang": ("jie",), "jie": (),
    "tiao": (0, 1, 2, 3), 0: (1, 2, 3), 1: (2, 3), 2: (3,), 3: (),
}  # fmt: skip


class Numbered(NamedTuple):
    """A unit in its series (第…条, （一） …): its line, its label, its own number; `series` counts beginnings anew."""

    line: int
    label: str
    number: tuple[int, ...]
    series: tuple[str | int, int]


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
    yield from sorted(fault for units in series.values() for fault in _broken(units))


def _numbered(subject: Subject) -> Iterator[Numbered]:
    """The numbered units; a new 章 begins the 节 anew, a new （一） the 1. below it."""
    begun: dict[str | int, int] = {}
    for line, unit, after in _units(subject):
        kind = _series(unit)
        if kind is None or RUN_ON.match(after):
            continue
        number = unit.number if kind in PARTS else unit.number[-1:]
        for ended in ENDED[kind]:
            begun[ended] = begun.get(ended, 0) + 1
        yield Numbered(line, unit.label.strip(), number, (kind, begun.get(kind, 0)))


def _series(unit: Unit) -> str | int | None:
    if unit.kind in PARTS:
        return unit.kind
    return next((depth for depth, item in enumerate(ITEMS) if item.match(unit.label)), None)


def _units(subject: Subject) -> Iterator[tuple[int, Unit, str]]:
    """The numbered units outside quotations, with the lines of the file on which they stand and the words after the
    label."""
    body, first = subject.document.body, subject.document.front_matter.body_line
    lines, depth, last = body.split("\n"), 0, 0
    quoting = "“" in body
    for row, unit in subject.document.units:
        if quoting:
            between = "\n".join(lines[last:row])
            depth, last = max(0, depth + between.count("“") - between.count("”")), row
        if not depth and unit.label:
            _, _, after = lines[row].partition(unit.label)
            yield first + row, unit, after


def _broken(units: list[Numbered]) -> Iterator[Fault]:
    """Each unit whose number is not the next one. Where only its own number is wrong, the ones after it are not."""
    before = units[0].number
    for place, unit in enumerate(units[1:], 1):
        number, after = unit.number, units[place + 1].number if place + 1 < len(units) else ()
        alone = bool(after) and after in (_next(_next(before)), _next(before)) and not _follows(number, after)
        if not _follows(before, number) and not (number == (1,) and not alone and before != (1,)):
            yield Fault(unit.line, 1, _message(unit, before), "核对编号，对照原件补上缺少的部分。")
            if alone:
                number = _next(before) if after == _next(_next(before)) else before
        before = number


def _next(number: tuple[int, ...]) -> tuple[int, ...]:
    return (number[0] + 1,)


def _follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    if len(number) > 1:  # 第十二条之一 after 第十二条 or 第十二条之…
        return number[0] == before[0] and number[1] == (before[1] + 1 if len(before) > 1 else 1)
    return number[0] == before[0] + 1


def _message(unit: Numbered, before: tuple[int, ...]) -> str:
    what = "重复" if unit.number == before else "跳号" if unit.number > before else "倒号"
    return f"“{unit.label}”{what}：前一个是{_written(unit, before)}"


def _written(unit: Numbered, number: tuple[int, ...]) -> str:
    noun = PARTS.get(str(unit.series[0]), "")
    main = f"第 {number[0]} {noun}" if noun else f" {number[0]} "
    return main + (f"之{number[1]}" if len(number) > 1 else "")
