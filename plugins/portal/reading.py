"""From the content folder to a `Site`: read, check, refuse or render. The build gate stands here.

The same two calls as `invoke check`: `source.read` and the checks. An error refuses the build before
anything is written.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote

from plugins.engine.pool import Pool
from plugins.engine.progress import Report
from plugins.engine.store import Store
from plugins.gazette import source, vocabularies
from plugins.gazette.documents import Document
from plugins.gazette.findings import Finding, Severity
from plugins.gazette.markup import Rendered
from plugins.gazette.sanitise import CONTENT_LINK
from plugins.gazette.source import Source

from . import markdown
from .config import PortalConfig


class Refused(Exception):
    """The content has errors; `findings` are all of them, and the warnings too."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(f"{len(findings)} findings")
        self.findings = findings


def read(content: Path, config: PortalConfig) -> Source:
    """Read the tree with its own vocabularies, or the project's where it has none."""
    words = vocabularies.read(content / "vocabularies", config.vocabularies)
    return source.read(content, words, config.content_label)


def render(documents: Sequence[Document], config: PortalConfig, pool: Pool, report: Report) -> dict[str, Rendered]:
    """The rendered body of each document, by path; from the store where nothing has changed."""
    rendered: dict[str, Rendered] = {}
    with report.stage("转换正文") as stage, Store(config.cache / "rendered.sqlite") as store:
        missing = []
        for document in documents:
            value = store.get(_key(document))
            if isinstance(value, Rendered):
                rendered[document.path] = value
            else:
                missing.append(document)
        work = [(document.path, document.body) for document in missing]
        results = pool.map(markdown.render, work, serial_below=48)
        for document, result in zip(missing, stage.track(results, len(missing)), strict=True):
            rendered[document.path] = result
            store.put(_key(document), result)
        stage.note = f"{len(documents)} 件，其中新转换 {len(missing)} 件"
    return rendered


def _key(document: Document) -> str:
    folder = posixpath.dirname(document.path)
    digest = hashlib.sha256("\0".join((markdown.version(), folder, document.body)).encode())
    return digest.hexdigest()


def rendering_findings(
    documents: Iterable[Document], rendered: dict[str, Rendered], content: Path, label: str, known: set[str]
) -> list[Finding]:
    """What only the rendered text shows: markup that may not stay, links to files that are not there.

    `known` are the paths of the documents that will have a page.
    """
    findings = []
    for document in documents:
        result = rendered[document.path]
        for problem in result.problems:
            findings.append(_finding(document, label, "UH001", problem.message, problem.seen))
        for target in _content_links(result.html):
            if target not in known and not (content / target).exists():
                message = f"链接的文件不存在：“{target}”"
                findings.append(_finding(document, label, "LK001", message, posixpath.basename(target)))
    return findings


def _content_links(html: str) -> set[str]:
    return {unquote(part.split('"', 1)[0].split("#", 1)[0]) for part in html.split(f'"{CONTENT_LINK}')[1:]}


def _finding(document: Document, label: str, code: str, message: str, seen: str) -> Finding:
    """A finding at the first place where the words stand in the source, else at the start of the body."""
    head = document.front_matter
    at = head.body.find(seen)
    line = head.body_line + (head.body.count("\n", 0, at) if at > 0 else 0)
    column = at - head.body.rfind("\n", 0, at) if at >= 0 else 1
    return Finding(f"{label}/{document.path}", line, column, code, Severity.ERROR, message)
