"""Does the browser's half find what a reader would find with Ctrl-F? Node runs it on an index of real laws."""

import json
import os
import random
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from plugins.search.build import build
from plugins.search.fold import FOLDER
from plugins.search.records import Clause, SearchRecord
from tests.search.laws import law_records, node, write_files

HERE = Path(__file__).parent
NUMBERS = {
    "政府信息公开条例(2019-04-03)": ("国令〔2019〕711号", "015116516-201904-000711"),
    "职业教育法(1996-05-15)": ("西政发〔2016〕1号", "015116516-201612-480926"),
}


# What lunr alone would put first: it is rich in the words of a query, and yet should stand behind.
DECOY = SearchRecord(
    key="decoy",
    url="interpretations/2016/decoy/",
    title="对西政发〔2016〕1号的解读：西政发〔2016〕1号",
    date="2016-12-30",
    serial="2016-12-30",
    clauses=(Clause("", "", "西政发〔2016〕1号、西政发〔2016〕1号。"),),
    facets={"kind": "解读", "year": "2016"},
)
IN_FORCE = SearchRecord(
    key="rules/2020",
    url="policies/rules/",
    title="演练规则",
    date="2020-01-01",
    serial="2020-01-01",
    clauses=(Clause("", "", "本规则规定沙盘推演的组织、准备、实施、评估、总结和经费保障等各项事宜。"),),
    facets={"kind": "其他", "year": "2020"},
)
REPLACED = replace(
    IN_FORCE,
    key="rules/2021",
    url="policies/rules/2021/",
    clauses=(Clause("", "", "沙盘推演：沙盘推演、沙盘推演。"),),
    current=False,
)

LAPSED = replace(
    IN_FORCE,
    key="rules/2010",
    url="policies/lapsed/",
    serial="2021-01-01",
    date="2021-01-01",
    facets={**IN_FORCE.facets, "validity": "废止"},
)


def records() -> tuple[SearchRecord, ...]:
    return (*(_numbered(record) for record in law_records()), DECOY, IN_FORCE, LAPSED, REPLACED)


def _numbered(record: SearchRecord) -> SearchRecord:
    number, index_number = NUMBERS.get(record.key, (None, None))
    return replace(record, number=number, index_number=index_number)


def writings(number: str) -> Iterator[str]:
    """How readers write it."""
    yield from (number, number.replace("〔", "[").replace("〕", "]"), FOLDER.text(number), number.removesuffix("号"))
    yield from (number.replace("〔", "（").replace("〕", "）"), number.replace("〔", " ").replace("〕", " 第"))
    yield from (number.replace("〔", "").replace("〕", "年"), number.replace("〕", "〕0"))
    yield "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in number)


def full_text(record: SearchRecord) -> str:
    return "\n".join(clause.text for clause in record.clauses)


def spans(found: tuple[SearchRecord, ...], count: int) -> list[dict[str, Any]]:
    """Random stretches of 2 to 12 characters of the texts' lines, and every document that holds each."""
    chance = random.Random(20161221)
    folded = {record.url: FOLDER.text(record.title + full_text(record)) for record in found}
    drawn: list[dict[str, Any]] = []
    while len(drawn) < count:
        record = found[len(drawn) % len(found)]
        line = chance.choice([line for line in full_text(record).splitlines() if len(line) > 12])
        start = chance.randrange(len(line) - 12)
        span = line[start : start + chance.randint(2, 12)].strip()
        units = FOLDER.text(span)
        if len(units) < 2:
            continue
        holders = [url for url, text in folded.items() if units in text]
        anchors = [clause.anchor for clause in record.clauses if span in clause.text]
        drawn.append({"span": span, "url": record.url, "holders": holders, "anchors": anchors})
    drawn[0] |= {"passage": {"text": full_text(found[0])[200:1500], "url": found[0].url}}
    return drawn


def test_node(tmp_path: Path) -> None:
    found = records()
    folder = write_files(build(found), tmp_path)
    titles = [{"title": r.title, "url": r.url} for r in law_records() if r.current]
    numbers = [
        {
            "queries": list(writings(number)),
            "url": record.url,
        }
        for record in found
        for number in record.numbers
    ]
    texts = {record.url: f"{record.title}\n{full_text(record)}" for record in found}
    index = {"texts": texts, "folder": str(folder), "spans": spans(law_records(), 400), "titles": titles, "numbers": numbers}
    command = [
        node(),
        "--no-warnings",
        "--test",
        "--test-reporter=tap",
        *map(str, sorted(HERE.glob("*.test.mjs"))),
    ]
    newer = write_files(build((*found, replace(DECOY, key="newer", serial="2017"))), tmp_path / "newer")
    index["newer"] = str(newer)
    (tmp_path / "index.json").write_text(json.dumps(index), encoding="utf-8")
    environment = os.environ | {"INDEX": str(tmp_path / "index.json")}
    report = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    failures = [line for line in report.stdout.splitlines() if "not ok" in line or "error:" in line]
    assert report.returncode == 0, "\n".join([*failures, report.stderr])
    assert "# skipped 0" in report.stdout
