"""The steps of a document: its files, its pages, the pages of an issue of the bulletin.

What such a step is made of can be told without the text: the record and all that stands around it are views without
their text, the text is named by the key of the stored one, with where its citations and links lead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from plugins.engine.steps import Making, Step
from plugins.gazette.citations import Mention
from plugins.gazette.documents import Document
from plugins.gazette.kinds import BULLETIN, PAGE
from plugins.gazette.works import Work

from . import bodies, bulletin_view, files, pages
from .keys import digest
from .pages import Page
from .rendering import Renderer
from .site import Site


class DocumentFiles:
    """`document.md`, `document.json` and `document.xml` (Akoma Ntoso) of each work."""

    id = "files"

    def __init__(self, site: Site) -> None:
        self.site = site

    def all(self) -> Iterator[Step]:
        return (self._step(work) for work in self.site.works() if work.first.kind != PAGE)

    def named(self, name: str) -> Step:
        return self._step(self.site.corpus.by_key[name])

    def _step(self, work: Work) -> Step:
        with self.site.looking() as around:
            records = [files.data(self.site, version) for version in work.versions]
        parts = {
            "程序": self.site.program,
            "内容": digest(records, [(self.site.file_urls(one), files.names(self.site, one)) for one in work.versions]),
            "正文": digest([version.digest for version in work.versions]),
        }
        return Step(work.key, parts, partial(self._make, work), tuple(sorted(around)))

    def _make(self, work: Work, making: Making) -> None:
        for path, data in files.document_files(self.site, work):
            making.put(path, data)


class DocumentPages:
    """The pages of each work."""

    id = "document"

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer

    def all(self) -> Iterator[Step]:
        return (self._step(work) for work in self.site.works() if work.first.kind != BULLETIN)

    def named(self, name: str) -> Step:
        return self._step(self.site.corpus.by_key[name])

    def _step(self, work: Work) -> Step:
        """The page of the work shows one of the versions, and nothing that is not on their pages."""
        site = self.site
        with site.looking() as around:
            shown = [pages.document_page(site, work, v, work.first.kind == PAGE, with_text=False) for v in work.versions]
            parts = {**_parts(self.renderer, shown), "正文": texts(site, work.versions)}
        return Step(work.key, parts, partial(self._make, work), tuple(sorted(around)))

    def _make(self, work: Work, making: Making) -> None:
        for page in pages.document_pages(self.site, work):
            making.put(page.save_as, self.renderer.bytes(page))


class ChangesPages:
    """What changed in each version of a work against the one before it; a step is named by the later one."""

    id = "changes"

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer

    def all(self) -> Iterator[Step]:
        works = (work for work in self.site.works() if work.first.kind not in (BULLETIN, PAGE))
        return (self._step(work, place) for work in works for place in range(1, len(work.versions)))

    def named(self, name: str) -> Step:
        work = self.site.corpus.work_of[name]
        return self._step(work, [version.path for version in work.versions].index(name))

    def _step(self, work: Work, place: int) -> Step:
        site, document = self.site, work.versions[place]
        with site.looking() as around:
            shown = pages.changes_page(site, work, document, with_text=False)
            compared = digest([bodies.key(version) for version in work.versions[place - 1 : place + 1]])
            parts = {**_parts(self.renderer, [shown]), "正文": compared}
        return Step(document.path, parts, partial(self._make, work, document), tuple(sorted(around)))

    def _make(self, work: Work, document: Document, making: Making) -> None:
        page = pages.changes_page(self.site, work, document)
        making.put(page.save_as, self.renderer.bytes(page))


class IssuePages:
    """The pages of each issue of the bulletin."""

    id = "issue"

    def __init__(self, site: Site, renderer: Renderer) -> None:
        self.site, self.renderer = site, renderer

    def all(self) -> Iterator[Step]:
        issues = self.site.corpus.bulletins if pages.bulletin_column(self.site) else ()
        return map(self._step, issues)

    def named(self, name: str) -> Step:
        return self._step(self.site.corpus.by_path[name])

    def _step(self, issue: Document) -> Step:
        site = self.site
        with site.looking() as around:
            shown = list(pages.issue_pages(site, issue, with_text=False))
            printed = [document for _, document in bulletin_view.articles(site, issue)]
            parts = {**_parts(self.renderer, shown), "正文": texts(site, [issue, *printed])}
        return Step(issue.path, parts, partial(self._make, issue), tuple(sorted(around)))

    def _make(self, issue: Document, making: Making) -> None:
        for page in pages.issue_pages(self.site, issue):
            making.put(page.save_as, self.renderer.bytes(page))


def _parts(renderer: Renderer, shown: Sequence[Page]) -> dict[str, str]:
    templates = {page.template: renderer.parts(page.template) for page in shown}
    parts = {name: digest(*(one[name] for one in templates.values())) for name in ("程序", "模板", "站点")}
    return {**parts, "内容": digest([(page, renderer.head(page)) for page in shown])}


def texts(site: Site, documents: Iterable[Document]) -> str:
    """Names the texts of these documents with all that their markup leads to."""
    return digest([(bodies.key(document), _ways(site, document)) for document in documents])


def _ways(site: Site, document: Document) -> list[object]:
    found = site.bodies.digest(document)
    ways: list[object] = [site.file_url(target) for target in found.targets]
    for title, number, anchor in found.marked:
        cited = site.cited(document, Mention(title, number, anchor, 0, 0))
        ways.append((site.url(cited.document), cited.anchor) if cited.document else None)
    return ways
