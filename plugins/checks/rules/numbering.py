"""Do 章, 节, 条, 款 and 一、（一）1.（1） follow one another without gap or repetition?

The numbers are those that `gazette.units` recognises. A number 1 may always begin anew: another part, an annexed
text. What stands within a quotation (第三条修改为：“第三条 …”) is another text's numbering.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.gazette.findings import Severity
from plugins.gazette.units import Unit

from ..registry import document_rule
from ..subject import Fault, Subject

FAMILY = "编号"
ORDER = ("bian", "fenbian", "zhang", "jie", "tiao", "sec1", "sec2", "sec3", "sec4", "xiang", "mu")
RESTARTED = {"bian": ("jie",), "fenbian": ("jie",), "zhang": ("jie",), "jie": (), "tiao": ("xiang", "mu"),
             "sec1": ("sec2", "sec3", "sec4"), "sec2": ("sec3", "sec4"), "sec3": ("sec4",), "sec4": (),
             "kuan": ("xiang", "mu"), "xiang": ("mu",), "mu": ()}  # fmt: skip
LABELS = {"bian": "编", "fenbian": "分编", "zhang": "章", "jie": "节", "tiao": "条"}


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
    last: dict[str, tuple[int, ...]] = {}
    for line, unit in _units(subject):
        for kind in RESTARTED.get(unit.kind, ()):
            last.pop(kind, None)
        if unit.kind not in ORDER:
            continue
        before, number = last.get(unit.kind), _own(unit)
        if before is not None and not _follows(before, number):
            yield Fault(line, 1, _message(unit, before, number), "核对编号，对照原件补上缺少的部分。")
        last[unit.kind] = number


def _units(subject: Subject) -> Iterator[tuple[int, Unit]]:
    """The numbered units outside quotations, with the lines of the file on which they stand."""
    body, first = subject.document.body, subject.document.front_matter.body_line
    lines, depth, last = body.split("\n"), 0, 0
    quoting = "“" in body
    for row, unit in subject.document.units:
        if quoting:
            between = "\n".join(lines[last:row])
            depth, last = max(0, depth + between.count("“") - between.count("”")), row
        if not depth:
            yield first + row, unit


def _own(unit: Unit) -> tuple[int, ...]:
    """The last number of a section's path, or the number of an article with its 之一."""
    return unit.number[-1:] if unit.kind.startswith("sec") else unit.number


def _follows(before: tuple[int, ...], number: tuple[int, ...]) -> bool:
    if number == (1,):
        return True
    if len(number) > 1:  # 第十二条之一 after 第十二条 or 第十二条之…
        return number[0] == before[0] and number[1] == (before[1] + 1 if len(before) > 1 else 1)
    return number[0] == before[0] + 1


def _message(unit: Unit, before: tuple[int, ...], number: tuple[int, ...]) -> str:
    label = unit.label.strip()
    what = "重复" if number == before else "跳号" if number > before else "倒号"
    return f"“{label}”{what}：前一个是{_written(unit, before)}"


def _written(unit: Unit, number: tuple[int, ...]) -> str:
    noun = LABELS.get(unit.kind, "")
    main = f"第 {number[0]} {noun}" if noun else f" {number[0]} "
    return main + (f"之{number[1]}" if len(number) > 1 else "")
