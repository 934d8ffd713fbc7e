"""What a citation means: a text, and the clause of it where one is named and there."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .documents import Document
from .numerals import in_chinese
from .works import Work

NAMES = {"tiao": "条", "kuan": "款", "xiang": "项", "mu": "目"}


@dataclass(frozen=True, slots=True)
class Cited:
    """`document` is None when the text cited is not here, or several works bear its title (`candidates`); `is_missing`
    says that it has no clause of that number."""

    document: Document | None
    anchor: str = ""
    is_missing: bool = False
    is_ambiguous: bool = False
    candidates: tuple[Work, ...] = ()


def clause(target: Document, anchor: str) -> Cited:
    """The clause of a text: where a text lacks the 款 or 项, its 条; within an annex that alone has such a clause."""
    known = target.anchors if anchor else frozenset()
    if not known:
        return Cited(target)
    steps = anchor.split("-")
    while steps:
        name = "-".join(steps)
        if name in known:
            return Cited(target, name)
        annexed = [one for one in known if one.endswith(f"-{name}")]
        if annexed:
            return Cited(target, annexed[0] if len(annexed) == 1 else "")
        steps = steps[:-2] if len(steps) > 3 and steps[-2] in ("kuan", "xiang", "mu") else []
    return Cited(target, is_missing=True)


def lacks(anchors: Collection[str], anchor: str) -> bool:
    """Whether a text of these anchors certainly lacks the 款 or 项 of this one: its 条 is there and has fewer 款, or has
    项 but not this. Items are looked for in every 款 of the 条: few name the 款."""
    article, _, rest = anchor.partition("-kuan-") if "-kuan-" in anchor else anchor.partition("-xiang-")
    if not rest or article not in anchors:
        return False
    if "-kuan-" in anchor:
        return f"{article}-kuan-{rest.partition('-')[0]}" not in anchors
    items = [name for name in anchors if name.startswith(f"{article}-") and "-xiang-" in name]
    return bool(items) and not any(name.endswith(f"-xiang-{rest.partition('-')[0]}") for name in items)


def label(anchor: str) -> str:
    """How a reader names a clause: 第十二条第二款第（三）项 for ``tiao-12-kuan-2-xiang-3``; an annex is not named."""
    words, name = "", ""
    for part in anchor[anchor.find("tiao-") :].split("-"):
        if part in NAMES:
            name = part
        elif part.isdigit():
            number = in_chinese(int(part))
            closed = f"（{number}）" if name == "xiang" else number
            words += f"之{number}" if words.endswith("条") and name == "tiao" else f"第{closed}{NAMES[name]}"
    return words
