"""Whose names stand in the lists and tables of a text, and beside what?

个人信息保护法 Articles 28 and 31: every datum of a child under fourteen is sensitive, and so is health.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .text_tables import Cell, Table, tables

# What a pattern begins with is plain characters: only then are the places where it may begin found fast.
CHILDREN = re.compile(r"学生(?<!大学生)|儿童|幼儿(?!园)|未成年|孤儿|新生(?!事物)|少先队")
YOUNG = ("学生", "儿童", "幼儿", "未成年", "孤儿", "新生", "少先队", "年龄")  # one of them stands in whatever tells of minors
CHILD_COLUMN = re.compile(r"学生(?<!大学生)|儿童|幼儿|孤儿|年级|班级|就读|学籍|监护人|家长")
AGE = re.compile(r"^(?:年龄|周岁)")
GROWN = re.compile(
    r"大学生|研究生|毕业生|教师|老师|教练|校长|园长|家长|监护|干部|专家|评委|委员|领导|小组|企业|公司|单位|机构|人员|医生|志愿者|负责人|职务|职称"
)
ILLNESS = re.compile(r"病种|疾病|患病|病情|诊断|残疾(?:等级|类别|证)")
DWELLING = re.compile(r"住址|(?:家庭|户籍|居住|现住)地址|户籍(?:所在)?地|居住地")
NAME_COLUMN = re.compile(
    r"^(?!.*(?:监护|家长|父|母|教师|老师|负责|联系|经办|承办|单位))(?:.{0,8}姓\s*名|(?:学生|儿童|幼儿|孤儿)(?:名字)?)$"
)
LIST = re.compile(r"名单|名册|花名册|姓名|如下|公示")
LABELLED = re.compile(
    r"(?:学生(?<!大学生)|儿童|幼儿|未成年人|孤儿)(?:姓名|名单)[:：为]? *"
    r"(?P<names>[一-鿿·]{2,12}(?:[、，, ]+ *[一-鿿·]{2,12})*) *(?=[。；;（(]|$)",
    re.MULTILINE,
)
ANNOUNCED = re.compile(
    rf"(?:{CHILDREN.pattern})[^\n。]{{0,40}}(?:{LIST.pattern})|(?:{LIST.pattern})[^\n。]{{0,10}}(?:{CHILDREN.pattern})"
)
PARTICULARS = re.compile(
    r"(?:学生(?<!大学生)|儿童|幼儿|孤儿|少年)[:：]? *(?P<name>[一-鿿·]{2,12})[，,（(、] *"
    r"(?:男|女|\d{1,2} *周?岁|年龄|现?就读|出生)"
)
ITEM = re.compile(r"^\s*(?:>\s*)?(?:[-*+•●·]|\d{1,3}[.、)）．]|[（(]\d{1,3}[)）]|[一二三四五六七八九十]{1,3}、)\s*")
SPLIT = re.compile(r"[、，,；;。\s　]+")
SPACED = re.compile(r"(?<![一-鿿])([一-鿿])[ 　]{1,2}([一-鿿])(?![一-鿿])")
LEADING = re.compile(r"^[*_]*(?P<name>[一-鿿·]{2,12})[*_]*(?=$|[（(:：—-])")
IN_CELL = re.compile(r"^[一-鿿·]{2,12}$")
NO_PERSON = frozenset({"合计", "小计", "总计", "备注", "姓名", "以下空白"})
BESIDE = re.compile(r"^[ \t]*(?:>[ \t]*)+|<[^>\n]*>")  # the signs of a quotation and tags, which are no words
MASKED = re.compile(r"[某*×Xx○〇□]")
SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳鲍史唐"
    "费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴宋庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房解应宗丁宣邓单杭洪包诸左石崔吉龚程邢裴陆荣翁"
    "荀羊惠曲封储靳焦牧山谷车侯宓全班仰秋仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎薄印白怀蒲邰从鄂索咸赖卓蔺屠蒙池乔阴闻党翟谭贡"
    "姬申扶堵冉宰郦雍桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终居衡步都耿满弘匡国文寇广东欧沃利"
    "蔚越师巩聂晁勾敖融冷辛阚那简饶曾关肖游岳帅涂代闫覃普刀者角字起自沙保鲜杞矣"
)
COMMON_WORDS = frozenset({
    "高中", "高校", "高职", "安全", "方案", "方法", "常规", "成绩", "包括", "时间", "文件", "金额", "任务", "于是",
    "万元", "元旦", "国家", "文化", "文具", "路费", "车费", "车票", "水费", "通知", "通过", "应当", "应急", "农村",
    "农业", "山区", "全区", "全部", "班级", "年龄", "支持", "计划", "项目", "东城", "平均", "明确", "强化", "单位",
    "管理", "解决", "单亲", "温馨", "居民", "居家", "广泛", "利用", "简介", "关于", "关爱", "游戏", "代表", "自愿",
    "自行", "保障", "保险", "起止", "角色", "字体",
})  # fmt: skip


class Named(NamedTuple):
    start: int
    name: str

    @property
    def masked(self) -> str:
        return f"{self.name[0]}某某"


def children(text: str, title: str = "") -> Iterator[Named]:
    """The names of minors, in tables and lists; `title` is what the whole is about. Masked ones are none."""
    if not (any(word in text for word in YOUNG) or CHILDREN.search(title)):
        return
    seen = set[int]()
    for named in (*_in_tables(text, title), *_labelled(text), *_listed(text, title)):
        if named.start not in seen:
            seen.add(named.start)
            yield named


def ill(text: str) -> Iterator[Named]:
    """The names in tables that tell of a person's health."""
    if ILLNESS.search(text):
        for table in tables(text):
            if table.column(ILLNESS) >= 0:
                yield from _names(table)


