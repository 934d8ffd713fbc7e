"""Is every bracket and quotation mark closed, and is it the Chinese one?

GB/T 15834-2011, 4.8 to 4.10 and 4.15. What others wrote is only asked about where a mark is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.gazette.findings import Severity

from ..passages import Passage
from ..registry import document_rule
from ..subject import Fault, Subject, by_line, quoted

FAMILY = "成对的标点"
PAIRS = {"》": "《", "〉": "〈", "）": "（", ")": "(", "〕": "〔", "】": "【", "”": "“", "’": "‘", "」": "「", "』": "『"}
OPENERS = {opener: closer for closer, opener in PAIRS.items()}
QUOTES = "“‘「『"  # a quotation may run over paragraphs
MARK = re.compile("[" + re.escape("".join((*PAIRS, *OPENERS))) + "]|\n")
OTHER = re.compile("[^" + re.escape("".join((*PAIRS, *OPENERS))) + "\n]+")
MARKER = re.compile(r"(?:^|\n)[ \t>*-]*(?:[0-9a-zA-Z]{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])$")
ROUND = re.compile(r"\((?<!\]\()(?P<inside>[^()\n]*)\)")
HABIT = 4  # as many half-width brackets, and none in full width, are no slip but the typist's way
HANZI = re.compile("[一-鿿]")
NESTED = re.compile(r"《[^《》\n]*(?P<inner>《[^《》\n]*》)(?=[^《\n]*》)")


@document_rule("PN003", "不成对的括号、引号和书名号", Severity.WARNING)
def unbalanced(subject: Subject) -> Iterator[Fault]:
    """括号、引号、书名号要成对。引号可以跨段，其余在一段之内配对。

    通过：

    ```text
    根据《条例》（以下简称“本条例”）制定。
    ```

    不通过：

    ```text
    根据《条例（以下简称“本条例”）制定。
    ```
    """
    for passage in subject.passages:
        for offset, message, hint in _unmatched(passage.text):
            yield Fault(*passage.place(offset), message, hint)


def _is_balanced(text: str) -> bool:
    """Whether every mark of every line has its other half: true of nearly all texts, and said without a loop."""
    marks, before = OTHER.sub("", text), ""
    while marks != before:
        before = marks
        for closer, opener in PAIRS.items():
            marks = marks.replace(opener + closer, "")
    return not marks.strip("\n")


def _unmatched(text: str) -> Iterator[tuple[int, str, str]]:
    if _is_balanced(text):
        return
    opened: list[tuple[str, int]] = []
    for match in MARK.finditer(text):
        mark, offset = match[0], match.start()
        if mark == "\n":
            yield from (_open(mark, at) for mark, at in opened if mark not in QUOTES)
            opened = [(mark, at) for mark, at in opened if mark in QUOTES]
        elif mark in OPENERS:
            if not (mark in QUOTES and _continues(text, offset, opened)):
                opened.append((mark, offset))
        else:
            yield from _close(text, mark, offset, opened)
    yield from (_open(mark, at) for mark, at in opened)


def _open(mark: str, at: int) -> tuple[int, str, str]:
    return at, f"“{mark}”没有配对的“{OPENERS[mark]}”", f"补上“{OPENERS[mark]}”。"


def _continues(text: str, offset: int, opened: list[tuple[str, int]]) -> bool:
    """Whether this opens a further paragraph of a quotation that is still open."""
    starts = not text[text.rfind("\n", 0, offset) + 1 : offset].strip()
    return starts and any(mark == text[offset] for mark, _ in opened)


def _close(text: str, mark: str, offset: int, opened: list[tuple[str, int]]) -> Iterator[tuple[int, str, str]]:
    wanted = PAIRS[mark]
    places = [place for place, (opener, _) in enumerate(opened) if opener == wanted]
    if places:
        yield from (_open(opener, at) for opener, at in opened[places[-1] + 1 :])
        del opened[places[-1] :]
    elif mark in "）)" and opened and opened[-1][0] in "（(":
        opener, _ = opened.pop()
        yield offset, f"“{opener}”和“{mark}”一个全角、一个半角", OPENERS[opener]
    elif not (mark in "）)" and MARKER.search(text, max(0, offset - 8), offset)) and mark != "’":
        yield offset, f"“{mark}”没有配对的“{wanted}”", f"补上“{wanted}”，或删去“{mark}”。"


@document_rule("PN007", "中文里的半角括号", Severity.WARNING)
def half_round(subject: Subject) -> Iterator[Fault]:
    """中文的括号用全角。通篇用半角括号的，只在第一处提示；转载的文件不作检查。

    通过：

    ```text
    （一）落实责任（含街道）。
    ```

    不通过：

    ```text
    (一)落实责任(含街道)。
    ```
    """
    found = list(_half_brackets(subject)) if subject.is_own else []
    if not found:
        return
    if len(found) <= max(HABIT, sum(passage.text.count("（") for passage in subject.passages)):
        yield from by_line(found)
    else:
        yield found[0]._replace(message=f"全文用半角括号（共 {len(found)} 处）", severity=Severity.NOTE)


def _half_brackets(subject: Subject) -> Iterator[Fault]:
    for passage, match in subject.matches(ROUND, "("):
        if HANZI.search(match["inside"]) and not passage.is_address(match.start()):
            yield Fault(*passage.place(match.start()), f"中文里用了半角括号{quoted(match[0])}", f"（{match['inside']}）")


@document_rule("PN008", "书名号里的书名号", Severity.WARNING)
def nested_title(subject: Subject) -> Iterator[Fault]:
    """书名号里还有书名的，里面用单书名号〈〉（GB/T 15834—2011，4.15.3）。转载的文件不作检查。

    通过：

    ```text
    按照《关于印发〈政务公开工作方案〉的通知》执行。
    ```

    不通过：

    ```text
    按照《关于印发《政务公开工作方案》的通知》执行。
    ```
    """
    if subject.is_own:
        yield from by_line(_nested(passage, match) for passage, match in subject.matches(NESTED, "《"))


def _nested(passage: Passage, match: re.Match[str]) -> Fault:
    inner = match["inner"]
    return Fault(*passage.place(match.start("inner")), f"书名号里又用了书名号{quoted(inner)}", f"〈{inner[1:-1]}〉")
