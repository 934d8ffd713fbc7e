"""Is a Chinese text punctuated as Chinese, and is every bracket and quotation mark closed?

GB/T 15834-2011 on punctuation; GB/T 9704-2012, 7.2.5 on the brackets of a 发文字号. What others wrote is only asked
about where a mark is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.gazette.findings import Edit, Severity
from plugins.gazette.numbers import DocumentNumber

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "标点"
# Patterns begin with the mark itself and look back from it: looking forward from every character costs ten times as much.
HALF = re.compile(r"[,;?!:.](?<=[一-鿿）》”〕].)(?:(?<![:.])|(?<=:)(?!//)|(?<=\.)(?=[一-鿿（《“]|[ \t]*$))", re.MULTILINE)
FULL_FORM = dict(zip(",;:?!.", "，；：？！。", strict=True))
NUMBER = re.compile(r"[\[(（【［〔「](?P<year>(?:19|20)\d{2})[\])）】］〕」](?P<serial>第?\d{1,5}号)")
OFFICE = re.compile(r"[一-鿿]{1,10}(?:发|函|字|规|通|复|电|办|政|告)$")
PAIRS = {"》": "《", "〉": "〈", "）": "（", ")": "(", "〕": "〔", "】": "【", "”": "“", "’": "‘", "」": "「", "』": "『"}
OPENERS = {opener: closer for closer, opener in PAIRS.items()}
QUOTES = "“‘「『"  # a quotation may run over paragraphs
MARK = re.compile("[" + re.escape("".join((*PAIRS, *OPENERS))) + "]|\n")
OTHER = re.compile("[^" + re.escape("".join((*PAIRS, *OPENERS))) + "\n]+")
MARKER = re.compile(r"(?:^|\n)[ \t>*-]*(?:[0-9a-zA-Z]{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])$")
DOUBLED = re.compile(r"[。，；：、][。，；：、](?<!。。)|。。(?!。)(?<!。。。)")
DOTS = re.compile(r"\.{3,}(?<=[一-鿿]...)|\.{3,}(?<=[一-鿿]\.{6})|。{3,}|…(?<!……)(?!…)")
STRAIGHT = re.compile(r'"(?=[^"\n]{0,200}")[^"\n]*[一-鿿][^"\n]*"')


def _text(subject: Subject) -> str:
    return subject.prose.without_code


def _first_of_lines(subject: Subject, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, re.Match[str], int]]:
    """Line, column and match of the first match of each line, and how many the line has."""
    lines: dict[int, tuple[int, re.Match[str], int]] = {}
    for match in pattern.finditer(_text(subject)):
        line, column = subject.prose.place(match.start())
        first = lines.get(line)
        lines[line] = (first[0], first[1], first[2] + 1) if first else (column, match, 1)
    for line, (column, match, count) in lines.items():
        yield line, column, match, count


@document_rule("PN001", "中文里的半角标点", Severity.WARNING)
def half_width(subject: Subject) -> Iterator[Fault]:
    """中文的标点用全角。每行报告一次；转载的文件不作检查。

    通过：

    ```text
    各街道办事处，区直各部门：
    ```

    不通过：

    ```text
    各街道办事处,区直各部门:
    ```
    """
    if subject.is_own:
        for line, column, match, count in _first_of_lines(subject, HALF):
            more = f"（本行共 {count} 处）" if count > 1 else ""
            yield Fault(line, column, f"中文里用了半角标点“{match[0]}”{more}", FULL_FORM[match[0]])


@document_rule("PN002", "正文中文号的括号", Severity.WARNING)
def number_in_text(subject: Subject) -> Iterator[Fault]:
    """正文引用发文字号，年份也用六角括号〔〕，序号前不加“第”（GB/T 9704—2012）。转载的文件不作检查。

    通过：

    ```text
    依据西政发〔2016〕1号文件。
    ```

    不通过：

    ```text
    依据西政发[2016]1号文件。
    ```
    """
    if not subject.is_own:
        return
    text = _text(subject)
    for match in NUMBER.finditer(text):
        office = OFFICE.search(text[max(0, match.start() - 11) : match.start()])
        mended = f"〔{match['year']}〕{match['serial'].removeprefix('第')}"
        if office is not None and match[0] != mended and DocumentNumber.parse(office[0] + match[0]) is not None:
            message = f"正文中的发文字号写作{quoted(office[0] + match[0])}"
            place = subject.prose.place(match.start())
            yield Fault(*place, message, office[0] + mended, None, Edit(len(match[0]), mended))


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
    text = _text(subject)
    for offset, message, hint in _unmatched(text):
        yield Fault(*subject.prose.place(offset), message, hint)


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


@document_rule("PN004", "重复的标点", Severity.WARNING)
def doubled_mark(subject: Subject) -> Iterator[Fault]:
    """标点不重复，句号前后没有别的点号。

    通过：

    ```text
    认真落实。
    ```

    不通过：

    ```text
    认真落实。。
    ```
    """
    for line, column, match, _ in _first_of_lines(subject, DOUBLED):
        yield Fault(line, column, f"重复的标点{quoted(match[0])}", "。" if "。" in match[0] else match[0][0])


@document_rule("PN005", "省略号", Severity.WARNING)
def ellipsis(subject: Subject) -> Iterator[Fault]:
    """省略号是两个三连点“……”。转载的文件不作检查。

    通过：

    ```text
    包括供水、供电……
    ```

    不通过：

    ```text
    包括供水、供电...
    ```
    """
    body = subject.document.body
    if subject.is_own and ("..." in body or "。。。" in body or "…" in body):
        for line, column, match, _ in _first_of_lines(subject, DOTS):
            yield Fault(line, column, f"省略号写成了{quoted(match[0])}", "……")


@document_rule("PN006", "直引号", Severity.WARNING)
def straight_quotes(subject: Subject) -> Iterator[Fault]:
    """中文的引号是“ ”，不用直引号。转载的文件不作检查。

    通过：

    ```text
    落实“五公开”。
    ```

    不通过：

    ```text
    落实"五公开"。
    ```
    """
    if subject.is_own and '"' in subject.document.body:
        for line, column, match, _ in _first_of_lines(subject, STRAIGHT):
            yield Fault(line, column, f"直引号{quoted(match[0])}", f"“{match[0][1:-1]}”")
