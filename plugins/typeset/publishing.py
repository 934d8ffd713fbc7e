"""The PDFs of a site: of all versions and issues, as they were or set anew, beside their pages."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote

from plugins.engine.store import Store as Values
from plugins.gazette.findings import Severity
from plugins.gazette.sanitise import CONTENT_LINK
from plugins.portal.config import SettingsError
from plugins.portal.site import Site

from . import fonts
from .fonts import FontSettingError
from .house import House
from .plan import WEB, Press
from .steps import IssuePages, Pdfs
from .store import Store

KEPT_FOR_LATER = 500  # PDFs of earlier states of the site, for whoever goes back to one


def write_pdfs(site: Site) -> None:
    """Every version and every issue as `document.pdf` beside its page; what can't be set is a finding."""
    site.issue_pages = IssuePages(site, site.resources.enter_context(Values(site.cache_dir / "issue-pages.sqlite")))
    with site.report.stage("排版 PDF") as stage:
        press, store = _press(site), Store(site.cache_dir / "pdf")
        count = site.steps.run(Pdfs(site, press, store, stage))
        if count > KEPT_FOR_LATER:
            store.keep_newest(KEPT_FOR_LATER + 2 * len(site.corpus.documents))
        lost = sum(any(one.severity is Severity.ERROR for one in those) for those in site.made_findings.values())
        stage.note = f"{count} 份有变化" + (f"，{lost} 份未能排版" if lost else "")
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
        imprint=config.gazette_imprint,
        sealed=frozenset(config.sealed),
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
