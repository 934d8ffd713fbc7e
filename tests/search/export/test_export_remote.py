"""Can the search page ask a search server? Node runs its adapter against servers that have an export of real laws."""

import json
import os
import random
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from plugins.search.export import folder
from plugins.search.fold import FOLDER
from plugins.search.records import SearchRecord
from tests.search.laws import law_records, node

HERE = Path(__file__).parent
NUMBER, INDEX = "西政发〔2016〕1号", "015116516-201612-480926"


def records() -> tuple[SearchRecord, ...]:
    first, second, *others = law_records()
    longer = replace(second, number="西政发〔2016〕10号")
    return (replace(first, number=NUMBER, index_number=INDEX), longer, *others)


def spans(found: tuple[SearchRecord, ...], count: int) -> list[dict[str, Any]]:
    """Stretches of 1 to 30 units of the texts, across their clauses too, and all documents that hold each."""
    chance = random.Random(20161221)
    texts = {record.url: FOLDER.text("".join(clause.text for clause in record.clauses)) for record in found}
    titles = {record.url: FOLDER.text(record.title) for record in found}
    drawn: list[dict[str, Any]] = []
    for place in range(count):
        text = texts[found[place % len(found)].url]
        start = chance.randrange(len(text) - 30)
        span = text[start : start + chance.randint(1, 30)]
        holders = [url for url in texts if span in texts[url] or span in titles[url]]
        drawn.append({"span": span, "holders": holders})
    return drawn


def test_node(tmp_path: Path) -> None:
    found = records()
    folder.write(tmp_path / "export", found, date(2026, 11, 22), size=1 << 20)
    numbers = [
        {"queries": [NUMBER, "西政发[2016]1号", "西政发（2016）1", "西政发20161号"], "url": found[0].url},
        {"queries": [INDEX, INDEX.replace("-", "")], "url": found[0].url},
    ]
    given = {"folder": str(tmp_path / "export"), "pairs": FOLDER.pairs, "spans": spans(found, 60), "numbers": numbers}
    (tmp_path / "export.json").write_text(json.dumps(given), "utf-8")
    command = [node(), "--no-warnings", "--test", "--test-reporter=tap", *map(str, sorted(HERE.glob("*.test.mjs")))]
    environment = os.environ | {"EXPORT": str(tmp_path / "export.json")}
    report = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=False)
    failures = [line for line in report.stdout.splitlines() if "not ok" in line or "error:" in line]
    assert report.returncode == 0, "\n".join([*failures, report.stdout[-3000:], report.stderr])
    assert "# skipped 0" in report.stdout
