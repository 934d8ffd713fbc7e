"""The steps of the PDFs: one for each version of a document and each issue of the bulletin.

A PDF is set when its text, its record, a picture in it, the template or a font has changed, and at no other time. All
that are to be set are set on all cores before their steps are taken; finished ones lie in a store.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from plugins.engine.progress import Stage
from plugins.engine.steps import Making, Step
from plugins.engine.store import Store as Values
from plugins.gazette.documents import Document
from plugins.gazette.findings import Finding
from plugins.gazette.kinds import BULLETIN, PAGE
from plugins.gazette.relations import BY_ID
from plugins.portal import bulletin_view
from plugins.portal.document_steps import texts
from plugins.portal.keys import digest
from plugins.portal.site import Site

from . import faults, jobs, pages
from . import plan as planning
from .compile import attempt
from .faults import Problem
from .jobs import DocumentJob, IssueJob
from .plan import Planned, Press, Printed
from .store import Store

PDF = "document.pdf"
UNSET_KINDS = frozenset({PAGE})  # pages of guidance are read on the site
AT_ONCE = 256  # jobs that are planned before they are set: each holds its pictures


class Pdfs:
    """`press` is what is the same for all of a build."""

    id = "pdf"

    def __init__(self, site: Site, press: Press, store: Store, stage: Stage) -> None:
        self.site, self.press, self.store, self.stage = site, press, store, stage
        self._planned: dict[str, tuple[str | None, tuple[Problem, ...]]] = {}

    def all(self) -> Iterator[Step]:
        versions = (version for work in self.site.works() for version in work.versions)
        return (self._step(document) for document in versions if document.kind not in UNSET_KINDS)

    def named(self, name: str) -> Step:
        return self._step(self.site.corpus.by_path[name])

    def _step(self, document: Document) -> Step:
        site, press = self.site, self.press
        printed = self._printed(document)
        parts = {
            "程序": site.program,
            "版式": digest(press.house, press.typefaces.digest, site.words_digest),
            "内容": digest([(section, one.fingerprint) for section, one in (("", document), *printed)]),
            "更正": digest(list(self._corrections(document))),
            "正文": texts(site, [document, *(one for _, one in printed)]),
            "地址": digest(site.file_urls(document)),
        }
        return Step(document.path, parts, partial(self._make, document))

    def _corrections(self, issue: Document) -> Iterator[str]:
        """The pages are those that the editor gives: the PDF of one issue is not made of that of another."""
        corpus = self.site.corpus
        for one in issue.corrections:
            target = corpus.meant(issue, BY_ID["corrects"], one.issue)
            document = corpus.resolve(one.document, target.published_on) if target and one.document else None
            label = str(target.issue or target.title) if target else one.issue.text
            yield planning.correction(label, document.title if document else "", one.page, one.wrong, one.right)

    def _printed(self, document: Document) -> tuple[tuple[str, Document], ...]:
        return tuple(bulletin_view.articles(self.site, document)) if document.kind == BULLETIN else ()

    def prepare(self, steps: Sequence[Step]) -> None:
        """Set what the store lacks."""
        wanted = [self.site.corpus.by_path[step.name] for step in steps]
        results = self._set(wanted)
        for _ in self.stage.track(results, len(wanted)):
            pass

    def _set(self, documents: Sequence[Document]) -> Iterator[None]:
        for start in range(0, len(documents), AT_ONCE):
            planned = [self._plan(document) for document in documents[start : start + AT_ONCE]]
            yield from (None for plan in planned if not self._is_missing(plan))
            missing = [plan.job for plan in planned if plan.job is not None and self._is_missing(plan)]
            for outcome in self.site.pool.map(attempt, missing, serial_below=8, chunk=4):
                key, problems = self._planned[outcome.path]
                if outcome.data is not None and key is not None:
                    self.store.put(key, outcome.data)
                more = (outcome.problem,) if outcome.problem else ()
                self._planned[outcome.path] = (key, (*problems, *more))
                yield None

    def _is_missing(self, plan: Planned) -> bool:
        key = self._planned[plan.document.path][0]
        return key is not None and self.store.get(key) is None

    def _plan(self, document: Document) -> Planned:
        whole, body = self.site.with_text(document), self.site.body
        if document.kind == BULLETIN:
            printed = [
                Printed(section, self.site.with_text(one), body(one)) for section, one in self._printed(document)
            ]
            made = planning.issue(self.press, whole, body(document), printed, list(self._corrections(document)))
        else:
            made = planning.document(self.press, whole, body(document))
        self._planned[document.path] = (jobs.key(made.job) if made.job else None, made.problems)
        self.site.made_findings[document.path] = []
        return made

    def _make(self, document: Document, making: Making) -> None:
        key, problems = self._planned[document.path]
        making.read(*(f"body {one.path}" for one in (document, *(one for _, one in self._printed(document)))))
        making.read(*(f"file {target}" for target in self._pictures(document)))
        data = self.store.get(key) if key else None
        if data is not None:
            for url in self.site.file_urls(document):
                making.put(f"{url}{PDF}", data)
        self.site.made_findings[document.path] = list(self._findings(document, problems))

    def _pictures(self, document: Document) -> Iterator[str]:
        for one in (document, *(one for _, one in self._printed(document))):
            yield from self.site.bodies.digest(one).targets

    def _findings(self, document: Document, problems: Sequence[Problem]) -> Iterator[Finding]:
        whole = self.site.with_text(document) if problems else document
        for problem in problems:
            yield faults.finding(whole, problem, self.site.config.content_label)


class IssuePages:
    """On which page of an issue's PDF does each document begin? Read from the PDF once."""

    def __init__(self, site: Site, known: Values) -> None:
        self.site, self.known = site, known

    def __call__(self, issue: Document) -> Mapping[str, int]:
        path = f"{self.site.url(issue)}{PDF}"
        made = self.site.digest(path)
        if made is None:
            return {}
        articles = [document.path for _, document in bulletin_view.articles(self.site, issue)]
        key = f"{made} {articles}"
        found = self.known.get(key)
        if found is None:
            found = dict(pages.page_of(self.site.output.present(path), articles))
            self.known.put(key, found)
        numbers: dict[str, int] = found
        return numbers


__all__ = ["DocumentJob", "IssueJob", "IssuePages", "Pdfs"]
