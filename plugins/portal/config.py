"""The settings of a portal: one mapping PORTAL in pelicanconf.py, read once into a frozen object.

An unknown or misspelt key is an error: Pelican itself would pass over it in silence.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from plugins.gazette.findings import Severity
from plugins.gazette.review import ReviewTerms

from . import search_server
from .search_server import SearchSettings

SITE_ID = re.compile(r"^(\d{10}|bm\d{8})$")  # 网站标识码: six-digit division + four-digit serial, or bm + eight
EXECUTOR = re.compile(r"^(local|(tcp|tls)://[^\s/]+:\d{1,5})$")


class SettingsError(ValueError):
    """A setting that can't be used; the message is for the person who runs the build."""


@dataclass(frozen=True, slots=True)
class FooterLink:
    name: str
    url: str


@dataclass(frozen=True)
class PortalConfig:
    """What a site says of itself, and where its parts lie. Facts not given are left out of the pages.

    `gazette_imprint` is what the end matter of every issue says (准印证, 发行范围 …), by the names of the fields.
    `red_heads` (发文机关标志) and `printers` (印发机关) go by a department's full name, `sealed` are the departments whose PDFs
    have a place for an electronic seal; `fonts` by the role a font
    file takes in the PDFs (仿宋, 楷体, 黑体, 小标宋, 宋体, 等宽, 西文). `samples` says whether invented samples may be
    published; `today` is the day for which validity is stated, `judged_on` the one after which a date of publication
    lies in the future (the same unless a site is built for a past day); `workers` the number of processes, 0 for one a core;
    `executor` who does the heavy work: `local`, this machine, or a Dask scheduler's address (docs/engine.md).
    `pages_only` leaves out everything but the pages and feeds. `archive` is the storage root of released bulletins, and
    `log_key` the private key that signs the log of releases (docs/archive.md).
    `severities` says how severe a rule of the checks is: by column (“*” for every one) and code.
    `review_terms` say after how many years a normative document is to be reviewed (see `gazette.review`). `search` may
    name a server that answers the search page (see `search_server`). `signing` is the
    office's signing configuration, a file outside the repository.
    """

    site_name: str
    site_domain: str
    site_id: str = ""
    host_unit: str = ""
    organiser: str = ""
    address: str = ""
    postcode: str = ""
    telephone: str = ""
    icp: str = ""
    police_record: str = ""
    technical_support: str = ""
    copyright: str = ""
    gazette_name: str = "政府公报"
    gazette_sponsor: str = ""
    gazette_imprint: Mapping[str, str] = field(default_factory=dict)
    links: tuple[FooterLink, ...] = ()
    samples: bool = True
    today: date | None = None
    judged_on: date | None = None
    red_heads: Mapping[str, str] = field(default_factory=dict)
    printers: Mapping[str, str] = field(default_factory=dict)
    sealed: tuple[str, ...] = ()
    fonts: Mapping[str, str] = field(default_factory=dict)
    signing: str = ""
    cache: Path = Path(".cache")
    vocabularies: Path = Path("content/vocabularies")
    archive: Path = Path("archive")
    log_key: Path | None = None
    content_label: str = "content"
    workers: int = 0
    executor: str = "local"
    pdf: bool = True
    pages_only: bool = False
    severities: Mapping[str, Mapping[str, Severity | None]] = field(default_factory=dict)
    review_terms: ReviewTerms = field(default_factory=ReviewTerms)
    search: SearchSettings = field(default_factory=SearchSettings)

    @property
    def day(self) -> date:
        """The day of the build. Raises SettingsError when whoever runs it has not said."""
        if self.today is None:
            raise SettingsError("PORTAL 缺少 today（构建日期）")
        return self.today

    @property
    def home(self) -> str:
        """The site's own address on the web, without a trailing slash."""
        return f"https://{self.site_domain}"


