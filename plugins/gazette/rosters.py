"""Whose names stand in the lists and tables of a text, and beside what?

个人信息保护法 Articles 28 and 31: every datum of a child under fourteen is sensitive, and so is health.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial

from . import mentions
from .mentions import Spot
from .person_names import MASKED, Named, is_name
from .text_tables import Cell, Table, has_tables, tables

# What a pattern begins with is plain characters: only then are the places where it may begin found fast.
CHILDREN = re.compile(r"学生(?<!大学生)|儿童|幼儿(?!园)|未成年|孤儿|新生(?!事物)|少先队")
CHILD_COLUMN = re.compile(r"学生(?<!大学生)|儿童|幼儿|孤儿|年级|班级|就读|学籍|监护人|家长|考生")
STAFF = re.compile(r"职务|职称|任教|教师|教龄|岗位|职位|招聘|公务员|录用|事业单位|资格|大学|考试人员")
AGE = re.compile(r"^(?:年龄|周岁)")
BIRTH = re.compile(r"^出生(?:年月日?|日期|时间)?$")
BORN = re.compile(r"^(?P<year>(?:19|20)\d\d)\D{0,2}(?P<month>\d{1,2})?")
GROWN = re.compile(
    r"大学生|研究生|毕业生|教师|老师|教练|校长|园长|家长|监护|干部|专家|评委|委员|领导|小组|企业|公司|单位|机构|人员|医生|志愿者|负责人|职务|职称"
)
ILLNESS = re.compile(r"病种|疾病|患病|病情|诊断|残疾(?:等级|类别|证)")
DWELLING = re.compile(r"住址|(?:家庭|户籍|居住|现住)地址|户籍(?:所在)?地|居住地")
NAME_COLUMN = re.compile(
    r"^(?!.*(?:监护|家长|父|母|教师|老师|负责|联系|经办|承办|单位))(?:.{0,8}姓\s*名|(?:学生|儿童|幼儿|孤儿)(?:名字)?)$"
)
LIST = re.compile(r"名单|名册|花名册|姓名|如下|公示")
FULL_AGE = 14  # below it every datum of a person is sensitive
CALLED = re.compile(r"(?:学生(?<!大学生)|儿童|幼儿|孤儿|新生|少先队员)[:：]")
ITEM = re.compile(r"^\s*(?:>\s*)?(?:[-*+•●·]|\d{1,3}[.、)）．]|[（(]\d{1,3}[)）]|[一二三四五六七八九十]{1,3}、)\s*")
SPLIT = re.compile(r"[、，,；;。\s　]+")
SPACED = re.compile(r"(?<![一-鿿])([一-鿿])[ 　]{1,2}([一-鿿])(?![一-鿿])")
BESIDE_NAME = re.compile(r"^(?:\d{1,3} ?(?:周?岁|分)?|[男女])$")  # its number, age or sex
LEADING = re.compile(r"^[*_]*(?P<name>[一-鿿·]{2,12})[*_]*(?=$|[（(:：—-])")
IN_CELL = re.compile(r"^[一-鿿·]{2,12}$")
NO_PERSON = frozenset({"合计", "小计", "总计", "备注", "姓名", "以下空白"})
BESIDE = re.compile(r"^[ \t]*(?:>[ \t]*)+|<[^>\n]*>")  # the signs of a quotation and tags, which are no words
def children(text: str, title: str = "", day: date | None = None) -> Iterator[Named]:
    """The names of minors; `title` is what the whole is about, `day` when it was written. Masked ones are none."""
    seen = set[int]()
    spoken_of = mentions.spots(text)
    found = (_in_tables(text, title, day), mentions.minors(text, spoken_of), _listed(text, title, spoken_of))
    for named in (name for names in found for name in names):
        if named.start not in seen:
            seen.add(named.start)
            yield named


def ill(text: str) -> Iterator[Named]:
    """The names beside which a person's disease is told, in tables and in sentences."""
    yield from mentions.ill(text)
    if has_tables(text) and ILLNESS.search(text):
        for table in tables(text):
            if table.column(ILLNESS) >= 0:
                yield from _names(table)


def dwellings(text: str) -> Iterator[Cell]:
    """The cells of a column of home addresses."""
    for table in tables(text) if has_tables(text) and DWELLING.search(text) else ():
        yield from table.cells(table.column(DWELLING))


