"""Can everyone read a page? axe-core's automatic rules for WCAG 2.2 A and AA, and its best practices.

What no program can judge (is the alternative text a good one?) stays with people.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.validators.tools import node_module

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")


@dataclass(frozen=True)
class Violation:
    """A rule that a page breaks, how badly ("minor" … "critical"), and the selectors and source of the places."""

    rule: str
    impact: str
    help: str
    targets: tuple[str, ...]
    sources: tuple[str, ...]


def axe(page: Page, *, tags: Sequence[str] = TAGS) -> list[Violation]:
    """The violations on `page` as it stands now; RuntimeError when no rule found anything to look at."""
    page.evaluate(_source())
    report = page.evaluate("tags => axe.run(document, {runOnly: tags})", list(tags))
    if not report["passes"] and not report["violations"]:
        raise RuntimeError(f"axe-core found nothing to check on {page.url}")
    return [_violation(row) for row in report["violations"]]


@cache
def _source() -> str:
    return node_module("axe-core/axe.min.js").read_text(encoding="utf-8")


def _violation(row: dict[str, Any]) -> Violation:
    nodes = row["nodes"]
    return Violation(
        rule=row["id"],
        impact=row["impact"] or "",
        help=row["help"],
        targets=tuple(" ".join(map(str, node["target"])) for node in nodes),
        sources=tuple(node["html"] for node in nodes),
    )
