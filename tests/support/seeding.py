"""Documents as departments write them, and the faults that a tester may hide in them: for the gate's own examination.

A `Draft` is a clean document; a fault changes one thing in it and says by which words its line is known. Nothing here
knows the rules: a fault names the codes that would be a right answer.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

SUBJECTS = ("防汛", "供水", "绿化", "养老服务", "学前教育", "安全生产", "政务公开", "老旧小区改造", "垃圾分类", "就业援助")
PUBLISHER, OFFICE = "昆明市西山区人民政府", "昆明市西山区人民政府办公室"
FIRST_DAY = date(2017, 3, 1)
OPENINGS = (
    "各街道办事处，区直各委、办、局，各有关单位：",
    "为进一步做好{subject}工作，根据有关法律法规和上级要求，结合西山区实际，现就有关事项通知如下。",
)
SECTIONS = (
    "一、总体要求",
    "坚持问题导向，明确责任分工，确保各项任务按时完成。",
    "二、主要任务",
    "（一）摸清底数。各街道办事处应当在6月底前完成摸底登记，建立工作台账。",
    "（二）分类处置。对检查发现的问题，按照轻重缓急逐项整改，共涉及12个社区。",
    "三、保障措施",
    "区财政安排专项资金1200万元，用于补助困难群众。咨询电话：0871-68212345，监督热线：12345。",
    "联系单位统一社会信用代码：11530112015116516X，项目代码：2017-530112-78-03-012345。",
)
ARTICLES = (
    "第一条 为了规范{subject}工作，制定本办法。",
    "第二条 本办法适用于西山区行政区域内的{subject}工作。",
    "第三条 区级有关部门按照职责分工，做好下列工作：",
    "（一）制定年度计划；",
    "（二）组织监督检查。",
    "第四条 违反第三条规定的，由有关部门责令改正。",
    "第五条 本办法自印发之日起施行，办公地点：昆明市西山区秀苑路188号。",
)
TABLE = """| 序号 | 项目 | 责任单位 | 完成时限 |
|---|---|---|---|
| 1 | 排查隐患 | 区应急局 | 2017年6月 |
| 2 | 组织培训 | 区教育局 | 2017年9月 |"""
WITH_TABLE = (
    "现将{subject}工作安排公布如下，详见下表。",
    TABLE,
    "各单位应当于每季度末报送进展情况，传真：0871-68223344。参考书目：ISBN 978-7-5096-1234-5。",
)
TEXTS = (SECTIONS, ARTICLES, WITH_TABLE)
GENRES = {0: ("通知", "的通知"), 1: ("办法", "管理办法"), 2: ("通知", "安排的通知")}


@dataclass
class Draft:
    """A document on its way: its lines of front matter in order, the blocks of its text, and other files."""

    path: str
    head: list[str]
    body: list[str]
    files: dict[str, bytes] = field(default_factory=dict)

    def text(self) -> str:
        return "---\n" + "\n".join(self.head) + "\n---\n\n" + "\n\n".join(self.body) + "\n"

    def value(self, key: str) -> str:
        return next(line.partition(": ")[2] for line in self.head if line.startswith(f"{key}: "))

    def drop(self, *keys: str) -> None:
        self.head = [line for line in self.head if line.partition(":")[0] not in keys]

    def put(self, chance: random.Random, *lines: str) -> str:
        """Lines of the front matter in place of those of the same fields; the first of them is the mark."""
        for line in lines:
            key = line.partition(":")[0]
            at = next((n for n, old in enumerate(self.head) if old.partition(":")[0] == key), None)
            if at is None:
                self.head.insert(chance.randint(1, len(self.head)), line)
            else:
                self.head[at] = line
        return lines[0]

    def insert(self, chance: random.Random, block: str) -> None:
        """A block somewhere in the text, between others."""
        self.body.insert(chance.randint(1, len(self.body)), block)


def draft(number: int, chance: random.Random) -> Draft:
    """A clean document of the district's own; `number` makes it unlike the others."""
    form = number % len(TEXTS)
    subject = chance.choice(SUBJECTS)
    published = FIRST_DAY + timedelta(days=number % 300)
    genre, ending = GENRES[form]
    head = [
        f"标题: 关于{subject}工作{ending}（{_numeral(number)}）",
        f"索引号: 015116516-{published:%Y%m}-{number + 100_000:06}",
        f"文号: 西政发〔{published.year}〕{number + 1}号",
        f"发布机构: {chance.choice((PUBLISHER, OFFICE))}",
        f"成文日期: {published - timedelta(days=chance.randint(0, 2))}",
        f"发布日期: {published}",
        f"体裁: {genre}",
        "主题分类: 综合政务\\政务公开",
        "公开属性: 主动公开",
        "公开方式: [政府网站, 政府公报]",
        f"关键词: [{subject}, 西山区]",
    ]
    body = [block.format(subject=subject) for block in TEXTS[form]]
    if form == 0:
        body = [*(line.format(subject=subject) for line in OPENINGS), *body]
    return Draft(f"policies/{published.year}/{number:04}.md", head, body)


def _numeral(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))


Change = Callable[[Draft, random.Random], str]


class Fault(NamedTuple):
    """`change` returns words of the faulty line (empty: the file's first line). `codes`: any of them is a right answer;
    `also` may come with it."""

    name: str
    change: Change
    codes: frozenset[str]
    also: frozenset[str] = frozenset()


def in_head(
    codes: str, *lines: str, also: str = "", drop: Sequence[str] = (), first: bool = False, last: bool = False
) -> Fault:
    """Lines put into the front matter: `last` at its end, `first` when the fault is told of the whole file. They may name
    the document's {year} and {serial}, which make its numbers its own."""

    def change(document: Draft, chance: random.Random) -> str:
        year, serial = document.value("发布日期")[:4], int(document.path[-7:-3]) + 1
        written = [line.format(year=year, serial=serial) for line in lines]
        document.drop(*drop)
        if last:
            document.head += written
        elif written:
            document.put(chance, *written)
        return "" if first else written[0]

    return Fault(" ".join(lines) or f"没有{drop[0]}", change, frozenset(codes.split()), frozenset(also.split()))


def in_text(codes: str, block: str, mark: str = "", also: str = "") -> Fault:
    """A block put into the text; `mark` are words of its faulty line."""

    def change(document: Draft, chance: random.Random) -> str:
        document.insert(chance, block)
        return mark or block.split("\n", 1)[0]

    return Fault(block, change, frozenset(codes.split()), frozenset(also.split()))


def attached(codes: str, name: str, data: bytes, also: str = "") -> Fault:
    """A file named as an attachment."""

    def change(document: Draft, chance: random.Random) -> str:
        stem = document.path.rsplit("/", 1)[1].removesuffix(".md")
        document.files[f"attachments/{stem}/{name}"] = data
        return document.put(chance, f"附件: [attachments/{stem}/{name}]")

    return Fault(f"{name} {data[:6]!r} {len(data)}", change, frozenset(codes.split()), frozenset(also.split()))


def seeded(faults: Sequence[Fault], count: int, seed: int) -> Iterator[tuple[Draft, Fault, int]]:
    """`count` drafts with a fault each, every fault as often as another, and the line on which it stands."""
    chance = random.Random(seed)
    for number in range(count):
        fault = faults[number % len(faults)]
        document = draft(1000 + number, chance)
        mark = fault.change(document, chance)
        lines = document.text().split("\n")
        yield document, fault, max((n for n, line in enumerate(lines, 1) if mark and mark in line), default=1)
