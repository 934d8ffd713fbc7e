"""Is the editors' handbook true: do its examples pass the checks, and is its table of fields the program's own?"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from plugins.checks.options import Options
from plugins.checks.run import check
from plugins.editing import field_manual
from plugins.gazette import vocabularies
from plugins.gazette.fields import FIELDS
from tests.building import ROOT

HANDBOOK = (ROOT / "docs" / "编辑手册.md").read_text("utf-8")
EXAMPLE = re.compile(r"文件 `(?P<path>[^`]+)`：\n\n```markdown\n(?P<text>.*?)```", re.DOTALL)


def test_the_table_of_fields_is_current() -> None:
    """`invoke docs` writes it."""
    words = vocabularies.read(ROOT / "content" / "vocabularies")
    assert (ROOT / "docs" / "字段表.md").read_text("utf-8") == field_manual.manual(words)


def test_every_field_and_column_is_in_the_table() -> None:
    words = vocabularies.read(ROOT / "content" / "vocabularies")
    table = field_manual.manual(words)
    assert [field.key for field in FIELDS if f"\n| {field.key}" not in table] == []
    assert [column.id for column in words.columns if f"| `content/{column.id}/年份/` | {column.name} |" not in table] == []


def test_its_examples_pass_the_checks(tmp_path: Path) -> None:
    examples = list(EXAMPLE.finditer(HANDBOOK))
    assert len(examples) == 3
    for example in examples:
        path = tmp_path / example["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(example["text"], "utf-8")
    words = vocabularies.read(tmp_path / "vocabularies", ROOT / "content" / "vocabularies")
    assert check(tmp_path, (), words, Options(today=date(2026, 11, 22))) == []

