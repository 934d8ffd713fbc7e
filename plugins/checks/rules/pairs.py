"""Is every bracket and quotation mark closed, and is it the Chinese one?

GB/T 15834-2011, 4.8 to 4.10 and 4.15. What others wrote is only asked about where a mark is missing.
"""

from __future__ import annotations

import re
from collections import Counter
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
DEPTH = 5  # of marks within marks, as far as a text is not looked at one by one
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
    marks = OTHER.sub("", text)
    for _ in range(DEPTH):
        for closer, opener in PAIRS.items():
            marks = marks.replace(opener + closer, "")
        if not marks.strip("\n"):
            return True
    return False


class _Opened:
    """The marks that are open, in order, with their places; how many of each kind is known without a look."""

    def __init__(self) -> None:
        self.marks: list[tuple[str, int]] = []
        self.count: Counter[str] = Counter()

    def push(self, mark: str, offset: int) -> None:
        self.marks.append((mark, offset))
        self.count[mark] += 1

    def pop(self) -> tuple[str, int]:
        mark, offset = self.marks.pop()
        self.count[mark] -= 1
        return mark, offset

    def end_line(self) -> Iterator[tuple[str, int]]:
        """What a paragraph leaves open and may not: all but quotations."""
        if sum(self.count.values()) == sum(self.count[mark] for mark in QUOTES):
            return
        kept = [(mark, at) for mark, at in self.marks if mark in QUOTES]
        yield from ((mark, at) for mark, at in self.marks if mark not in QUOTES)
        self.marks, self.count = kept, Counter(mark for mark, _ in kept)


def _unmatched(text: str) -> Iterator[tuple[int, str, str]]:
    if _is_balanced(text):
        return
    opened = _Opened()
    for match in MARK.finditer(text):
        mark, offset = match[0], match.start()
        if mark == "\n":
            yield from (_open(mark, at) for mark, at in opened.end_line())
        elif mark in OPENERS:
            if not (mark in QUOTES and opened.count[mark] and _begins_line(text, offset)):
                opened.push(mark, offset)  # a further paragraph of a quotation begins with the mark again
        else:
            yield from _close(text, mark, offset, opened)
    yield from (_open(mark, at) for mark, at in opened.marks)


def _open(mark: str, at: int) -> tuple[int, str, str]:
    return at, f"“{mark}”没有配对的“{OPENERS[mark]}”", f"补上“{OPENERS[mark]}”。"


def _begins_line(text: str, offset: int) -> bool:
    return not text[text.rfind("\n", 0, offset) + 1 : offset].strip()


def _close(text: str, mark: str, offset: int, opened: _Opened) -> Iterator[tuple[int, str, str]]:
    wanted = PAIRS[mark]
    if opened.count[wanted]:
        while (last := opened.pop())[0] != wanted:
            yield _open(*last)
    elif mark in "）)" and opened.marks and opened.marks[-1][0] in "（(":
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
