"""Which addresses in a text are a person's home: in words, in a column of a table, or told to the room?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import rosters
from .identities import Hit
from .text_tables import line_of

ROOMS = tuple(re.compile(sign) for sign in (r"室(?<=\d室)", r"户(?<=\d户)", r"房(?<=\d房)", r"单元(?<=\d单元)"))
HOME = re.compile(
    r"[一-鿿]{2,12}(?:路|街|巷|道|村|小区|花园|家园|苑|里|弄|社区)[一-鿿]{0,6}\d+(?:号|栋|幢|座|组)"
    r"(?:[一-鿿\d\-—]{0,10}?\d+(?:室|单元|户|房))+"
)
PUBLIC = re.compile(r"办公|企业|经营|注册|政府|中心|窗口|大楼|大厦|公司|地点|学校|医院|法院|派出所|局|委员会|项目|会议")
WHERE = r"[:：为在于是\s]{0,4}(?P<where>[^，。；,;|\n\t]{4,60})"
# A pattern begins with one plain sign: only then are the places where it may begin found fast.
LABELLED = tuple(
    re.compile(label + WHERE)
    for label in (
        r"住(?:址|(?<=[居现常]住)(?:地址|所在地|住所)|(?<=[家现租]住)|(?<=居住)[在于]|所(?<=(?:家庭|户籍|居住|现住|常住)住所))",
        r"籍(?<=户籍)(?:地址|所在地|地)",
        r"庭(?<=家庭)(?:地址|所在地)",
    )
)
SIGNS = ("住", "籍", "庭")  # of the labels
DETAIL = re.compile(r"(?:\d+|[０-９]+|[一二三四五六七八九十百]+)\s*(?:号|栋|幢|座|组|单元|室|户|社|弄|队|楼)|\d+[-—]\d+")
AREA = re.compile(r"[省市区县镇乡街路村巷道里苑园寨]|小区|社区")
HIDDEN = re.compile(r"[*＊某×]")


def homes(text: str) -> Iterator[Hit]:
    """The addresses; one that is found in more than one way is given for each."""
    for sign, pattern in zip(SIGNS, LABELLED, strict=True):
        for match in pattern.finditer(text) if sign in text else ():
            where = match["where"].rstrip()
            if is_dwelling(where):
                yield Hit("address", match.start("where"), match.start("where") + len(where), _masked(where))
    for cell in rosters.dwellings(text):
        if is_dwelling(cell.words):
            yield Hit("address", cell.start, cell.start + len(cell.words), _masked(cell.words))
    yield from _to_the_room(text)


def _to_the_room(text: str) -> Iterator[Hit]:
    """What may be a home or an office: a street, a house and a room."""
    ends = 0
    for at in sorted(match.start() for room in ROOMS for match in room.finditer(text)):
        start = max(at - 60, 0)
        start = max(start, text.rfind("\n", start, at) + 1, ends)
        home = HOME.search(text, start, at + 13)
        if home is not None:
            ends = home.end()
            if not PUBLIC.search(line_of(text, home.start())):
                yield Hit("address", home.start(), ends, _masked(home[0]), certain=False)


def is_dwelling(words: str) -> bool:
    """Whether words that stand where a home is asked for tell one to the house."""
    return bool(DETAIL.search(words) and AREA.search(words)) and not HIDDEN.search(words)


def _masked(address: str) -> str:
    return re.sub(r"\d+", "**", address)
