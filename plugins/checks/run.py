"""All findings at once: of reading a content tree and of every rule, in the order of path, line and column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from plugins.gazette import source
from plugins.gazette.corpus import Corpus
from plugins.gazette.findings import Finding, Severity
from plugins.gazette.source import Source
from plugins.gazette.vocabularies import Vocabularies

from .files import ContentFiles
from .options import Options
from .registry import CorpusRule, DocumentRule
from .rules import BY_CODE
from .subject import Context, Subject

DOCUMENT_RULES = tuple(rule for rule in BY_CODE.values() if isinstance(rule, DocumentRule))
CORPUS_RULES = tuple(rule for rule in BY_CODE.values() if isinstance(rule, CorpusRule))


def run(corpus: Corpus, options: Options) -> list[Finding]:
    """The findings of all rules on a corpus; those of reading it are `source.Source.findings`."""
    return _sorted(_findings(Context(corpus, options)))


def judge(found: Source, options: Options) -> list[Finding]:
    """All findings on a content tree that has been read: those of reading and those of the rules."""
    severities = options.severities
    reading = (replace(f, severity=severities.get(f.code) or f.severity) for f in found.findings)
    return _sorted([*reading, *_findings(Context(found.corpus, options))])


def _findings(context: Context) -> Iterator[Finding]:
    for document in context.corpus.documents:
        subject = Subject(document, context)
        for rule in DOCUMENT_RULES:
            yield from rule.findings(subject)
    for corpus_rule in CORPUS_RULES:
        yield from corpus_rule.findings(context)


def check(content: Path, paths: Sequence[Path], vocabularies: Vocabularies, options: Options) -> list[Finding]:
    """Read a content tree and check it.

    With `paths` (files or folders of the tree) only their findings are returned; the tree is read whole all
    the same, so that numbers and relations are judged among all documents.
    """
    files = ContentFiles(content)
    found = judge(source.read(content, vocabularies, options.label), replace(options, exists=files.exists))
    if not paths:
        return found
    wanted = {path: files.relative(path) for path in paths}
    shown = (finding for finding in found if _within(finding.path, wanted.values(), options.label))
    return _sorted([*shown, *_not_here(wanted)])


def _within(path: str, wanted: Iterable[str | None], label: str) -> bool:
    inside = path.removeprefix(f"{label}/")
    names = (_visible(name) for name in wanted if name is not None)
    return any(name in (".", inside) or inside.startswith(f"{name}/") for name in names)


def _not_here(wanted: dict[Path, str | None]) -> Iterator[Finding]:
    for path, relative in wanted.items():
        if relative is None:
            message = f"内容目录中没有这个文件或文件夹：{path.as_posix()}"
            yield Finding(path.as_posix(), 1, 1, "SR006", Severity.ERROR, message, "检查路径的拼写。")


def _sorted(findings: Iterable[Finding]) -> list[Finding]:
    return sorted({_printable(finding) for finding in findings})


def _printable(finding: Finding) -> Finding:
    """A finding that every report can write: a file's name may be anything but is not always UTF-8."""
    if finding.path.isprintable() and finding.message.isprintable() and finding.hint.isprintable():
        return finding
    path, message, hint = (_visible(text) for text in (finding.path, finding.message, finding.hint))
    return replace(finding, path=path, message=message, hint=hint)


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\u3000" else f"\\u{{{ord(c):x}}}" for c in text)
