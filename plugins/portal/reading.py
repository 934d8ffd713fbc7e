"""From the content folder to what a build knows of it: read, check, refuse or render. The build gate stands here.

An error refuses the build before anything is written. After the edit of a few texts the corpus of the last build still
holds, when their records say what they said: then only these are read, and only they are checked anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.checks import refuses
from plugins.engine.progress import Report
from plugins.gazette import vocabularies
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.findings import Finding, Severity

from . import bodies as texts
from . import checking, plan
from .bodies import Bodies
from .config import PortalConfig
from .plan import Plan
from .snapshot import Snapshot, pack, unpack


class Refused(Exception):
    """The content has errors; `findings` are all of them, and the warnings too."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


@dataclass
class Reading:
    """`changed` are the facts that alone are others than in the last build, None when more may be; `edited` the documents
    whose texts they are about. `since` are the records that differ from those of the stored corpus."""

    corpus: Corpus
    findings: list[Finding]
    changed: tuple[str, ...] | None = None
    edited: tuple[Document, ...] = ()
    since: tuple[Document, ...] = ()


def read(content: Path, config: PortalConfig, work: Plan, report: Report) -> Reading:
    """Raises Refused."""
    with report.stage("检查内容") as stage:
        found = _edited(content, config, work) or _whole(content, config)
        stage.note = f"{len(found.findings)} 条提示" if found.findings else "没有问题"
    refuse(found.findings)
    return found


def refuse(findings: Sequence[Finding]) -> None:
    if refuses(findings):
        raise Refused(findings)


def _whole(content: Path, config: PortalConfig) -> Reading:
    checked = checking.check(content, config)
    refuse(checked.findings)
    words = vocabularies.read(content / "vocabularies", config.vocabularies)
    return Reading(Corpus(checked.documents, words), checked.findings)


def _edited(content: Path, config: PortalConfig, work: Plan) -> Reading | None:
    """None when the corpus of the last build does not hold any more, or is not there."""
    if not work.texts or len(work.texts) > checking.FEW:
        return None
    corpus = Snapshot(config.cache).read(work.journal.about("corpus"))
    if corpus is None:
        return None
    since = {document.path: document for document in unpack(work.journal.about("edited"))}
    for document in since.values():
        corpus.by_path[document.path].take(document)
    found = _Edits.of(content, config, corpus, work.texts)
    if found is None or not found.lead_where_they_led():
        return None
    changed = tuple(found.facts())
    for old in found.before:
        old.take(found.now[old.path])
        since[old.path] = old
    shown = {f"{config.content_label}/{name}" for name in found.checked}
    kept = [one for one in plan.read_findings(work.journal.about("findings")) if one.path not in shown]
    return Reading(corpus, sorted([*kept, *found.findings]), changed, found.before, tuple(since.values()))


@dataclass(frozen=True)
class _Edits:
    """Documents `before` they were edited and `now`; `checked` are the files that `findings` are about."""

    content: Path
    config: PortalConfig
    before: tuple[Document, ...]
    now: dict[str, Document]
    checked: frozenset[str]
    findings: list[Finding]

    @classmethod
    def of(cls, content: Path, config: PortalConfig, corpus: Corpus, names: Collection[str]) -> _Edits | None:
        """None when any record says something else than it did, or too many other documents have to be checked with
        these: a text whose clauses are others concerns all that cite them."""
        before = tuple(corpus.by_path[name] for name in sorted(names) if name in corpus.by_path)
        asked, now, found = set(names), dict[str, Document](), list[Finding]()
        for _ in range(2):
            checked = checking.check(content, config, [content / name for name in sorted(asked)])
            now = {document.path: document for document in checked.documents if document.path in names}
            found = checked.findings
            if len(before) != len(names) or not all(_says_the_same(old, now.get(old.path)) for old in before):
                return None
            other = [old for old in before if old.anchor_text != now[old.path].anchor_text]
            more = asked | {citing.path for old in other for citing in corpus.citing(old)}
            if len(more) > checking.FEW:
                return None
            if more == asked:
                break
            asked = more
        return cls(content, config, before, now, frozenset(asked), found)

    def lead_where_they_led(self) -> bool:
        """Whether the texts lead to the same files and documents: for another one, another file has to be published."""
        with Bodies(self.content, self.config.cache, whole=False) as bodies:
            return all(bodies.known_targets(old) == bodies.digest(self.now[old.path]).targets for old in self.before)

    def facts(self) -> Iterator[str]:
        for old in self.before:
            if old.digest != self.now[old.path].digest:
                yield f"body {old.path}"
            if old.anchor_text != self.now[old.path].anchor_text:
                yield f"anchors {old.path}"


def _says_the_same(old: Document, new: Document | None) -> bool:
    return new is not None and old.fingerprint == new.fingerprint


def remembered(found: Reading, config: PortalConfig) -> dict[str, str]:
    """For the journal: the corpus of this build, and what was edited since it was stored."""
    if found.changed is not None and len(found.since) < MANY:
        return {"edited": pack(found.since)}
    return {"corpus": Snapshot(config.cache).write(found.corpus), "edited": ""}


MANY = 500


def rendering_findings(documents: Iterable[Document], bodies: Bodies, content: Path, corpus: Corpus, label: str) -> list[Finding]:
    """What only the rendered text shows: markup that may not stay, links to files that are not there."""
    findings = []
    for document in documents:
        result = bodies.digest(document)
        for problem in result.problems:
            findings.append(_finding(document, content, label, "UH001", problem.message, problem.seen))
        for target in result.targets:
            if target not in corpus.work_of and not (content / target).exists():
                message = f"链接的文件不存在：“{target}”"
                findings.append(_finding(document, content, label, "LK001", message, target.rpartition("/")[2]))
    return findings


def _finding(document: Document, content: Path, label: str, code: str, message: str, seen: str) -> Finding:
    """A finding at the first place where the words stand in the source, else at the start of the body."""
    body = texts.text(content, document)
    at = body.find(seen)
    line = document.front_matter.body_line + (body.count("\n", 0, at) if at > 0 else 0)
    column = at - body.rfind("\n", 0, at) if at >= 0 else 1
    return Finding(f"{label}/{document.path}", line, column, code, Severity.ERROR, message)
