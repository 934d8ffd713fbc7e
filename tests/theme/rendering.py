"""The theme without a build: any template rendered with given views; undefined variables are errors."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from lxml.html import HtmlElement
from markupsafe import Markup
from pygments.formatters import HtmlFormatter

from plugins.portal.filters import chinese_date, filesize
from tests.theme.example_views import COLUMNS, DIRECTORIES, EXAMPLES, PORTAL, Example

THEME = Path(__file__).resolve().parents[2] / "theme"
STATIC = THEME / "static"
GENERATED = frozenset({"theme/css/pygments.css"})


@cache
def environment() -> Environment:
    """Jinja2 as the build sets it up."""
    loader = FileSystemLoader(THEME / "templates")
    made = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    made.filters.update(localise=_localise, chinese_date=chinese_date, filesize=filesize)
    return made


def _localise(body: str, siteurl: str) -> Markup:
    return Markup(body.replace(' href="/', f' href="{siteurl}/'))


def source(example: Example, **overrides: Any) -> str:
    """The page's HTML, with links relative to its place."""
    depth = example.url.count("/")
    variables = {
        "SITEURL": "/".join([".."] * depth) or ".",
        "portal": PORTAL,
        "columns": COLUMNS,
        "pages": {"accessibility": "accessibility/"},
        "directories": DIRECTORIES,
        "head": (Markup('<meta name="SiteName" content="x">'),),
        "page_title": example.title,
        "page_description": "说明",
        "page_url": example.url,
        "feed_url": "feeds/all.atom.xml",
        **example.context,
        **overrides,
    }
    return environment().get_template(f"{example.template}.html").render(variables)


def page(example: Example, **overrides: Any) -> HtmlElement:
    return html.document_fromstring(source(example, **overrides))


def by_template(name: str) -> Example:
    """The first example of a template."""
    return next(example for example in EXAMPLES if example.template == name)


def write_site(folder: Path, examples: Sequence[Example] = EXAMPLES) -> tuple[str, ...]:
    """All examples as files with the theme's own beside them; their addresses within `folder`."""
    shutil.copytree(STATIC, folder / "theme")
    (folder / "theme/css/pygments.css").write_text(
        HtmlFormatter().get_style_defs(".highlight"), encoding="utf-8"
    )
    for example in examples:
        file = folder / (example.url if example.url.endswith(".html") else f"{example.url}index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(source(example), encoding="utf-8")
    return tuple(example.url for example in examples)
