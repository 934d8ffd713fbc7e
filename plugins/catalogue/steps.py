"""The steps of the catalogue: its lists, its exports, the result of the clean-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from plugins.engine.steps import Making, Step
from plugins.gazette.documents import Document
from plugins.gazette.review import Review, reviews
from plugins.gazette.works import Work
from plugins.portal.document_view import validity_view
from plugins.portal.keys import digest
from plugins.portal.pages import Page
from plugins.portal.site import Site
from plugins.portal.views import ValidityView

from . import cleanup, state, tables
from .dcat import CatalogueDescription
from .files import files
from .pages import TITLE, cleanup_page, pages
from .records import CatalogueRecord, record_of, records, with_files


def list_pages(site: Site) -> Iterator[Page]:
    def judge(record: CatalogueRecord) -> ValidityView | None:
        return validity_view(site, site.corpus.by_path[record.source]) if record.validity else None

    found, cleaned = records(site.corpus, site.day), _reviews(site)
    yield from pages(found, site.corpus.vocabularies, judge, site.config.site_name, cleaned=bool(cleaned))
    if cleaned:
        view = cleanup.view(cleaned, site.config.review_terms, site.day.isoformat(), site.url, partial(validity_view, site))
        yield cleanup_page(view, site.config.site_name)


class Exports:
    """The whole catalogue for machines, with the digests of all files; one step."""

    id = "exports"
    NAME = "catalogue"

    def __init__(self, site: Site) -> None:
        self.site = site

    def all(self) -> Iterator[Step]:
        yield self.named(self.NAME)

    def named(self, name: str) -> Step:
        site = self.site
        shown = "" if site.output.partial else digest(about(site), records(site.corpus, site.day))
        return Step(name, {"程序": site.program, "记录": shown}, self._make)

    def _make(self, making: Making) -> None:
        making.read("made files *", "made pdf *", "made epub *", "made file *")
        site, put = self.site, partial(_put, making)
        path = site.cache_dir / f"catalogue-{site.output.name}.state"
        environment = tables.environment(about(site), site.program)
        changed = self._changed(making)
        known = state.load(path, environment) if changed is not None else None
        if changed is not None and known is not None and known.tells_of(partial(_last, making)):
            new = tables.update(known, site.output.last, about(site), changed, put)
        else:
            new = tables.full([self._with_files(record) for record in records(site.corpus, site.day)], about(site), put)
        new.save(path, environment)

    def _changed(self, making: Making) -> dict[str, CatalogueRecord | None] | None:
        """The records of the documents whose files are others; None when any record may be another."""
        if making.changed is None:
            return None
        found: dict[str, CatalogueRecord | None] = {}
        for fact in making.changed:
            _, kind, name = fact.split(" ", 2)
            document = self.site.corpus.by_path.get(name)
            work = self.site.corpus.work_of.get(name) if document else self.site.corpus.by_key.get(name)
            if work is None or kind == "file":
                return None
            for version in work.versions:
                found[version.path] = self._record(work, version)
        return found

    def _record(self, work: Work, document: Document) -> CatalogueRecord | None:
        corpus = self.site.corpus
        record = record_of(document, work, corpus.vocabularies, self.site.day, corpus.validity)
        return self._with_files(record) if record else None

    def _with_files(self, record: CatalogueRecord) -> CatalogueRecord:
        """The record with the files that this build has made of it."""
        return with_files(record, files(record, self.site.corpus.by_path[record.source], self.site.output))


def _last(making: Making, path: str) -> bytes | None:
    entry = making.before.outputs.get(path) if making.before else None
    return entry.digest if entry else None


def _put(making: Making, path: str, pieces: Sequence[bytes | memoryview]) -> bytes:
    making.put(path, pieces)
    return making.outputs[path].digest


class CleanUp:
    """`/api/cleanup.csv` and `.json`, where the district has normative documents."""

    id = "cleanup"

    def __init__(self, site: Site) -> None:
        self.site = site

    def all(self) -> Iterator[Step]:
        if _reviews(self.site):
            yield self.named("cleanup")

    def named(self, name: str) -> Step:
        site = self.site
        rows = tuple(cleanup.records(_reviews(site), site.url, site.config.home))

        def make(making: Making) -> None:
            making.put(cleanup.CSV, cleanup.to_csv(rows))
            making.put(cleanup.JSON, cleanup.to_json(rows, site.day.isoformat()))

        return Step(name, {"程序": site.program, "内容": digest(rows, site.day)}, make)


def _reviews(site: Site) -> list[Review]:
    """The district's normative documents, newest first."""
    found = reviews(site.corpus, site.config.review_terms, site.day)
    return sorted(found, key=lambda r: (r.document.version_date or date.min, r.document.path), reverse=True)


def about(site: Site) -> CatalogueDescription:
    config, title = site.config, f"{site.config.site_name}{TITLE}"
    publisher = config.organiser or config.host_unit or config.site_name
    return CatalogueDescription(config.home, title, f"{title}：全部已公开文件的记录和文件校验值", publisher)