def _in_tables(text: str, title: str, day: date | None) -> Iterator[Named]:
    for table in tables(text):
        head = "".join(cell.words for cell in table.head)
        of_pupils = CHILD_COLUMN.search(head) and not STAFF.search(f"{head} {title} {' '.join(table.about)}")
        if of_pupils or _of_children((head, *table.about, title)):
            yield from _names(table)
            continue
        age, birth = table.column(AGE), table.column(BIRTH)
        young = (row for row in table.rows if _shows(row, age, _is_young) or _shows(row, birth, partial(_is_child, day)))
        yield from _names(table._replace(rows=tuple(young)))


def _shows(row: tuple[Cell, ...], place: int, test: Callable[[str], bool]) -> bool:
    return 0 <= place < len(row) and test(row[place].words)


def _is_young(words: str) -> bool:
    digits = words.rstrip("周岁 ")
    return digits.isascii() and digits.isdigit() and int(digits[:3]) < 18


def _is_child(day: date | None, words: str) -> bool:
    """Whether who was born then is under fourteen on this day."""
    born = BORN.match(words)
    if day is None or born is None:
        return False
    months = (day.year - int(born["year"])) * 12 + (day.month - int(born["month"]) if born["month"] else 0)
    return 0 <= months < FULL_AGE * 12


def _of_children(said: tuple[str, ...]) -> bool:
    """Whether the nearest words that tell of persons tell of minors; of several the last counts: 学生家长."""
    for words in said:
        young = max((match.end() for match in CHILDREN.finditer(words)), default=-1)
        grown = max((match.end() for match in GROWN.finditer(words)), default=-1)
        if young != grown:
            return young > grown
    return False


def _names(table: Table) -> Iterator[Named]:
    for cell in table.cells(table.column(NAME_COLUMN)):
        name = SPACED.sub(r"\1\2", cell.words)
        if IN_CELL.match(name) and name not in NO_PERSON and not MASKED.search(name):
            yield Named(cell.start, name)


def _listed(text: str, title: str, spoken_of: Iterable[Spot]) -> Iterator[Named]:
    """The names in the lines below words that announce a list of minors."""
    announced, offset = bool(LIST.search(title)) and _of_children((title,)), 0
    if not (announced or CHILDREN.search(title) or any(_beside_list(text, spot) for spot in spoken_of)):
        return
    for written in text.split("\n"):
        line = BESIDE.sub(lambda sign: " " * len(sign[0]), written)
        bare = line.strip()
        if bare and "|" not in bare and "\t" not in bare:
            names = list(_of_line(line) or _after_colon(line)) if announced else []
            yield from (Named(offset + start, name) for start, name in names)
            if not names and (announced := _announces(bare, title, announced)):
                yield from (Named(offset + start, name) for start, name in _after_colon(line))
        offset += len(line) + 1


def _beside_list(text: str, spot: Spot) -> bool:
    """Whether the words about minors stand near those that announce a list."""
    start, end = max(spot.start - 14, 0), spot.end + 44
    near = text[max(start, text.rfind("\n", start, spot.start) + 1) : end]
    return bool(LIST.search(near) or CALLED.search(near))


def _announces(line: str, title: str, before: bool) -> bool:
    if ITEM.match(line) and not LIST.search(line):
        return before
    short = line.startswith("#") or line.endswith((":", "：")) or len(line) <= 30 or bool(re.search("[:：]", line))
    return short and bool(LIST.search(line) or CALLED.search(line)) and _of_children((line, title))


def _after_colon(line: str) -> list[tuple[int, str]]:
    at = max(line.rfind("："), line.rfind(":"))
    return _of_line(line, at + 1) if at >= 0 else []


def _of_line(line: str, start: int = 0) -> list[tuple[int, str]]:
    """The names of which a line consists; of an item only its first word need be one."""
    item = ITEM.match(line, start) if start == 0 else None
    begin = item.end() if item else start
    words = SPACED.sub(lambda match: match[1] + match[2], line[begin:])
    parts = [part for part in SPLIT.split(words) if part and not BESIDE_NAME.match(part)]
    found = [match["name"] for part in parts if (match := LEADING.match(part)) and is_name(match["name"])]
    if not parts or not (len(found) == len(parts) or (item and found and LEADING.match(parts[0]))):
        return []
    placed, at = list[tuple[int, str]](), begin
    for name in found:
        at = max(line.find(name, at), at)
        placed.append((at, name))
    return placed
