"""The roles of type in official documents and the fonts that may play them, first choice first.

GB/T 9704-2012, 5.2.2 and 7: 仿宋 for the text, 小标宋 for heads and titles, 黑体 and 楷体 for its two upper levels.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Role(StrEnum):
    FANG = "仿宋"
    KAI = "楷体"
    HEI = "黑体"
    TITLE = "小标宋"
    SONG = "宋体"
    MONO = "等宽"
    LATIN = "西文"

    @property
    def id(self) -> str:
        """The name by which the Typst templates call the role."""
        return self.name.lower()


# Families in order of preference. Serif and sans come from the wheel first: pinned files, the same bytes everywhere.
SERIF = ("Noto Serif SC", "Noto Serif CJK SC", "Source Han Serif SC")
SANS = ("Noto Sans SC", "Noto Sans CJK SC", "Source Han Sans SC")
CANDIDATES: Mapping[Role, tuple[str, ...]] = {
    Role.FANG: (
        "FZFangSong-Z02S",
        "FZFangSong-Z02",
        "FangSong_GB2312",
        "FangSong",
        "STFangsong",
        "FandolFang R",
        *SERIF,
    ),
    Role.KAI: (
        "FZKai-Z03S",
        "FZKai-Z03",
        "KaiTi_GB2312",
        "KaiTi",
        "STKaiti",
        "LXGW WenKai",
        "FandolKai R",
        *SERIF,
    ),
    Role.HEI: SANS,
    Role.TITLE: (
        "FZXiaoBiaoSong-B05S",
        "FZXiaoBiaoSong-B05",
        "Noto Serif CJK SC",
        "Source Han Serif SC",
        *SERIF,
    ),
    Role.SONG: SERIF,
    Role.MONO: ("DejaVu Sans Mono", *SANS),
    Role.LATIN: (),
}
SYMBOLS = ("DejaVu Sans",)
# Characters of Unicode's later extensions: personal and place names that the fonts of the roles do not have.
RARE = (
    "Jigmo", "Jigmo2", "Jigmo3", "Plangothic P1", "Plangothic P2", "HanaMinA", "HanaMinB", "BabelStone Han",
    "SimSun-ExtB", "SimSun-ExtG", "FZSongS-Extended", "FZSongS-Extended(SIP)",
)  # fmt: skip
MADE_FOR_TITLES = ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05")
BEST_FREE = {
    Role.FANG: "FandolFang",
    Role.KAI: "霞鹜文楷（LXGW WenKai）或 FandolKai",
    Role.TITLE: "Noto Serif CJK SC Bold",
}
POOR_LATIN = ("FandolFang R", "FandolKai R")  # their digits are much blacker than their characters
BOLD = 700
