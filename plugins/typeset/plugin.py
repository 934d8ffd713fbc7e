"""Joins the typesetter to the build: PDFs of all versions and issues, from the store or set anew, put into the output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from plugins.engine.progress import Stage
from plugins.gazette.findings import Finding
from plugins.gazette.kinds import BULLETIN, PAGE
from plugins.gazette.sanitise import CONTENT_LINK
from plugins.portal import bulletin_view, signals
from plugins.portal.config import SettingsError
from plugins.portal.site import Site

from . import faults, fonts, pages
from . import plan as planning
from .compile import Outcome, attempt
from .fonts import FontSettingError
from .house import House
from .jobs import DocumentJob, IssueJob, key
from .plan import WEB, Planned, Press, Printed
from .store import Store

PDF = "document.pdf"
UNSET_KINDS = frozenset({PAGE})  # pages of guidance are read on the site


def register() -> None:
    signals.site_ready.connect(write_pdfs)


def write_pdfs(site: Site) -> None:
    """Every version and every issue as `document.pdf` beside its page; what can't be set is a finding."""
    if not site.config.pdf:
        return
    with site.report.stage("排版 PDF") as stage:
        press = _press(site)
        planned = list(_plans(site, press))
        jobs = [plan.job for plan in planned if plan.job is not None]
        outcomes = _outcomes(site, jobs, stage)
        for job in jobs:
            data = outcomes[job.path].data
            if data is not None:
                _put(site, job, data)
        site.findings.extend(sorted(_findings(site, planned, outcomes)))
        made = sum(outcome.data is not None for outcome in outcomes.values())
        stage.note = f"{made} 个文件" + (f"，{len(planned) - made} 份未能排版" if made < len(planned) else "")
    for sentence in press.typefaces.advice:
        site.report.say(f"  {sentence}")


def house(site: Site) -> House:
    """What the portal's settings say of the site, as paper needs it."""
    config = site.config
    return House(
        site_name=config.site_name,
        site_url=config.home,
        gazette_name=config.gazette_name,
        gazette_sponsor=config.gazette_sponsor,
        address=config.address,
        postcode=config.postcode,
        telephone=config.telephone,
        red_heads=config.red_heads,
        printers=config.printers,
    )


def _press(site: Site) -> Press:
    try:
        found = fonts.find(site.config.fonts, Path())
    except FontSettingError as error:
        raise SettingsError(str(error)) from error

    def read(path: str) -> bytes | None:
        file = (site.content / path).resolve()
        return file.read_bytes() if file.is_relative_to(site.content.resolve()) and file.is_file() else None

    def link(target: str) -> str:
        return _web_address(site, target)

    return Press.build(house(site), site.corpus.vocabularies, found, site.cache_dir, read, link)


def _web_address(site: Site, target: str) -> str:
    """The address on the web of a link's target: a PDF is read away from the site."""
    if target.startswith(CONTENT_LINK):
        path, _, fragment = target.removeprefix(CONTENT_LINK).partition("#")
        url = site.file_url(unquote(path))
        return (
            f"{site.config.home}/{quote(url)}{'#' + fragment if fragment else ''}" if url is not None else ""
        )
    if target.startswith("/"):
        return f"{site.config.home}{target}"
    return target if target.startswith(WEB) else ""


def _plans(site: Site, press: Press) -> Iterator[Planned]:
    for work in site.works():
        for document in work.versions:
            if document.kind in UNSET_KINDS or document.path not in site.rendered:
                continue
            if document.kind == BULLETIN:
                printed = [
                    Printed(section, article, site.body(article))
                    for section, article in bulletin_view.articles(site, document)
                ]
                yield planning.issue(press, document, site.body(document), printed)
            else:
                yield planning.document(press, document, site.body(document))


def _outcomes(site: Site, jobs: Sequence[DocumentJob], stage: Stage) -> dict[str, Outcome]:
    """What became of each job, by its path: PDFs at hand from the store, the others set on all cores."""
    store = Store(site.cache_dir / "pdf")
    keys = {job.path: key(job) for job in jobs}
    found = {path: Outcome(path, store.get(name)) for path, name in keys.items()}
    missing = [job for job in jobs if found[job.path].data is None]
    for outcome in stage.track(site.pool.map(attempt, missing, serial_below=24), len(missing)):
        found[outcome.path] = outcome
        if outcome.data is not None:
            store.put(keys[outcome.path], outcome.data)
    store.keep_only(keys.values())
    return found


def _put(site: Site, job: DocumentJob, data: bytes) -> None:
    for url in site.file_urls(site.corpus.by_path[job.path]):
        site.output.put(f"{url}{PDF}", data)
    if isinstance(job, IssueJob):
        site.issue_pages[job.path] = pages.page_of(data, job.articles)


def _findings(site: Site, planned: Iterable[Planned], outcomes: Mapping[str, Outcome]) -> Iterator[Finding]:
    for plan in planned:
        outcome = outcomes.get(plan.document.path)
        problems = [*plan.problems, *([outcome.problem] if outcome and outcome.problem else [])]
        for problem in problems:
            yield faults.finding(plan.document, problem, site.config.content_label)
