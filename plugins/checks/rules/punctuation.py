"""Is a Chinese text punctuated as Chinese, and is every bracket and quotation mark closed?

GB/T 15834-2011 on punctuation; GB/T 9704-2012, 7.2.5 on the brackets of a 发文字号. What others wrote is only asked
about where a mark is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.gazette.findings import Severity
from plugins.gazette.numbers import DocumentNumber

from ..passages import Passage
from ..registry import document_rule
from ..subject import Fault, Subject, by_line, quoted

FAMILY = "标点"
# Patterns begin with the mark itself and look back from it: looking forward from every character costs ten times as much.
HALF = re.compile(
    r"[,;?!:.](?:(?<=[一-鿿）》”’〕】].)(?:(?<![:.])|(?<=:)(?!//)|(?<=\.)[ \t]*(?=[一-鿿（《“]|$))"
    r"|(?<=[\dA-Za-z%％)].)(?<!\.)(?=[一-鿿《“（])|(?<=[\d%％].)(?<=[,;])(?=[ \t]*$)|(?<![^\n].)(?<=[,;?!])(?=[一-鿿]))",
    re.MULTILINE,
)
FULL_FORM = dict(zip(",;:?!.", "，；：？！。", strict=True))
ROUND = re.compile(r"\((?<!\]\()(?P<inside>[^()\n]*)\)")
HANZI = re.compile("[一-鿿]")
ADDRESS = re.compile(
    r"(?:(?:[a-z]+://|www\.)[^\s一-鿿（）《》，。；、]*|\]\((?:[^()\n]|\([^()\n]*\))*"
    r"|^ {0,3}\[(?!\^)[^\]\n]*\]:[^\n]*|<[a-z/][^<>\n]*)\Z",
    re.IGNORECASE | re.MULTILINE,
)
NUMBER = re.compile(
    r"[\[(（【［〔「〖{｛<＜《『] ?(?P<year>(?:19|20)\d{2})年? ?[\])）】］〕」〗}｝>＞》』] ?(?P<serial>第? ?\d{1,5} ?号)"
)
OFFICE = re.compile(r"[一-鿿]{1,10}(?:发|函|字|规|通|复|电|办|政|告)\Z")
BEFORE_OFFICE = re.compile("按照?|依据|依照|根据|执行|落实|贯彻|关于|规定|见|和|与|及|由")
PAIRS = {"》": "《", "〉": "〈", "）": "（", ")": "(", "〕": "〔", "】": "【", "”": "“", "’": "‘", "」": "「", "』": "『"}
OPENERS = {opener: closer for closer, opener in PAIRS.items()}
QUOTES = "“‘「『"  # a quotation may run over paragraphs
MARK = re.compile("[" + re.escape("".join((*PAIRS, *OPENERS))) + "]|\n")
OTHER = re.compile("[^" + re.escape("".join((*PAIRS, *OPENERS))) + "\n]+")
MARKER = re.compile(r"(?:^|\n)[ \t>*-]*(?:[0-9a-zA-Z]{1,3}|[一二三四五六七八九十]{1,3}|[①-⑳])$")
DOUBLED = re.compile(r"[。，；：、][。，；：、](?<!。。)|。。(?!。)(?<!。。。)")
DOTS = re.compile(r"\.(?<=[^\x00-\x7f].)\.{2,}|。{3,}|…(?<!……)(?!…)")
STRAIGHT = re.compile(r"(?P<mark>[\"'])(?<![A-Za-z0-9=].)(?=[^\"'\n]{0,200}(?P=mark))[^\"'\n]*[一-鿿][^\"'\n]*(?P=mark)")
FULL_QUOTES = {'"': "“{}”", "'": "‘{}’"}
NESTED = re.compile(r"《[^《》\n]*(?P<inner>《[^《》\n]*》)(?=[^《\n]*》)")


Places = Iterator[tuple[Passage, re.Match[str]]]


def _matches(subject: Subject, pattern: re.Pattern[str], marks: str) -> Places:
    """The matches of a pattern that holds one of these marks."""
    return ((passage, match) for passage in subject.passages for match in passage.matches(pattern, marks))


def _is_address(passage: Passage, offset: int) -> bool:
    """Whether the character belongs to a bare address, the address or title of a link, or an HTML tag."""
    return ADDRESS.search(passage.text, passage.text.rfind("\n", 0, offset) + 1, offset) is not None


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
        yield from by_line(_half_marks(subject))


def _half_marks(subject: Subject) -> Iterator[Fault]:
    for passage, match in _matches(subject, HALF, ",;:?!."):
        if not _is_address(passage, match.start()):
            mark = match[0][0]
            yield Fault(*passage.place(match.start()), f"中文里用了半角标点“{mark}”", FULL_FORM[mark])


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
    for passage, match in _matches(subject, NUMBER, "12"):
        found = OFFICE.search(passage.text, max(0, match.start() - 11), match.start())
        office = BEFORE_OFFICE.split(found[0])[-1] if found else ""
        serial = match["serial"].replace(" ", "").removeprefix("第").lstrip("0")
        mended = f"〔{match['year']}〕{serial}"
        if office and match[0] != mended and DocumentNumber.parse(office + mended) is not None:
            message = f"正文中的发文字号写作{quoted(office + match[0])}"
            fault = Fault(*passage.place(match.start()), message, office + mended)
            yield fault.mended(len(match[0]), mended)


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
    yield from by_line(
        Fault(*passage.place(match.start()), f"重复的标点{quoted(match[0])}", "。" if "。" in match[0] else match[0][0])
        for passage, match in _matches(subject, DOUBLED, "。，；：、")
    )


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
    if subject.is_own:
        yield from by_line(
            Fault(*passage.place(match.start()), f"省略号写成了{quoted(match[0])}", "……")
            for passage in subject.passages
            if "..." in passage.text or "。。。" in passage.text or "…" in passage.text
            for match in DOTS.finditer(passage.text)
        )


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
    if subject.is_own:
        yield from by_line(
            Fault(*passage.place(match.start()), f"直引号{quoted(match[0])}", FULL_QUOTES[match["mark"]].format(match[0][1:-1]))
            for passage, match in _matches(subject, STRAIGHT, "\"'")
            if not _is_address(passage, match.start())
        )


@document_rule("PN007", "中文里的半角括号", Severity.WARNING)
def half_round(subject: Subject) -> Iterator[Fault]:
    """中文的括号用全角。转载的文件不作检查。

    通过：

    ```text
    （一）落实责任（含街道）。
    ```

    不通过：

    ```text
    (一)落实责任(含街道)。
    ```
    """
    if subject.is_own:
        yield from by_line(_half_brackets(subject))


def _half_brackets(subject: Subject) -> Iterator[Fault]:
    for passage, match in _matches(subject, ROUND, "("):
        before = passage.text[max(0, match.start() - 1) : match.start()]
        is_chinese = HANZI.search(match["inside"]) or HANZI.match(before)
        if is_chinese and not _is_address(passage, match.start()):
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
        yield from by_line(_nested(passage, match) for passage, match in _matches(subject, NESTED, "《"))


def _nested(passage: Passage, match: re.Match[str]) -> Fault:
    inner = match["inner"]
    return Fault(*passage.place(match.start("inner")), f"书名号里又用了书名号{quoted(inner)}", f"〈{inner[1:-1]}〉")