def load(values: Mapping[str, Any]) -> PortalConfig:
    """Raises SettingsError that names every fault of the mapping."""
    known = {f.name for f in fields(PortalConfig)}
    faults = [_unknown(name, known) for name in values if name not in known]
    faults += [f"PORTAL 缺少 {name}" for name in ("site_name", "site_domain") if not values.get(name)]
    site_id = values.get("site_id", "")
    if site_id and not SITE_ID.match(site_id):
        faults.append(f"PORTAL['site_id'] 应为 10 位数字或 bm 加 8 位数字；当前为“{site_id}”")
    faults += _executor_faults(values)
    faults += search_server.faults(values.get("search", {}))
    if faults:
        raise SettingsError("\n".join(faults))
    links = tuple(FooterLink(name, url) for name, url in dict(values.get("links", {})).items())
    paths = {name: Path(values[name]) for name in ("cache", "vocabularies", "archive", "log_key") if values.get(name)}
    severities = _severities(values.get("severities", {}))
    terms = _review_terms(values.get("review_terms", {}))
    read = {"links": links, "severities": severities, "review_terms": terms}
    return PortalConfig(**{**values, **paths, **read, "search": search_server.load(values.get("search", {}))})


def executor(values: Mapping[str, Any]) -> str:
    """Who does the heavy work, as PORTAL says; asked before the rest is read. Raises SettingsError."""
    faults = _executor_faults(values)
    if faults:
        raise SettingsError("\n".join(faults))
    written: str = values.get("executor", "local")
    return written


def _executor_faults(values: Mapping[str, Any]) -> list[str]:
    written = values.get("executor", "local")
    if isinstance(written, str) and EXECUTOR.match(written):
        return []
    return [f"PORTAL['executor'] 应为 local 或 Dask 调度器的地址，如 tcp://10.0.0.8:8786；当前为“{written}”"]


def _review_terms(written: Mapping[str, int]) -> ReviewTerms:
    """`{"years": 5, "trial_years": 2, "warn_months": 6}`, each as far as it differs from the default."""
    known = [f.name for f in fields(ReviewTerms)]
    faults = [f"PORTAL['review_terms'] 的 {name} 应为 {'、'.join(known)} 之一，值为正整数；当前为 {value!r}"
              for name, value in written.items() if name not in known or type(value) is not int or value < 1]
    if faults:
        raise SettingsError("\n".join(faults))
    return ReviewTerms(**written)


def _severities(written: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Severity | None]]:
    """`{"notices": {"DC001": "warning"}, "*": {"TX004": "off"}}`; raises SettingsError for any other word."""
    known: dict[str, Severity | None] = {**{severity.value: severity for severity in Severity}, "off": None}
    faults = [f"severities[{column!r}][{code!r}] 应为 {'、'.join(known)} 之一；当前为“{word}”"
              for column, rules in written.items() for code, word in rules.items() if word not in known]
    if faults:
        raise SettingsError("\n".join(f"PORTAL 的 {fault}" for fault in faults))
    return {column: {code: known[word] for code, word in rules.items()} for column, rules in written.items()}


def _unknown(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"PORTAL 没有 {name} 这一项" + (f"，是否为 {close[0]}" if close else "")


def day_of_build(given: str | None, environment: Mapping[str, str]) -> date:
    """The day for which validity is stated: as given, else SOURCE_DATE_EPOCH (UTC), else today."""
    if given:
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise SettingsError(f"构建日期应写作 2026-11-22 的样子；当前为“{given}”") from None
    epoch = seconds(environment)
    return datetime.fromtimestamp(epoch, UTC).date() if epoch is not None else date.today()  # noqa: DTZ011 - the office's own day


def seconds(environment: Mapping[str, str]) -> int | None:
    """SOURCE_DATE_EPOCH, seconds since 1970 (UTC), where it is set. Raises SettingsError."""
    written = environment.get("SOURCE_DATE_EPOCH")
    if written and not re.fullmatch(r"\d{1,11}", written, re.ASCII):
        raise SettingsError(f"环境变量 SOURCE_DATE_EPOCH 应为从 1970 年起的秒数，如 1483056000；当前为“{written}”")
    return int(written) if written else None
