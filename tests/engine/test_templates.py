"""A template's digest changes with everything that it reaches, and with nothing else."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from plugins.engine.templates import Templates

BASE = {
    "page.html": '{% extends "base.html" %}{% from "parts/list.html" import row %}',
    "base.html": "{% include 'foot.html' %}", "foot.html": "脚", "parts/list.html": "{% macro row() %}{% endmacro %}",
    "other.html": "他", "any.html": "{% include name %}",
}  # fmt: skip


def digest(name: str, **changed: str) -> str:
    sources = BASE | {f"{key.replace('__', '/')}.html": text for key, text in changed.items()}
    return Templates(Environment(loader=DictLoader(sources), autoescape=True)).digest(name)


@pytest.mark.parametrize("changed", ["page", "base", "foot", "parts__list"])
def test_all_that_is_reached_counts(changed: str) -> None:
    source = BASE[f"{changed.replace('__', '/')}.html"]
    assert digest("page.html", **{changed: f"{source} "}) != digest("page.html")


def test_others_do_not() -> None:
    assert digest("page.html", other="别") == digest("page.html")


def test_a_name_that_is_worked_out_may_be_any() -> None:
    assert digest("any.html", other="别") != digest("any.html")
