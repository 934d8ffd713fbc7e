"""A blog's articles for tests and benchmarks: real paragraphs under invented heads, the same for one seed.

The heads are Pelican's own (`Title: …`), and hold only what other generators can be told as well: title, date, category,
tags and slug. The newest article is the last one by name.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

SUBJECTS = ("防汛", "供水", "绿化", "养老服务", "学前教育", "安全生产", "政务公开", "老旧小区改造", "垃圾分类", "就业援助")
ACTS = ("的通知", "的意见", "实施方案", "管理办法", "的通告")
CATEGORIES = (
    "政策文件", "规范性文件", "政策解读", "工作动态", "公告公示", "财政预决算", "政府采购", "招标投标", "行政许可",
    "行政处罚", "应急管理", "生态环境", "教育", "卫生健康", "社会保障", "住房保障", "征地拆迁", "食品药品", "安全监管",
    "国有企业", "重大项目", "乡村振兴", "审计公开", "人事任免", "议案提案", "统计数据", "政府公报",
)  # fmt: skip
TAGS = tuple(
    f"{place}{subject}"
    for place in ("全区", "街道", "社区", "园区", "学校", "医院", "企业", "乡村")
    for subject in SUBJECTS
)
FIRST, APART = datetime(2016, 1, 4, 9), timedelta(days=3650) / 50_000  # noqa: DTZ001 (Pelican's dates have no zone)
LENGTH = 5_700  # characters of a text, 17 KB: the average of the laws and regulations measured with


def write(folder: Path, count: int, sources: Sequence[Path], seed: int = 1, length: int = LENGTH) -> list[Path]:
    """Write `count` articles below `folder`, made of the paragraphs of `sources`; returns their paths."""
    chance = random.Random(seed)
    lines = [line for source in sources for line in paragraphs(source)]
    written = []
    for number in range(1, count + 1):
        when = FIRST + number * APART
        path = folder / f"{when.year}" / f"{number:05}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(article(number, when, chance, _text(chance, lines, length)), "utf-8", newline="\n")
        written.append(path)
    return written


def paragraphs(source: Path) -> Iterator[str]:
    """The paragraphs and headings below a document's front matter."""
    body = source.read_text("utf-8").split("\n---\n", 1)[-1]
    return (line for line in body.split("\n") if line.strip())


def article(number: int, when: datetime, chance: random.Random, text: str) -> str:
    head = {
        "Title": f"关于{chance.choice(SUBJECTS)}工作{chance.choice(ACTS)}（示例第{number}号）",
        "Date": f"{when:%Y-%m-%d %H:%M}",
        "Category": chance.choice(CATEGORIES),
        "Tags": ", ".join(chance.sample(TAGS, chance.randint(1, 3))),
        "Slug": f"article-{number:05}",
    }
    fields = "".join(f"{name}: {value}\n" for name, value in head.items())
    return f"{fields}\n{text}\n"


def _text(chance: random.Random, lines: Sequence[str], length: int) -> str:
    start, held, size = chance.randrange(len(lines)), list[str](), 0
    while size < length:
        line = lines[(start + len(held)) % len(lines)]
        held.append(line)
        size += len(line)
    return "\n\n".join(held)
