"""What changed between two texts, as pages show it: a list of the changed clauses, then all clauses in their order.

Any two texts can be shown: two versions of a work, two releases of an issue. The component is `redline` of
theme/templates/components/redline.html. Clauses that stand together and say what they said are one stretch, folded up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plugins.gazette import redline
from plugins.gazette.body import Clause
from plugins.gazette.documents import Document
from plugins.gazette.particulars import chinese_day
from plugins.gazette.redline import ComparedClause, Kind, Paragraph
from plugins.gazette.works import Work

from .document_view import column_of
from .site import Site
from .views import Link

SAID = {
    Kind.CHANGED: "修改",
    Kind.ADDED: "新增",
    Kind.REMOVED: "删除",
    Kind.MOVED_HERE: "移动",
    Kind.MOVED_AWAY: "移走",
    Kind.RENUMBERED: "仅序号变动",
    Kind.SAME: "未变",
}
QUIET = frozenset({Kind.SAME, Kind.RENUMBERED})
LISTED = (Kind.CHANGED, Kind.ADDED, Kind.REMOVED, Kind.MOVED_HERE, Kind.RENUMBERED)
BEGINNING = "开头部分"


@dataclass(frozen=True, slots=True)
class Stretch:
    """One changed clause, or a row of quiet ones. `id` is its place on the page, `said` what became of it in words; of a
    clause that moved `elsewhere` leads to its other place. `paragraphs` are those of `gazette.redline`."""

    id: str
    kind: str
    label: str
    said: str
    is_quiet: bool
    paragraphs: tuple[Paragraph, ...]
    elsewhere: Link | None = None


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """The stretches of which the same is said; `links` lead to their places on the page."""

    said: str
    count: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Two texts compared; no `groups` when they say the same."""

    groups: tuple[ChangeGroup, ...]
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class VersionChangesView:
    """The page of what changed in a version: `old` and `new` are the two versions in words, with their addresses."""

    title: str
    url: str
    breadcrumbs: tuple[Link, ...]
    old: Link
    new: Link
    sample: bool
    changes: Changes | None


def changes(old: Iterable[Clause], new: Iterable[Clause], prefix: str = "") -> Changes:
    """The redline of two texts, given by their clauses (`Body.clauses`); `prefix` keeps the places of several redlines
    on one page apart."""
    compared = redline.compare(old, new)
    stretches = tuple(_stretches(compared, prefix))
    return Changes(tuple(_groups(compared, stretches)), stretches)


def view(site: Site, work: Work, document: Document, url: str, with_text: bool = True) -> VersionChangesView:
    """`document`, a version of `work`, against the one before it. Without its text it shows whether anything else on the
    page has changed."""
    before = work.versions[work.versions.index(document) - 1]
    column, name = column_of(site, document), Link(document.title, site.version_url(document))
    return VersionChangesView(
        title=f"{document.title}改动对照",
        url=url,
        breadcrumbs=(Link("首页", ""), Link(column.name, f"{column.id}/"), name),
        old=_version(site, before),
        new=_version(site, document),
        sample=before.sample or document.sample,
        changes=changes(site.clauses(before), site.clauses(document)) if with_text else None,
    )


def _version(site: Site, document: Document) -> Link:
    day = document.version_date
    return Link(f"{chinese_day(day)}的文本" if day else "未注明日期的文本", site.version_url(document), document.number_text)


def _stretches(compared: Iterable[ComparedClause], prefix: str) -> Iterator[Stretch]:
    for kind, clauses in _runs_of_kinds(compared):
        first, label = clauses[0], _label(clauses[0], clauses[-1])
        paragraphs = tuple(paragraph for clause in clauses for paragraph in clause.paragraphs)
        yield Stretch(
            _id(prefix, first), kind.value, label, SAID[kind], kind in QUIET, paragraphs, _elsewhere(first, prefix)
        )


def _runs_of_kinds(compared: Iterable[ComparedClause]) -> Iterator[tuple[Kind, list[ComparedClause]]]:
    """Quiet clauses of one kind together, any other by itself."""
    for kind, clauses in groupby(compared, key=lambda one: one.kind):
        if kind in QUIET:
            yield kind, list(clauses)
        else:
            yield from ((kind, [clause]) for clause in clauses)


def _groups(compared: Sequence[ComparedClause], stretches: Sequence[Stretch]) -> Iterator[ChangeGroup]:
    for kind in LISTED:
        links = tuple(Link(one.label, one.id) for one in stretches if one.kind == kind.value)
        if links:
            yield ChangeGroup(SAID[kind], sum(one.kind is kind for one in compared), links)


def _label(first: ComparedClause, last: ComparedClause) -> str:
    """第十四条至第十六条（原第十条至第十二条）: as the new text calls them, and as the old one did where that is another name;
    原第十三条 for what stands in the old one alone."""
    new, old = _span(first.new, last.new), _span(first.old, last.old)
    if first.kind in (Kind.REMOVED, Kind.MOVED_AWAY):
        return f"原{old}"
    return new if first.kind in (Kind.ADDED, Kind.SAME) or old == new else f"{new}（原{old}）"


def _span(first: Clause | None, last: Clause | None) -> str:
    return _name(first) if first is last else f"{_name(first)}至{_name(last)}"


def _name(clause: Clause | None) -> str:
    return clause.label if clause and clause.label else BEGINNING


def _id(prefix: str, one: ComparedClause) -> str:
    """What the new text has no more, or not at this place, is known by its place in the old one."""
    return _old_id(prefix, one.old) if one.kind in (Kind.REMOVED, Kind.MOVED_AWAY) else _new_id(prefix, one.new)


def _new_id(prefix: str, clause: Clause | None) -> str:
    """The anchor that the clause has on the page of its version."""
    return f"{prefix}{clause.anchor}" if clause and clause.anchor else f"{prefix}beginning"


def _old_id(prefix: str, clause: Clause | None) -> str:
    return _new_id(f"{prefix}old-", clause)


def _elsewhere(one: ComparedClause, prefix: str) -> Link | None:
    """The other place of a clause that moved."""
    if one.kind is Kind.MOVED_HERE:
        return Link(f"移自原{_name(one.old)}", _old_id(prefix, one.old))
    if one.kind is Kind.MOVED_AWAY:
        return Link(f"移至现{_name(one.new)}", _new_id(prefix, one.new))
    return None
