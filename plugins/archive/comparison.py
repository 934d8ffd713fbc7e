"""What changed in a version of an issue against the one before it: which documents, clause by clause, and which pages?

Asked of the archive alone; the content tree may say something else by now.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.engine.store import Store
from plugins.gazette import front_matter
from plugins.gazette.body import Clause
from plugins.portal import markdown, redline_view
from plugins.portal.redline_view import Changes
from plugins.portal.views import Link

from . import package, pdf_pages
from .inventory import Version
from .root import Archived


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What became of a document: 修改 with its redline, 新增, 删去; `prefix` keeps the places on the page apart."""

    title: str
    said: str
    prefix: str
    changes: Changes | None = None


@dataclass(frozen=True, slots=True)
class ReleaseChanges:
    before: Link
    pages: str
    articles: tuple[ArticleChange, ...]


def compare(one: Archived, before: Version, after: Version, label: Link, known: Store) -> ReleaseChanges:
    """`label` names the version before; `known` keeps what pages look like. Raises ArchiveError."""
    drawn = [_pictures(one, version, known) for version in (before, after)]
    return ReleaseChanges(label, pdf_pages.words(*drawn), tuple(_articles(one, before, after)))


def _pictures(one: Archived, version: Version, known: Store) -> tuple[str, ...]:
    key = f"pages {version.state[package.BULLETIN_PDF]}"
    found: tuple[str, ...] | None = known.get(key)
    if found is None:
        found = pdf_pages.pictures(one.read(version, package.BULLETIN_PDF))
        known.put(key, found)
    return found


def documents(version: Version) -> list[str]:
    """The documents of a version by the paths of their structured data, the issue's own first."""
    found = [path for path in version.state if path.endswith(".json") and path.startswith(("articles/", "bulletin."))]
    return sorted(found, key=lambda path: (path.startswith("articles/"), path))


def title(one: Archived, version: Version, path: str) -> str:
    """The title of a document of a version, by the path of its structured data."""
    said: str = json.loads(one.read(version, path)).get("名称", "")
    return said


def _articles(one: Archived, before: Version, after: Version) -> Iterator[ArticleChange]:
    old, new = documents(before), documents(after)
    for place, path in enumerate(dict.fromkeys((*new, *old))):
        prefix = f"d{place}-"
        if path not in old:
            yield ArticleChange(title(one, after, path), "新增", prefix)
        elif path not in new:
            yield ArticleChange(title(one, before, path), "删去", prefix)
        elif before.state[path] != after.state[path]:
            changes = redline_view.changes(_clauses(one, before, path), _clauses(one, after, path), prefix)
            yield ArticleChange(title(one, after, path), "修改", prefix, changes)


def _clauses(one: Archived, version: Version, path: str) -> tuple[Clause, ...]:
    """The text of a document, rendered of the Markdown that was archived."""
    source = json.loads(one.read(version, path))[package.SOURCE]
    text = one.read(version, f"{package.SOURCES}/{source}").decode("utf-8-sig")
    return markdown.render((source, front_matter.parse(text, source)[0].body)).clauses