def dwellings(text: str) -> Iterator[Cell]:
    """The cells of a column of home addresses."""
    for table in tables(text):
        yield from table.cells(table.column(DWELLING))


def _in_tables(text: str, title: str) -> Iterator[Named]:
    for table in tables(text):
        head = "".join(cell.words for cell in table.head)
        if CHILD_COLUMN.search(head) or _of_children((head, *table.about, title)):
            yield from _names(table)
        elif (age := table.column(AGE)) >= 0:
            young = tuple(row for row in table.rows if len(row) > age and _is_young(row[age].words))
            yield from _names(table._replace(rows=young))


def _is_young(words: str) -> bool:
    digits = words.rstrip("周岁 ")
    return digits.isascii() and digits.isdigit() and int(digits[:3]) < 18


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


def _labelled(text: str) -> Iterator[Named]:
    for match in LABELLED.finditer(text):
        for part in re.finditer(r"[一-鿿·]{2,12}", match["names"]):
            if is_name(part[0]):
                yield Named(match.start("names") + part.start(), part[0])
    for match in PARTICULARS.finditer(text):
        if is_name(match["name"]):
            yield Named(match.start("name"), match["name"])


def _listed(text: str, title: str) -> Iterator[Named]:
    """The names in the lines below words that announce a list of minors."""
    announced, offset = bool(LIST.search(title)) and _of_children((title,)), 0
    if not (announced or CHILDREN.search(title) or ANNOUNCED.search(text)):
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


def _announces(line: str, title: str, before: bool) -> bool:
    if ITEM.match(line) and not LIST.search(line):
        return before
    short = line.startswith("#") or line.endswith((":", "：")) or len(line) <= 30 or bool(re.search("[:：]", line))
    return short and bool(LIST.search(line)) and _of_children((line, title))


def _after_colon(line: str) -> list[tuple[int, str]]:
    at = max(line.rfind("："), line.rfind(":"))
    return _of_line(line, at + 1) if at >= 0 else []


def _of_line(line: str, start: int = 0) -> list[tuple[int, str]]:
    """The names of which a line consists; of an item only its first word need be one."""
    item = ITEM.match(line, start) if start == 0 else None
    begin = item.end() if item else start
    words = SPACED.sub(lambda match: match[1] + match[2], line[begin:])
    parts = [part for part in SPLIT.split(words) if part]
    found = [match["name"] for part in parts if (match := LEADING.match(part)) and is_name(match["name"])]
    if not parts or not (len(found) == len(parts) or (item and found and LEADING.match(parts[0]))):
        return []
    placed, at = list[tuple[int, str]](), begin
    for name in found:
        at = max(line.find(name, at), at)
        placed.append((at, name))
    return placed


def is_name(word: str) -> bool:
    """Whether a word is a person's name, as far as its surname and length tell, or the point within it."""
    if MASKED.search(word):
        return False
    return "·" in word.strip("·") or (2 <= len(word) <= 4 and word[0] in SURNAMES and word not in COMMON_WORDS)
