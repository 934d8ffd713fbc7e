"""Are the characters of a text the ones that readers and searches expect?

Compatibility characters, radicals and look-alikes show the right shape and are another sign: search, reading aloud
and copying fail on them. GB/T 9704-2012 sets Arabic numbers in half-width form; 〇 is the zero of Chinese numerals
(GB/T 15835-2011, 5.2).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plugins.gazette.findings import Edit, Severity
from plugins.gazette.values import Value

from ..registry import document_rule
from ..subject import Fault, Subject, quoted

FAMILY = "易混的字符"
UNIFIED = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"  # in the block of compatibility ideographs, and yet characters of their own
COMPATIBLE = re.compile(f"[\u2e80-\u2eff\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f](?<![{UNIFIED}])")
LATIN_ALIKE = dict(zip("АВЕКМНОРСТХаеорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXaeopcyxABEZHIKMNOPTYXo", strict=True))
MIXED = re.compile(
    f"[{''.join(LATIN_ALIKE)}](?:(?<=[A-Za-z].)|(?=[A-Za-z]))|[АВЕКМНОРСТХаеорсух](?<=[一-鿿].)(?=[一-鿿\\d])"
)
SUSPECT = re.compile("[\u0300-\u036f\u0370-\u04ff\u2e80-\u2fd5\u3099\u309a\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\U0002f800-\U0002fa1f]")
NUMERALS, ZEROS = "一二三四五六七八九〇", "○Ｏ０0OΟ◯"
CIRCLE_ZERO = re.compile(
    f"[{ZEROS}](?<=[{NUMERALS}{ZEROS}].)(?:(?<=[{NUMERALS}].)(?=[{NUMERALS}{ZEROS}年])|(?<=[{NUMERALS}][{ZEROS}].)(?=[{NUMERALS}年]))"
)
FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*")
COMBINED = re.compile("[\u0300-\u036f\u3099\u309a]")
RADICALS = {"⺀": "冫", "⺄": "乙", "⺈": "刀", "⺊": "卜", "⺌": "小", "⺍": "小", "⺗": "心", "⺝": "月", "⺟": "母",
            "⺠": "民", "⺨": "犭", "⺩": "王", "⺫": "目", "⺮": "竹", "⺶": "羊", "⺼": "月", "⺾": "艹", "⻁": "虎",
            "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门", "⻘": "青", "⻚": "页",
            "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻥": "鱼", "⻦": "鸟", "⻨": "麦", "⻩": "黄",
            "⻬": "齐", "⻰": "龙", "⻳": "龟", "⺁": "厂", "⺆": "冂", "⻖": "阝"}  # fmt: skip


def right(char: str) -> str:
    """The ordinary character that has the shape of this one; itself when none is known."""
    return RADICALS.get(char) or unicodedata.normalize("NFKC", char)


def _is_suspect(subject: Subject) -> bool:
    """Whether the file holds any of the characters these rules are about: nearly none does, and one look tells."""
    known = subject.memory.get("suspect")
    if known is None:
        head = subject.document.front_matter
        known = subject.memory["suspect"] = bool(SUSPECT.search(head.head) or SUSPECT.search(head.body))
    return bool(known)


def _matches(subject: Subject, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str]]:
    """Line, column and words of every match, in the front matter and the text outside code."""
    if pattern is not CIRCLE_ZERO and not _is_suspect(subject):
        return
    for entry in subject.document.front_matter.entries:
        for value in _scalars(entry.value):
            yield from ((value.line, value.column + m.start(), m[0]) for m in pattern.finditer(str(value.data)))
    for match in pattern.finditer(subject.prose.without_code):
        yield *subject.prose.place(match.start()), match[0]


def _scalars(value: Value) -> Iterator[Value]:
    if isinstance(value.data, str):
        yield value
        return
    for item in (*value.items, *(part for pair in value.pairs for part in pair)):
        yield from _scalars(item)


def _may_edit(subject: Subject, line: int) -> bool:
    """The text of others is not ours to correct; a scalar of the head may be quoted, where columns don't hold."""
    return subject.is_own and line >= subject.document.front_matter.body_line


def _mended(subject: Subject, line: int, words: str, mended: str) -> Edit | None:
    return Edit(len(words), mended) if _may_edit(subject, line) and mended != words else None


@document_rule("TX005", "兼容汉字和部首字符", Severity.WARNING)
def compatibility_character(subject: Subject) -> Iterator[Fault]:
    """文字中不应有 Unicode 的兼容汉字和部首字符：看上去是同一个字，检索和朗读却认作另一个。转载的文件照原样保留，只作警告。

    通过：

    ```text
    人民政府
    ```

    不通过：

    ```text
    ⼈民政府
    ```
    """
    if subject.document.body.isascii():
        return
    for line, column, char in _matches(subject, COMPATIBLE):
        mended = right(char)
        name = f"U+{ord(char):04X}"
        hint = mended if mended != char else "对照原件改为通用的汉字。"
        yield Fault(line, column, f"兼容字符“{char}”（{name}）", hint, None, _mended(subject, line, char, mended))


@document_rule("TX006", "形近的外文字母", Severity.WARNING)
def look_alike(subject: Subject) -> Iterator[Fault]:
    """拉丁字母中不应夹有形状相同的西里尔字母、希腊字母：检索不到，也无法复制使用。

    通过：

    ```text
    采用 APP 办理。
    ```

    不通过：

    ```text
    采用 АPP 办理。
    ```
    """
    for line, column, char in _matches(subject, MIXED):
        mended = LATIN_ALIKE[char]
        message = f"“{char}”是 {unicodedata.name(char, '').split(' ')[0].title()} 字母，不是拉丁字母"
        yield Fault(line, column, message, mended, None, _mended(subject, line, char, mended))


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
    for line, column, char in _matches(subject, CIRCLE_ZERO):
        yield Fault(line, column, f"汉字数字中的零写成了“{char}”", "〇", None, _mended(subject, line, char, "〇"))


@document_rule("TX008", "全角的字母和数字", Severity.WARNING)
def full_width(subject: Subject) -> Iterator[Fault]:
    """字母和阿拉伯数字用半角。转载的文件照原样保留，不作检查。

    通过：

    ```text
    共 15 项。
    ```

    不通过：

    ```text
    共１５项。
    ```
    """
    if not subject.is_own:
        return
    for line, column, words in _matches(subject, FULL_WIDTH):
        if line < subject.document.front_matter.body_line and words in subject.document.number_text:
            continue  # the number's own rules speak of it
        mended = unicodedata.normalize("NFKC", words)
        yield Fault(line, column, f"全角字符{quoted(words)}", mended, None, _mended(subject, line, words, mended))


@document_rule("TX009", "分开的附加符号", Severity.WARNING)
def combining_mark(subject: Subject) -> Iterator[Fault]:
    """字母和它的附加符号应是一个字符（é），不是两个叠在一起：多半是从 PDF 复制来的。"""
    for line, column, char in _matches(subject, COMBINED):
        yield Fault(line, column, f"附加符号与字母分开（U+{ord(char):04X}）", "重新键入这个字母。")
