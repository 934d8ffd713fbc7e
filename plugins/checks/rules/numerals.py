"""Are numbers written with the characters of numbers?

〇 is the zero of Chinese numerals (GB/T 15835-2011, 5.2). A dash that looks like 一, a letter that looks like 0 or 1 are
read aloud as what they are, and no search finds 第一条 or 2016年 by them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.gazette.findings import Severity

from ..passages import Passage
from ..registry import document_rule
from ..subject import Fault, Subject, by_line, quoted

FAMILY = "数字的写法"
NUMERALS, ZEROS = "一二三四五六七八九〇", "○Ｏ０0OΟО◯"
CIRCLE_ZERO = re.compile(
    f"[{ZEROS}](?<=[{NUMERALS}{ZEROS}].)(?:(?<=[{NUMERALS}].)(?=[{NUMERALS}{ZEROS}年])|(?<=[{NUMERALS}][{ZEROS}].)(?=[{NUMERALS}年]))"
)
COUNTED = "编章节条款项目届次号批期"
DASHES = "‐‑‒–—―−－ーㄧ-"
CHINESE = "〇零一二三四五六七八九十百千"
# Patterns begin with their rare mark; “二〇一五—二〇一六年” is a span, “二〇一—年” is not.
ORDINAL = re.compile(f"第[{CHINESE}]*(?P<wrong>[{DASHES}])(?=[{CHINESE}]*[{COUNTED}])")
MARKER = re.compile(f"\n[ \t]*[（(]?[{CHINESE}]*(?P<wrong>[{DASHES}])[）)、]")
IN_NUMBER = re.compile(
    f"(?P<wrong>[{DASHES}])(?:(?<=[〇零一二三四五六七八九].)(?=[〇零一二三四五六七八九]{{0,2}}年)"
    "|(?<=[十百].)(?=[年月日章条款项名个件])|(?<=年.)(?=月)|(?<=月.)(?=日))"
)
LONE = re.compile("(?P<wrong>[ーㄧ])(?<=[一-鿿].)(?=[一-鿿])")
LETTER = re.compile(r"[OoОоΟlI|](?:(?<=\d.)(?=[\d年月日〕])|(?=\d{1,3}[年月日])|(?<=[一-鿿]l)(?=\d)|(?<=[年月].)(?=[月日]))")
BEFORE, AFTER = re.compile(r"[0-9A-Za-zОоΟ|]*\Z"), re.compile("[0-9A-Za-zОоΟ|]{0,20}")
DIGIT = {**dict.fromkeys("OoОоΟ", "0"), **dict.fromkeys("lI|", "1")}



@document_rule("TX007", "汉字数字中的“〇”", Severity.WARNING)
def circle_for_zero(subject: Subject) -> Iterator[Fault]:
    """汉字数字中的零写作“〇”（GB/T 15835—2011），不用圆圈符号、字母 O 和数字 0 代替。

    通过：

    ```text
    二〇一六年十二月
    ```

    不通过：

    ```text
    二○一六年十二月
    ```
    """
    yield from by_line(_zeros(subject))


def _zeros(subject: Subject) -> Iterator[Fault]:
    for passage, match in subject.matches(CIRCLE_ZERO, ZEROS):
        fault = Fault(*passage.place(match.start()), f"汉字数字中的零写成了“{match[0]}”", "〇")
        yield fault.mended(1, "〇") if subject.is_own else fault


@document_rule("TX010", "数字中的横线和字母", Severity.WARNING)
def not_a_digit(subject: Subject) -> Iterator[Fault]:
    """数字“一”不用横线和“ー”代替，0 和 1 不用字母 O、l、I 代替。

    通过：

    ```text
    第一条 自2016年1月10日起施行。
    ```

    不通过：

    ```text
    第—条 自2O16年1月10日起施行。
    ```
    """
    yield from by_line(_wrong_digits(subject))


def _wrong_digits(subject: Subject) -> Iterator[Fault]:
    for passage in subject.passages:
        for offset, char, mended in sorted({*_dashes(passage), *_letters(passage)}):
            message = f"数字“{mended}”写成了{quoted(char)}"
            fault = Fault(*passage.place(offset), message, mended)
            yield fault.mended(1, mended) if subject.is_own else fault


def _dashes(passage: Passage) -> Iterator[tuple[int, str, str]]:
    text = passage.text
    if not passage.has(DASHES):
        return
    lines = f"\n{text}"
    yield from ((match.start("wrong") - 1, match["wrong"], "一") for match in MARKER.finditer(lines))
    for pattern in (ORDINAL, LONE):
        yield from ((match.start("wrong"), match["wrong"], "一") for match in pattern.finditer(text))
    for match in IN_NUMBER.finditer(text):
        in_year = text[match.start() - 1] in CHINESE[:11] and _digits(text, match.start()) != 4
        if not in_year:
            yield match.start(), match["wrong"], "一"


def _digits(text: str, place: int) -> int:
    """How many digits a year in Chinese numerals has, the one at `place` counted."""
    start, end = place, place + 1
    while text[start - 1 : start] and text[start - 1] in CHINESE:
        start -= 1
    while text[end : end + 1] and text[end] in CHINESE:
        end += 1
    return end - start


def _letters(passage: Passage) -> Iterator[tuple[int, str, str]]:
    """Letters among digits only: not in H2O2, GB3O, a name of a file."""
    text = passage.text
    for match in passage.matches(LETTER, "OoОоΟlI|"):
        start, end = match.span()
        before, after = BEFORE.search(text, max(0, start - 20), start), AFTER.match(text, end)
        run = (before[0] if before else "") + (after[0] if after else "")
        if all(char.isdigit() or char in DIGIT for char in run):
            yield start, match[0], DIGIT[match[0]]
