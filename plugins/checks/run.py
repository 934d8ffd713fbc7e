"""All findings at once: of reading a content tree and of every rule, in the order of path, line and column.

In two steps. `look` works out what one text alone shows: `Seen` holds the document without its text and what the
rules saw in it, and may be kept until the file changes. `judge` puts all of them together and asks the rules about
several documents, which depend on the day and on each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from plugins.gazette import source
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.findings import Finding, Severity
from plugins.gazette.vocabularies import Vocabularies

from . import verdict
from .files import ContentFiles
from .options import Options
from .registry import CorpusRule, DocumentRule, RelatedRule
from .released import Released
from .rules import BY_CODE
from .subject import Context, Fault, Subject, Surroundings

DOCUMENT_RULES = tuple(rule for rule in BY_CODE.values() if isinstance(rule, DocumentRule))
FINDERS = tuple((rule.code, rule.find) for rule in DOCUMENT_RULES)  # plain: a hundred of them are asked for each text
RELATED_RULES = {rule.code: rule for rule in BY_CODE.values() if isinstance(rule, RelatedRule)}
CORPUS_RULES = tuple(rule for rule in BY_CODE.values() if isinstance(rule, CorpusRule))


class Seen(NamedTuple):
    """What one file shows by itself: its document (None when it can't be read), the findings of reading it, the
    faults of its text by the rule's code, and the codes of the related rules that it concerns. Everything a later run
    asks of an unchanged file."""

    document: Document | None
    reading: tuple[Finding, ...] = ()
    faults: tuple[tuple[str, tuple[Fault, ...]], ...] = ()
    related: tuple[str, ...] = ()


def look(document: Document, reading: Sequence[Finding], surroundings: Surroundings) -> Seen:
    """What a document that has been read shows by itself."""
    subject = Subject(document, surroundings)
    found = [(code, tuple(find(subject))) for code, find in FINDERS]
    faults = tuple(one for one in found if one[1])
    related = tuple(rule.code for rule in RELATED_RULES.values() if rule.when(document))
    return Seen(document.card, tuple(reading), faults, related)


def read(name: str, content: Path, surroundings: Surroundings, label: str) -> Seen:
    """Read one file (its path below `content`) and look at it."""
    document, reading = source.read_file(content / name, content, surroundings.words, label)
    if document is None:
        return Seen(None, tuple(reading))
    return look(document, reading, surroundings)


def judge(seen: Iterable[Seen], surroundings: Surroundings, options: Options,
          wanted: Collection[str] | None = None) -> list[Finding]:  # fmt: skip
    """All findings on these files, unsorted; with `wanted` (paths within the content tree) of these documents alone."""
    read = list(seen)
    corpus = Corpus(tuple(one.document for one in read if one.document), surroundings.words)
    context = Context(corpus, options, surroundings)

    def asked(document: Document) -> bool:
        return wanted is None or document.path in wanted

    found = [finding for one in read for finding in _reading(one, options)]
    for one in read:
        if one.document is not None and asked(one.document):
            mine = [*_own(one, options), *_related(one.document, one.related, context)]
            found.extend((*mine, *verdict.unused(one.document, mine, options)))
    for rule in CORPUS_RULES:
        grouped = defaultdict[Document, list[Fault]](list)
        for document, fault in rule.find(context):
            grouped[document].append(fault)
        for document, faults in grouped.items():
            if asked(document):
                found.extend(verdict.findings(document, rule, faults, options))
    return found


def _reading(one: Seen, options: Options) -> Iterator[Finding]:
    for finding in one.reading:
        folder, _, rest = finding.path.removeprefix(f"{options.label}/").partition("/")
        column = folder if rest else ""
        severity = options.severity(column, finding.code, finding.severity)
        if severity is not None:
            yield replace(finding, severity=severity)


def _own(one: Seen, options: Options) -> Iterator[Finding]:
    for code, faults in one.faults:
        if one.document is not None:
            yield from verdict.findings(one.document, BY_CODE[code], faults, options)


def _related(document: Document, codes: Iterable[str], context: Context) -> Iterator[Finding]:
    subject = context.about(document)
    for code in codes:
        rule = RELATED_RULES[code]
        if faults := tuple(rule.find(subject)):
            yield from verdict.findings(document, rule, faults, context.options)


def run(corpus: Corpus, options: Options) -> list[Finding]:
    """The findings of all rules on a corpus that is at hand; those of reading it are `source.Source.findings`."""
    surroundings = Surroundings(corpus.vocabularies)
    seen = (look(document, (), surroundings) for document in corpus.documents)
    return _sorted(judge(seen, surroundings, options))


Reader = Callable[[str], Seen]
RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}
FEW = 20  # more files than these are checked as fast with all others


class Tree(Protocol):
    """What the files of a content tree show. `around` may leave out what can't change the findings on `names`."""

    def whole(self) -> list[Seen]: ...
    def around(self, names: Collection[str]) -> list[Seen]: ...


class PlainTree:
    """Reads every file each time."""

    def __init__(self, content: Path, read: Reader) -> None:
        self.content, self.read = content, read

    def whole(self) -> list[Seen]:
        return [self.read(name) for name in source.markdown_names(self.content)]

    def around(self, names: Collection[str]) -> list[Seen]:
        return self.whole()


def check(content: Path, paths: Sequence[Path], vocabularies: Vocabularies, options: Options,
          tree: Callable[[Reader], Tree] | None = None) -> list[Finding]:  # fmt: skip
    """Read a content tree and check it.

    With `paths` (files or folders of the tree) only their findings are returned; what bears on them is read all the
    same, so that numbers and relations are judged among all documents. `tree` makes the tree of a reader of one file;
    it may remember what an unchanged one shows.
    """
    files = ContentFiles(content)
    surroundings = Surroundings(vocabularies)
    wanted = {path: files.relative(path) for path in paths}
    read_one: Reader = partial(read, content=content, surroundings=surroundings, label=options.label)
    documents = tree(read_one) if tree else PlainTree(content, read_one)
    alone = [name for name in wanted.values() if name is not None and source.is_document(name)]
    few = 0 < len(alone) == len(wanted) <= FEW
    seen = documents.around(alone) if few else documents.whole()
    asked = _asked(seen, wanted.values()) if paths else None
    ledger, unread = source.read_ledger(content, options.label)
    options = replace(options, exists=files.exists, inspect=options.inspect or files.inspect, ledger=ledger,
                      released=Released(content, options.archive or content.parent / "archive"))  # fmt: skip
    found = [*judge(seen, surroundings, options, asked), *unread]
    found += () if few else source.passed_over(content, options.label)
    if not paths:
        return _sorted(found)
    shown = (finding for finding in found if _within(finding.path, wanted.values(), options.label))
    return _sorted([*shown, *_not_here(wanted), *_no_documents(wanted, files, options)])


def _asked(seen: Iterable[Seen], wanted: Collection[str | None]) -> set[str]:
    paths = (one.document.path for one in seen if one.document)
    return {path for path in paths if any(_holds(name, path) for name in wanted)}


def _within(path: str, wanted: Iterable[str | None], label: str) -> bool:
    inside = path.removeprefix(f"{label}/")
    return any(_holds(name and _visible(name), inside) for name in wanted)


def _holds(name: str | None, path: str) -> bool:
    """Whether a file or folder of the tree is or holds the file at `path`."""
    return name is not None and (name in (".", path) or path.startswith(f"{name}/"))


def _not_here(wanted: dict[Path, str | None]) -> Iterator[Finding]:
    for path, relative in wanted.items():
        if relative is None:
            message = f"内容目录中没有这个文件或文件夹：{path.as_posix()}"
            yield Finding(path.as_posix(), 1, 1, "SR006", Severity.ERROR, message, "检查路径的拼写。")


def _no_documents(wanted: dict[Path, str | None], files: ContentFiles, options: Options) -> Iterator[Finding]:
    """Files that are asked for and are not looked at by themselves: attachments, vocabularies."""
    for relative in wanted.values():
        if relative and files.exists(relative) and not source.is_document(relative):
            message = "不是正文文件，不单独检查"
            advice = "附件与列出它的文件一同检查，不写路径则检查全部。"
            yield Finding(f"{options.label}/{relative}", 1, 1, "SR006", Severity.NOTE, message, advice)


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    """In order, each fault once: of the same words at one place the most severe count."""
    found: dict[tuple[str, int, int, str, str], Finding] = {}
    for finding in map(_printable, findings):
        place = _order(finding)
        known = found.get(place)
        if known is None or RANKS[finding.severity] < RANKS[known.severity]:
            found[place] = finding
    return [found[place] for place in sorted(found)]


def _order(finding: Finding) -> tuple[str, int, int, str, str]:
    """Plain values: comparing ten thousands of findings themselves takes seconds."""
    return finding.path, finding.line, finding.column, finding.code, f"{finding.message} {finding.hint}"


def _printable(finding: Finding) -> Finding:
    """A finding that every report can write: a file's name may be anything but is not always UTF-8."""
    if finding.path.isprintable() and finding.message.isprintable() and finding.hint.isprintable():
        return finding
    path, message, hint = (_visible(text) for text in (finding.path, finding.message, finding.hint))
    return replace(finding, path=path, message=message, hint=hint)


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\u{{{ord(c):x}}}" for c in text)
