"""A misspelt entry of BLOG_ENGINE is told, and each entry is in the manual."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from plugins.engine.blog.options import OptionError, Options

MANUAL = Path(__file__).parents[3] / "docs" / "engine.md"


def test_what_is_not_said_is_as_in_the_manual() -> None:
    assert Options.of({}) == Options()


def test_an_unknown_entry() -> None:
    with pytest.raises(OptionError, match="worker_count"):
        Options.of({"BLOG_ENGINE": {"worker_count": 2}})


@pytest.mark.parametrize("name", [field.name for field in fields(Options)])
def test_the_manual_tells_of_each_entry(name: str) -> None:
    default = getattr(Options(), name)
    written = f'"{default}"' if isinstance(default, str) else repr(default)
    assert f"| `{name}` | `{written}` |" in MANUAL.read_text("utf-8")
