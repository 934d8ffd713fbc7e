"""Is the editors' handbook true: does it explain every field, and do its examples pass the checks?"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from plugins.checks.options import Options
from plugins.checks.run import check
from plugins.gazette import vocabularies
from plugins.gazette.fields import FIELDS
from plugins.gazette.kinds import KINDS
from tests.building import ROOT

HANDBOOK = (ROOT / "docs" / "编辑手册.md").read_text("utf-8")
EXAMPLE = re.compile(r"文件 `(?P<path>[^`]+)`：\n\n```markdown\n(?P<text>.*?)```", re.DOTALL)
ROW = re.compile(r"^\| (?P<key>[^|]+?) \| (?P<words>[^|]+?) \|$", re.MULTILINE)


def test_every_field_is_explained() -> None:
    table = HANDBOOK.split("## 登记信息的字段")[1].split("\n## ")[0]
    rows = {match["key"]: match["words"] for match in ROW.finditer(table)}
    assert [key for key in rows if key not in ("字段", "---")] == [field.key for field in FIELDS]
    for field in FIELDS:
        demanded = field.key in {key for kind in KINDS for key in kind.required}
        assert ("必填" in rows[field.key]) is demanded, field.key


def test_its_examples_pass_the_checks(tmp_path: Path) -> None:
    examples = list(EXAMPLE.finditer(HANDBOOK))
    assert len(examples) == 3
    for example in examples:
        path = tmp_path / example["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(example["text"], "utf-8")
    words = vocabularies.read(tmp_path / "vocabularies", ROOT / "content" / "vocabularies")
    assert check(tmp_path, (), words, Options(today=date(2026, 11, 22))) == []


def test_it_names_every_column() -> None:
    words = vocabularies.read(ROOT / "content" / "vocabularies")
    for column in words.columns:
        assert f"| `content/{column.id}/年份/` | {column.name} |" in HANDBOOK
