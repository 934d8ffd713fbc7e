"""Settings are put into templates as text where that can't be told from looking them up."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, nodes

from plugins.engine.blog.folding import fold

SETTINGS = {"SITEURL": "https://example.org", "SITENAME": "甲 & 乙", "NUMBER": 3, "MENU": [1], "SUBTITLE": "x"}
TEXTS = {
    "text.html": "<a href='{{ SITEURL }}/x'>\n{{ SITENAME }}</a>\n",
    "page.html": "{% include 'text.html' %}{{ SITENAME|upper }} {{ NUMBER }}{% for m in MENU %}{{ m }}{{ SITEURL }}{% endfor %}",
    "base.html": "{% include 'text.html' %}{% block body %}{{ super_title }}{% endblock %}",
    "child.html": "{% extends 'base.html' %}{% set SUBTITLE = 'own' %}"
    "{% block body %}{{ SUBTITLE }}{{ self.body is defined }}{% endblock %}",
    "macro.html": "{% macro m(SITENAME) %}{{ SITENAME }}{% endmacro %}{{ m('given') }}{{ SITENAME }}",
    "test.html": "{% if SITEURL %}{{ SITEURL ~ '/a' }}{% endif %}{{ x.SITEURL }}{{ x['SITEURL'] }}",
    "gone.html": "{% include 'nowhere.html' ignore missing %}{% include ['nowhere.html', 'text.html'] %}",
}


def environments(texts: dict[str, str], relative: bool = False, **ways: Any) -> tuple[Environment, Environment]:
    plain, folded = (Environment(loader=DictLoader(texts), trim_blocks=True, **ways) for _ in range(2))
    fold(folded, SETTINGS, relative)
    return plain, folded


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("autoescape", [True, False])
def test_the_page_is_the_same(name: str, autoescape: bool) -> None:
    plain, folded = environments(TEXTS, autoescape=autoescape)
    told = {**SETTINGS, "x": {"SITEURL": "other"}}
    assert folded.get_template(name).render(told) == plain.get_template(name).render(told)


def test_what_is_only_text_takes_the_place_of_its_include() -> None:
    _, folded = environments({name: TEXTS[name] for name in ("text.html", "page.html")})
    assert list(folded.parse(TEXTS["page.html"]).find_all(nodes.Include)) == []


def test_an_address_that_differs_from_page_to_page_is_looked_up() -> None:
    _, folded = environments({"text.html": TEXTS["text.html"]}, relative=True)
    assert "https://" not in folded.get_template("text.html").render(SITEURL="..")
