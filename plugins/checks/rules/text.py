"""Does the text hold characters that nobody can see, or that mean something only on one machine?

They break search, copying and reading aloud, and survive unseen for decades. Private-use characters stand for
different signs in every font.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plugins.gazette.findings import Severity
from plugins.gazette.prose import Prose

from ..registry import document_rule
from ..subject import Fault, Subject, by_line

FAMILY = "文字"
# Joiners and marks of direction belong to Arabic, Indic, Tibetan and Mongolian letters; joiners also to emoji.
SCRIPTS = "\u0600-\u08ff\u0900-\u0fff\u1800-\u18af\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefe"
EMOJI = "\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff"
CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffd-\uffff]"
)
PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
ZERO_WIDTH = re.compile(
    "[\u00ad\u115f\u1160\u2800\ufe00-\ufe0d\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\U000e0000-\U000e007f]|"
    f"[\u061c\u180e\u200c-\u200f](?<![{SCRIPTS}].)(?![{SCRIPTS}])(?!(?<=[{EMOJI}].)[{EMOJI}])"
)
FILLERS = "\u115f\u1160\u3164\uffa0\u2800\ufe00\ufe01\ufe02"  # Hangul, Braille and variants without a shape of their own
INDENTED = re.compile("^[ \t]*\u3000+(?=\\S)", re.MULTILINE)


Found = tuple[tuple[int, int], str]


def _places(subject: Subject, pattern: re.Pattern[str]) -> Iterator[Found]:
    """Place and character of every match in the whole file."""
    suspects: tuple[Prose, ...] | None = subject.memory.get("unprintable")
    if suspects is None:
        parts = (subject.head, subject.prose)
        suspects = subject.memory["unprintable"] = tuple(part for part in parts if not _is_clean(part))
    found = [(part.place(match.start()), match[0]) for part in suspects for match in pattern.finditer(part.body)]
    yield from found
    head = subject.document.front_matter
    if '"' in head.head and "\\" in head.head and not any(line < head.body_line for (line, _), _ in found):
        yield from _escaped(subject, pattern)


def _is_clean(part: Prose) -> bool:
    """Whether these rules have nothing to look for: true of nearly all texts."""
    return part.is_printable and not any(char in part.body for char in FILLERS)


def _escaped(subject: Subject, pattern: re.Pattern[str]) -> Iterator[Found]:
    """What YAML makes of an escape (“\\u200b”) in the head: the place of its value."""
    for entry in subject.document.front_matter.entries:
        for value in entry.value.scalars():
            if match := pattern.search(str(value.data)):
                yield (value.line, value.column), match[0]


def _name(char: str) -> str:
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".strip()


@document_rule("TX001", "控制字符")
def control_character(subject: Subject) -> Iterator[Fault]:
    """文字中不得有控制字符、改变文字方向的字符和乱码替代符（U+FFFD）。每行报告一次。

    通过：文字都是看得见的。

    不通过：“政务”与“公开”之间有一个控制字符。
    """
    hint = "删去这个字符；乱码的，对照原件重新录入。"
    found = _places(subject, CONTROL)
    yield from by_line(Fault(*place, f"文字中有控制字符（{_name(char)}）", hint) for place, char in found)


@document_rule("TX002", "专用区字符")
def private_character(subject: Subject) -> Iterator[Fault]:
    """文字中不得有 Unicode 专用区字符：它们在别的电脑上是另一个字或方框。每行报告一次；转载的文件只作警告，对照原件核实。

    通过：用标准汉字。

    不通过：用字库自造的字（U+E000 等）。
    """
    severity = None if subject.is_own else Severity.WARNING
    hint = "对照原件改为标准汉字或符号。"
    found = _places(subject, PRIVATE)
    yield from by_line(Fault(*place, f"文字中有专用区字符（{_name(char)}）", hint, severity) for place, char in found)


@document_rule("TX003", "零宽字符", Severity.WARNING)
def zero_width_character(subject: Subject) -> Iterator[Fault]:
    """文字中不应有看不见的零宽字符：它们使检索和复制落空。每行报告一次。

    阿拉伯文、藏文、蒙古文和组合的表情符号所需要的连接符不在此列。

    通过：“政务公开”。

    不通过：“政务”与“公开”之间有一个零宽空格。
    """
    yield from by_line(_unseen(subject, *found) for found in _places(subject, ZERO_WIDTH))


def _unseen(subject: Subject, place: tuple[int, int], char: str) -> Fault:
    fault = Fault(*place, f"文字中有看不见的零宽字符（{_name(char)}）", "删去这个字符。")
    stands_there = subject.document.front_matter.body_line <= fault.line or char in subject.document.front_matter.head
    return fault.mended(len(char), "") if subject.is_own and stands_there else fault


@document_rule("TX004", "以全角空格缩进", Severity.WARNING)
def indented_by_hand(subject: Subject) -> Iterator[Fault]:
    """段落开头的空两格由网页和版式生成，正文中不用全角空格缩进。连续的几段报告一次。

    通过：

    ```text
    各部门要认真落实。
    ```

    不通过：

    ```text
    　　各部门要认真落实。
    ```
    """
    if "\u3000" not in subject.document.body:
        return
    for start, end, count in _runs(subject):
        lines = f"连续 {count} 段" if count > 1 else "段落"
        yield Fault(*start, f"{lines}以全角空格缩进", f"删去{'各' if end > start[0] else '该'}行开头的全角空格。")


def _runs(subject: Subject) -> Iterator[tuple[tuple[int, int], int, int]]:
    """First place, last line and number of lines of each run of indented lines, blank lines between or not."""
    lines = subject.prose.without_code.split("\n")
    first, count, last = (0, 0), 0, 0
    for number, line in enumerate(lines, subject.document.front_matter.body_line):
        if match := INDENTED.match(line):
            first = first if count else (number, match.start() + 1)
            count, last = count + 1, number
        elif line.strip() and count:
            yield first, last, count
            count = 0
    if count:
        yield first, last, count
