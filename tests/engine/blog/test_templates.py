"""A page sees what its templates name, and no more; where that can't be told, it sees everything."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, pass_context

from plugins.engine.blog.templates import Reach, Templates

TEXTS = {
    "base.html": "{{ SITENAME }}{% block body %}{% endblock %}{% include 'foot.html' %}",
    "foot.html": "{{ pages|length }}",
    "article.html": "{% extends 'base.html' %}{% block body %}{{ article.title }}"
    "{% for tag in article.tags %}{{ tag }}{% endfor %}{% endblock %}",
    "lists.html": "{% for category, articles in categories %}{{ articles|count }}{% endfor %}",
    "macros.html": "{% macro m(x) %}{{ x }}{{ drafts }}{% endmacro %}",
    "uses.html": "{% import 'macros.html' as m with context %}{{ m.m(1) }}",
    "open.html": "{% include article.template %}",
    "missing.html": "{% include 'later.html' ignore missing %}",
}


def reach(name: str, texts: dict[str, str] | None = None, **filters: Any) -> Reach:
    environment = Environment(loader=DictLoader({**TEXTS, **(texts or {})}))
    environment.filters.update(filters)
    return Templates(environment).reach(name)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("article.html", {"SITENAME", "pages", "article"}),
        ("lists.html", {"categories"}),
        ("uses.html", {"drafts"}),
    ],
)
def test_the_variables_that_a_page_sees(name: str, names: set[str]) -> None:
    assert reach(name).names == frozenset(names)


def test_a_template_chosen_while_rendering_may_be_any() -> None:
    assert reach("open.html").names == frozenset({"article", "SITENAME", "pages", "categories", "drafts"})


def test_a_filter_that_is_handed_the_context_sees_everything() -> None:
    @pass_context
    def all_of_it(context: Any, value: Any) -> Any:
        return value

    assert reach("article.html", all_of_it=all_of_it).names is None
    assert reach("article.html", all_of_it=lambda value: value).names is not None


@pytest.mark.parametrize("changed", ["article.html", "base.html", "foot.html"])
def test_another_text_anywhere_below_is_another_digest(changed: str) -> None:
    assert reach("article.html", {changed: TEXTS[changed] + "x"}).digest != reach("article.html").digest


def test_a_template_that_is_not_reached_does_not_count() -> None:
    assert reach("article.html", {"lists.html": "x"}).digest == reach("article.html").digest


def test_a_template_that_appears_counts() -> None:
    assert reach("missing.html", {"later.html": "x"}).digest != reach("missing.html").digest


def test_another_filter_is_another_digest() -> None:
    given: list[dict[str, Any]] = [{"own": lambda value: value}, {"own": lambda value: [value]}, {}]
    assert len({reach("article.html", **filters).digest for filters in given}) == 3
