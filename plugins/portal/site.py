"""One build's view of the content: the corpus with its rendered bodies, the day, and where outputs go.

Everything the packages above the portal need is asked of this object; none of them reads a file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import quote, unquote

from plugins.engine.output import OutputTree
from plugins.engine.pool import Pool
from plugins.engine.progress import Report
from plugins.engine.steps import Steps
from plugins.gazette import addresses, marks, source
from plugins.gazette.body import Body, Clause, Heading
from plugins.gazette.citations import Citation, Mention
from plugins.gazette.cited import Cited
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.findings import Finding
from plugins.gazette.kinds import BULLETIN
from plugins.gazette.sanitise import CONTENT_LINK
from plugins.gazette.works import Work

from . import keys
from .bodies import Bodies, ContentChanged
from .config import PortalConfig
from .views import ReleaseRow

LINK = re.compile(rf'(?P<attribute> (?:href|src)=")(?P<target>{CONTENT_LINK}[^"]*|/[^/"][^"]*)"')


class _WorkUrls(dict[str, str]):
    def __init__(self, corpus: Corpus) -> None:
        super().__init__()
        self._corpus = corpus

    def __missing__(self, key: str) -> str:
        url = self[key] = addresses.work(self._corpus.by_key[key])
        return url


@dataclass
class Site:
    """`day` is the day for which validity is stated; `findings` are those of the checks, `made_findings` what the making of an
    output showed, by the document's path. `issue_pages` tells on which page of an issue's PDF each document begins,
    `releases` which archived versions the issue at an address has."""

    corpus: Corpus
    config: PortalConfig
    content: Path
    day: date
    steps: Steps
    pool: Pool
    report: Report
    bodies: Bodies
    resources: ExitStack = field(default_factory=ExitStack)
    program: str = ""
    stamps: Mapping[str, str] = field(default_factory=dict)
    issue_pages: Callable[[Document], Mapping[str, int]] = lambda issue: {}
    releases: Callable[[str], tuple[ReleaseRow, ...]] = lambda address: ()
    findings: list[Finding] = field(default_factory=list)
    made_findings: dict[str, list[Finding]] = field(default_factory=dict)
    _around: set[str] | None = None

    @property
    def cache_dir(self) -> Path:
        return self.config.cache

    @property
    def output(self) -> OutputTree:
        return self.steps.tree

    def is_published(self, document: Document) -> bool:
        return self.corpus.is_published(document)

    def works(self) -> tuple[Work, ...]:
        return self.corpus.works

    def body(self, document: Document) -> Body:
        return self.bodies.get(document).body

    def with_text(self, document: Document) -> Document:
        """The document with the text and the places of its source. Raises ContentChanged."""
        found, _ = source.read_file(self.content / document.path, self.content, self.corpus.vocabularies)
        if found is None or found.digest != document.digest:
            raise ContentChanged(document.path)
        return found

    @cached_property
    def words_digest(self) -> str:
        return keys.digest(self.corpus.vocabularies)

    def blocks(self, document: Document) -> str:
        """The blocks of the text as JSON, a line each."""
        return self.bodies.get(document).data

    def clauses(self, document: Document) -> tuple[Clause, ...]:
        return self.bodies.get(document).clauses

    def outline(self, document: Document) -> tuple[Heading, ...]:
        return self.bodies.get(document).outline

    def lead(self, document: Document) -> str:
        """The beginning of the text on one line."""
        return self.bodies.digest(document).lead

    def html(self, document: Document) -> str:
        """The body's markup, its citations linked; links to the content are still to be turned by `localise`."""
        rendered = self.bodies.get(document)
        return marks.resolve(rendered.html, rendered.marked, document, partial(self.cited, document))

    def cited(self, document: Document, citation: Citation | Mention) -> Cited:
        """What a citation in `document` means; whoever asks depends on the clauses that the cited text has."""
        found = self.corpus.cited(document, citation)
        if citation.anchor and found.document is not None:
            self.steps.read(f"anchors {found.document.path}")
        return found

    @contextmanager
    def looking(self) -> Iterator[set[str]]:
        """Gathers the paths of the documents whose addresses are asked for within: those that are shown."""
        outer, self._around = self._around, set()
        try:
            yield self._around
        finally:
            self._around = outer

    def current(self, work: Work) -> Document:
        return work.current(self.day)

    @cached_property
    def work_urls(self) -> Mapping[str, str]:
        """By the key of the work; each is worked out when it is first asked for."""
        return _WorkUrls(self.corpus)

    def url(self, document: Document) -> str:
        """The work's address for the version in force, else the version's own."""
        work = self.corpus.work_of[document.path]
        if self._around is not None:
            self._around.add(document.path)
        return self.work_urls[work.key] if self.current(work) is document else self.version_url(document)

    def file_urls(self, document: Document) -> tuple[str, ...]:
        """The addresses at which a version's files stand: its own, and the work's for the version in force.

        An issue of the bulletin has one address; its released versions come with the archive.
        """
        own, lasting = self.version_url(document), self.url(document)
        return (lasting,) if document.kind == BULLETIN or own == lasting else tuple({own: 0, lasting: 0})

    def version_url(self, document: Document) -> str:
        return addresses.version(self.corpus.work_of[document.path], document)

    def is_output(self, path: str) -> bool:
        """Whether this build has put a file at the path."""
        return self.digest(path) is not None

    def digest(self, path: str) -> str | None:
        """The SHA-256 of an output that was put before; whoever asks depends on it."""
        self.steps.read(f"output {path}")
        return self.output.digest(path)

    def size(self, path: str) -> int:
        self.steps.read(f"output {path}")
        return self.output.size(path)

    def file_url(self, path: str) -> str | None:
        """The address of a file of the content tree: a document's page, an attachment at its own path."""
        if path.endswith(".md"):
            document = self.corpus.by_path.get(path)
            return self.url(document) if document and path in self.corpus.work_of else None
        folder = path.rstrip("/")
        if folder in self.corpus.by_key:
            return self.work_urls[folder]
        self.steps.read(f"file {folder}")
        return folder if (self.content / path).is_file() else None

    def localise(self, html: str, siteurl: str) -> str:
        """Body markup with its internal links made right for a page that reaches the site's root by `siteurl`."""

        def replace(match: re.Match[str]) -> str:
            target = match["target"]
            if target.startswith("/"):
                return f'{match["attribute"]}{siteurl}{target}"'
            path, _, fragment = target.removeprefix(CONTENT_LINK).partition("#")
            url = quote(self.file_url(unquote(path)) or unquote(path))
            return f'{match["attribute"]}{siteurl}/{url}{"#" + fragment if fragment else ""}"'

        return LINK.sub(replace, html)
