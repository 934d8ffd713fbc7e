"""Whom does running text name as a minor, or as ill?

个人信息保护法 Articles 28 and 31. In running text a name is known only by its surname; so it counts where the words around
it leave little doubt: behind 学生, before an age, before a disease.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .person_names import Named, is_name

SPOKEN_OF = tuple(
    re.compile(words) for words in ("学(?:生(?<!大学生)|(?<=同学))", "儿(?:童|(?<=[幼孤]儿)(?!园))", "未成年", "少[年先]", "新生")
)
NAMES = r"(?P<names>[一-鿿·]{2,12}(?:[、，, ]+ *[一-鿿·]{2,12})*)"
LABELLED = re.compile(rf"人?(?:姓名|名单)[:：为]? *{NAMES} *(?=[。；;（(]|$)", re.MULTILINE)
PARTICULARS = re.compile(
    r"[:：]? *(?P<name>[一-鿿·]{2,12})[，,（(、] *(?:男|女|\d{1,2} *周?岁|年龄|现?就读|出生)"
)
SERIES = re.compile(r"(?P<first>[一-鿿]{2,3}(?:、[一-鿿]{2,3})*?)(?:、|和|及)(?P<last>[一-鿿]{2,4})")
SCHOOL = re.compile(r"年级|班|学校|小学|中学|幼儿园|[初高][一二三]")
AGED = re.compile(r"[（(，,] *(?:[男女][，,、] *)?(?P<age>\d{1,2}) *周?岁")
PUPIL = re.compile(r"(?P<name>[一-鿿]{2,3})(?P<pupil>小?同学|小朋友)?$")
GROWN_UP, LONGEST = 14, 8
DISEASES = (
    r"尿毒症|精神分裂症|精神病|精神障碍|抑郁症|双相情感障碍|白血病|血友病|[一-鿿]{0,3}癌|恶性肿瘤|肿瘤|艾滋病|梅毒|乙肝|肝硬化|肺结核|结核病"
    r"|癫痫|脑瘫|脑梗死?|脑出血|心脏病|糖尿病|帕金森病?|阿尔茨海默病|红斑狼疮|地中海贫血|再生障碍性贫血|肾衰竭|孤独症|自闭症|智力残疾|精神残疾"
)
SUFFERS = re.compile(rf"患有?(?:[一-鿿]{{0,4}}?)(?:{DISEASES})")
BESIDE = tuple(re.compile(rf"{sign}(?:患有?)?(?:{DISEASES})[）)]") for sign in ("（", r"\("))
BEFORE = re.compile(r"(?P<name>[一-鿿]{2,3})(?:现|身|因|长期|自幼|已|被诊断)?$")
WORDLIKE = frozenset("自者保字起角普时从通解经都步向计和全平明能支管别")  # surnames that more often begin another word
ROLES = frozenset("生士人者员工户属方母父亲孩童女婴老民众体群们等且中后前时若如曾可其他她均未")


class Spot(NamedTuple):
    start: int
    end: int


def spots(text: str) -> list[Spot]:
    """Where a text speaks of minors. One pattern for each first sign: so the places where it may begin are found fast."""
    return [Spot(*match.span()) for pattern in SPOKEN_OF for match in pattern.finditer(text)]


def minors(text: str, spoken_of: Iterable[Spot]) -> Iterator[Named]:
    """The names of minors in sentences."""
    for spot in spoken_of:
        yield from _behind(text, *spot)
    if "岁" in text:
        yield from _aged(text)


def _behind(text: str, start: int, end: int) -> Iterator[Named]:
    if (match := LABELLED.match(text, end)) is not None:
        for part in re.finditer(r"[一-鿿·]{2,12}", match["names"]):
            if is_name(part[0]):
                yield Named(match.start("names") + part.start(), part[0])
    if (match := PARTICULARS.match(text, end)) is not None and is_name(match["name"]):
        yield Named(match.start("name"), match["name"])
    if (match := SERIES.match(text, end)) is not None:
        yield from _series(match, bool(SCHOOL.search(text, max(start - 12, 0), start)))


def _series(match: re.Match[str], at_school: bool) -> Iterator[Named]:
    """Two names or more, of which the last runs on into the sentence: 学生张子涵、李浩然被评为."""
    first = [(part.start(), part[0]) for part in re.finditer("[一-鿿]+", match["first"])]
    last = match["last"][:3] if len(match["last"]) > 2 else match["last"]
    whole = all(_is_named(name) for _, name in first) and _is_named(last)
    if whole and (at_school or all(len(name) == 3 for _, name in first)):
        yield from (Named(match.start("first") + at, name) for at, name in first)
        yield Named(match.start("last"), last)


def _aged(text: str) -> Iterator[Named]:
    for match in AGED.finditer(text):
        before = PUPIL.search(text, max(match.start() - LONGEST, 0), match.start())
        if before is None or int(match["age"]) >= GROWN_UP:
            continue
        name = _at_end(text, before.end("name"), exact=not before["pupil"])
        if name is not None:
            yield name


def ill(text: str) -> Iterator[Named]:
    """The names in sentences that tell of a person's disease."""
    for match in SUFFERS.finditer(text) if "患" in text else ():
        before = BEFORE.search(text, max(match.start() - LONGEST, 0), match.start())
        name = before and _at_end(text, before.end("name"), exact=False)
        if name:
            yield name
    for match in (match for pattern in BESIDE for match in pattern.finditer(text)):
        if (name := _at_end(text, match.start(), exact=True)) is not None:
            yield name


def _at_end(text: str, end: int, exact: bool) -> Named | None:
    """The name that ends here; an exact one is a word by itself, or has three characters."""
    for length in (3, 2):
        start = end - length
        name = text[max(start, 0) : end]
        free = start <= 0 or not "一" <= text[start - 1] <= "鿿"
        named = start >= 0 and _is_named(name) and name[-1] not in ROLES
        if named and (free or length == 3 or not exact):
            return Named(start, name)
    return None


def _is_named(word: str) -> bool:
    return word[0] not in WORDLIKE and is_name(word)
