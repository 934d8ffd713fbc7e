"""Chinese numerals: 第一百二十三条 is the 123rd article, and written so again."""

from __future__ import annotations

from functools import cache

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
SCALES = {"十": 10, "百": 100, "千": 1000}
NUMERAL = r"[〇零一二三四五六七八九十百千两\d]+"  # one of them, or Arabic digits, in a pattern


@cache
def chinese_number(text: str) -> int:
    """The value of 一百二十三, 一二三, 十二 or 123 (0 for an empty text)."""
    if text.isdigit():
        return int(text)
    if not any(char in SCALES for char in text):
        return int("".join(str(DIGITS[char]) for char in text) or "0")
    total, digit = 0, 0
    for char in text:
        if char in SCALES:
            total += (digit or 1) * SCALES[char]
            digit = 0
        else:
            digit = DIGITS[char]
    return total + digit


def in_chinese(number: int) -> str:
    """一百零三 for 103: the plain way to write a number below 10,000."""
    parts, gap = list[str](), False
    for scale, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // scale % 10
        if digit:
            parts.append(("零" if gap and parts else "") + "零一二三四五六七八九"[digit] + sign)
        gap = not digit
    text = "".join(parts)
    return text.removeprefix("一") if text.startswith("一十") else text
