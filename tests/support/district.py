"""Ten years of a district's documents, for benchmarks: real paragraphs under invented records, the same for one seed.

The texts are taken from law texts that lie at hand; titles, numbers and dates are invented, so every document is
marked as a sample. Each hundredth document has an older version, each fifth an interpretation, each tenth a basis.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from plugins.gazette import front_matter

SUBJECTS = ("防汛", "供水", "绿化", "养老服务", "学前教育", "安全生产", "政务公开", "老旧小区改造", "垃圾分类", "就业援助")
ACTS = ("的通知", "的意见", "实施方案", "管理办法", "的通告")
TOPICS = ("综合政务\\政务公开", "科技、教育\\教育", "民政、扶贫、救灾\\社会福利", "劳动、人事、监察\\劳动就业")
CODE, PUBLISHER = "015116516", "昆明市西山区人民政府"
FULL_WIDTH = str.maketrans("():", "（）：")
OWN_CLAUSE = re.compile(r"(?<=条例|规定|办法|细则|本法)第[^，。；、]{1,8}条")  # of a text that is not whole here
LENGTH = 3_400  # characters of a text: the average of the laws and regulations measured with


def write(content: Path, count: int, sources: Sequence[Path], seed: int = 1) -> list[Path]:
    """Write `count` documents below `content`, made of the texts of `sources`; returns their paths."""
    chance, written = random.Random(seed), list[Path]()
    lines = [line for source in sources for line in _lines(source)]
    for number in range(1, count + 1):
        name, text = _document(number, chance, lines)
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
        written.append(path)
    return written


def _lines(source: Path) -> Iterator[str]:
    body = front_matter.parse(source.read_text("utf-8"), source.name)[0].body
    lines = (line.translate(FULL_WIDTH) for line in body.split("\n") if line.strip() and not line.startswith("#"))
    return (OWN_CLAUSE.sub("有关条款", line) for line in lines)


def _document(number: int, chance: random.Random, lines: Sequence[str]) -> tuple[str, str]:
    day = date(2016, 1, 4) + timedelta(days=number * 3650 // 50_000 % 3650)
    title = f"关于{chance.choice(SUBJECTS)}工作{chance.choice(ACTS)}（示例第{number}号）"
    head = {
        "标题": title, "索引号": f"{CODE}-{day:%Y%m}-{number:06}", "文号": f"西政发〔{day.year}〕{number}号",
        "发布机构": PUBLISHER, "成文日期": day, "发布日期": day, "体裁": "通知", "主题分类": chance.choice(TOPICS),
        "公开属性": "主动公开", "公开方式": "[政府网站]", "关键词": f"[{chance.choice(SUBJECTS)}]", "示例": "是",
    }  # fmt: skip
    column = "policies"
    if number > 10 and number % 5 == 0:
        column, head["解读"] = "interpretations", f"[西政发〔{_year(number - 1)}〕{number - 1}号]"
        del head["文号"]
    elif number > 10 and number % 10 == 1:
        head["依据"] = f"[西政发〔{_year(number - 8)}〕{number - 8}号]"
    fields = "".join(f"{key}: {value}\n" for key, value in head.items())
    return f"{column}/{day.year}/{number:05}.md", f"---\n{fields}---\n\n{_text(chance, lines)}\n"


def _year(number: int) -> int:
    return (date(2016, 1, 4) + timedelta(days=number * 3650 // 50_000 % 3650)).year


def _text(chance: random.Random, lines: Sequence[str]) -> str:
    start, held, size = chance.randrange(len(lines)), list[str](), 0
    while size < LENGTH:
        line = lines[(start + len(held)) % len(lines)]
        held.append(line)
        size += len(line)
    return "\n".join(held)
