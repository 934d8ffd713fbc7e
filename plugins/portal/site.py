"""One build's view of the content: the corpus with its rendered bodies, the day, and where outputs go.

Everything the packages above the portal need is asked of this object; none of them reads a file.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import quote, unquote

from plugins.engine.output import OutputTree
from plugins.engine.pool import Pool
from plugins.engine.progress import Report
from plugins.gazette import addresses, marks
from plugins.gazette.body import Body
from plugins.gazette.corpus import Corpus
from plugins.gazette.documents import Document
from plugins.gazette.findings import Finding
from plugins.gazette.kinds import BULLETIN
from plugins.gazette.markup import Rendered
from plugins.gazette.sanitise import CONTENT_LINK
from plugins.gazette.works import Work

from .config import PortalConfig

LINK = re.compile(rf'(?P<attribute> (?:href|src)=")(?P<target>{CONTENT_LINK}[^"]*|/[^/"][^"]*)"')


@dataclass
class Site:
    """`day` is the day for which validity is stated; `findings` gathers what a stage has to say of documents."""

    corpus: Corpus
    config: PortalConfig
    content: Path
    day: date
    output: OutputTree
    pool: Pool
    report: Report
    rendered: Mapping[str, Rendered] = field(default_factory=dict)
    issue_pages: dict[str, Mapping[str, int]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def cache_dir(self) -> Path:
        return self.config.cache

    def works(self) -> tuple[Work, ...]:
        return self.corpus.works

    def body(self, document: Document) -> Body:
        return self.rendered[document.path].body

    def html(self, document: Document) -> str:
        """The body's markup, its citations linked; links to the content are still to be turned by `localise`."""
        rendered = self.rendered[document.path]
        return marks.resolve(rendered.html, rendered.marked, document, partial(self.corpus.cited, document))

    def current(self, work: Work) -> Document:
        return work.current(self.day)

    @cached_property
    def work_urls(self) -> Mapping[str, str]:
        return {work.key: addresses.work(work) for work in self.corpus.works}

    def url(self, document: Document) -> str:
        """The work's address for the version in force, else the version's own."""
        work = self.corpus.work_of[document.path]
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
        return self.output.digest(path) is not None

    def file_url(self, path: str) -> str | None:
        """The address of a file of the content tree: a document's page, an attachment at its own path."""
        if path.endswith(".md"):
            document = self.corpus.by_path.get(path)
            return self.url(document) if document and path in self.corpus.work_of else None
        folder, key = path.rstrip("/"), self.work_urls.get(path.rstrip("/"))
        if key:
            return key
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
