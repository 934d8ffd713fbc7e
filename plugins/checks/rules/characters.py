"""Are the characters of a text the ones that readers and searches expect?

Compatibility characters, radicals and look-alikes show the right shape and are another sign: search, reading aloud
and copying fail on them. GB/T 9704-2012 sets Arabic numbers in half-width form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from plugins.gazette.findings import Severity

from ..passages import Passage
from ..registry import document_rule
from ..subject import Fault, Subject, by_line, quoted

FAMILY = "易混的字符"
UNIFIED = "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"  # in the block of compatibility ideographs, and yet characters of their own
STROKES = "\u31c0-\u31e3\u3200-\u3243\u3280-\u32b0\u32c0-\u32cb\u3358-\u3370\u33e0-\u33fe"
FORMS = "\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe44\ufe50-\ufe6b\uff61-\uff9f"
IDEOGRAPHS = "\u2e80-\u2eff\u2f00-\u2fd5\uf900-\ufaff\U0002f800-\U0002fa1f"
COMPATIBLE = re.compile(f"[{IDEOGRAPHS}{STROKES}{FORMS}\U0001d400-\U0001d7ff](?<![{UNIFIED}])")
LATIN_ALIKE = dict(
    zip(
        "АВЕКМНОРСТХаеорсухІЅЈіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABEKMHOPCTXaeopcyxISJisjABEZHIKMNOPTYXo",
        strict=True,
    )
)
FOREIGN = re.compile("[\u0370-\u04ff]+")
LATIN = re.compile("[A-Za-z]")
KANA_ALIKE = dict(zip("ロエカニハタトㄚ", "口工力二八夕卜丫", strict=True))
KANA = re.compile("[ロエカニハタトㄚ](?<![ぁ-ヿㄅ-ㄯ].)(?![ぁ-ヿㄅ-ㄯ])(?:(?<=[一-鿿（(、].)|(?=[一-鿿）)、]))")
FULL_WIDTH = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*")
COMBINED = re.compile("[\u0300-\u036f\u3099\u309a]")
SUSPECT = re.compile(
    f"[\u0300-\u036f\u0370-\u04ff\u30a0-\u30ff\u3099\u309a\u3105-\u312f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    f"{IDEOGRAPHS}{STROKES}{FORMS}\U0001d400-\U0001d7ff]"
)
FULL_FORM = dict(zip(",;:?!.()", "，；：？！。（）", strict=True))
RADICALS = {"⺀": "冫", "⺄": "乙", "⺈": "刀", "⺊": "卜", "⺌": "小", "⺍": "小", "⺗": "心", "⺝": "月", "⺟": "母",
            "⺠": "民", "⺨": "犭", "⺩": "王", "⺫": "目", "⺮": "竹", "⺶": "羊", "⺼": "月", "⺾": "艹", "⻁": "虎",
            "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻓": "长", "⻔": "门", "⻘": "青", "⻚": "页",
            "⻛": "风", "⻜": "飞", "⻝": "食", "⻢": "马", "⻣": "骨", "⻥": "鱼", "⻦": "鸟", "⻨": "麦", "⻩": "黄",
            "⻬": "齐", "⻰": "龙", "⻳": "龟", "⺁": "厂", "⺆": "冂", "⻖": "阝"}  # fmt: skip



def right(char: str) -> str:
    """The ordinary character that has the shape of this one; itself when none is known."""
    plain = RADICALS.get(char) or unicodedata.normalize("NFKC", char)
    return FULL_FORM.get(plain, plain)


def _source(subject: Subject) -> tuple[Passage, ...]:
    """The whole head and the text outside code; nothing of a file that holds none of the characters in question, as
    nearly all do."""
    known: tuple[Passage, ...] | None = subject.memory.get("suspect")
    if known is None:
        head, body = subject.head, subject.passages[-1]
        suspect = SUSPECT.search(head.body) or SUSPECT.search(body.text)
        known = subject.memory["suspect"] = (Passage(head.without_code, head), body) if suspect else ()
    return known


def _matches(passages: tuple[Passage, ...], pattern: re.Pattern[str]) -> Iterator[tuple[tuple[int, int], str]]:
    """Place and words of every match."""
    for passage in passages:
        for match in pattern.finditer(passage.text):
            yield passage.place(match.start()), match[0]


def _fault(subject: Subject, place: tuple[int, int], words: str, message: str, mended: str) -> Fault:
    """A fault whose right form is known; the text of others is not ours to correct."""
    fault = Fault(*place, message, mended)
    return fault.mended(len(words), mended) if subject.is_own else fault


@document_rule("TX005", "兼容汉字和部首字符", Severity.WARNING)
def compatibility_character(subject: Subject) -> Iterator[Fault]:
    """文字中不应有兼容汉字、部首字符、竖排和小写的标点：看上去是同一个字，检索和朗读却认作另一个。

    通过：

    ```text
    人民政府
    ```

    不通过：

    ```text
    ⼈民政府
    ```
    """
    yield from by_line(_compatible(subject, *found) for found in _matches(_source(subject), COMPATIBLE))


def _compatible(subject: Subject, place: tuple[int, int], char: str) -> Fault:
    mended, message = right(char), f"兼容字符“{char}”（U+{ord(char):04X}）"
    if mended == char:
        return Fault(*place, message, "对照原件改为通用的汉字。")
    return _fault(subject, place, char, message, mended)


@document_rule("TX006", "形近的外文字母", Severity.WARNING)
def look_alike(subject: Subject) -> Iterator[Fault]:
    """不用形状相同的西里尔字母、希腊字母代替拉丁字母，不用假名代替汉字：检索不到，也无法复制使用。

    通过：

    ```text
    采用 APP 办理。
    ```

    不通过：

    ```text
    采用 АPP 办理。
    ```
    """
    yield from by_line(_look_alikes(subject))


def _look_alikes(subject: Subject) -> Iterator[Fault]:
    source = _source(subject)
    for place, char in _matches(source, KANA):
        yield _fault(subject, place, char, f"“{char}”是假名或注音符号，不是汉字", KANA_ALIKE[char])
    runs = [(passage, match) for passage in source for match in FOREIGN.finditer(passage.text)]
    is_foreign = any(not _is_alike(match[0]) for _, match in runs)
    for passage, match in runs:
        around = passage.text[max(0, match.start() - 1) : match.start()] + passage.text[match.end() : match.end() + 1]
        if _is_alike(match[0]) and (LATIN.search(around) or not is_foreign):
            script = "西里尔" if match[0][0] >= "\u0400" else "希腊"
            mended = "".join(LATIN_ALIKE[char] for char in match[0])
            message = f"{quoted(match[0])}是{script}字母，不是拉丁字母"
            yield _fault(subject, passage.place(match.start()), match[0], message, mended)


def _is_alike(run: str) -> bool:
    return all(char in LATIN_ALIKE for char in run)


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
    if subject.is_own and _source(subject):
        found = _matches(subject.passages, FULL_WIDTH)
        yield from by_line(
            _fault(subject, place, words, f"全角字符{quoted(words)}", unicodedata.normalize("NFKC", words))
            for place, words in found
        )


@document_rule("TX009", "分开的附加符号", Severity.WARNING)
def combining_mark(subject: Subject) -> Iterator[Fault]:
    """字母和它的附加符号应是一个字符（é），不是两个叠在一起：多半是从 PDF 复制来的。

    不通过：

    ```text
    Café 广场
    ```

    通过：é 是一个字符。

    不通过：e 后面另有一个附加符号。
    """
    found = _matches(_source(subject), COMBINED)
    hint = "重新键入这个字母。"
    yield from by_line(Fault(*place, f"附加符号与字母分开（U+{ord(char):04X}）", hint) for place, char in found)
