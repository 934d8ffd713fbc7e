"""The checks of a content tree, for `invoke check` and the build's gate: what an unchanged file showed is remembered.

Light on purpose: an editor's program calls it on every save, so nothing here imports Pelican, Markdown or Jinja2.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from plugins import checks, gazette
from plugins.checks import Options
from plugins.checks.files import ContentFiles
from plugins.checks.inside.inspection import Inspection
from plugins.checks.rules import BY_CODE
from plugins.checks.run import FEW, Reader
from plugins.engine.register import Register
from plugins.engine.stamps import stamp
from plugins.engine.store import Store
from plugins.gazette import vocabularies
from plugins.gazette.documents import Document
from plugins.gazette.findings import Finding, Severity
from plugins.gazette.vocabularies import Vocabularies, VocabularyError

from .config import PortalConfig, SettingsError
from .remembering import RememberedTree

__all__ = ["FEW", "Checked", "check", "findings", "options"]


class Checked(NamedTuple):
    """All findings, in the order of files and lines, and the documents that were read for them, without their texts."""

    findings: list[Finding]
    documents: tuple[Document, ...] = ()


def findings(content: Path, config: PortalConfig, paths: Sequence[Path] = ()) -> list[Finding]:
    """All findings, or those that concern the files and folders of `paths`."""
    return check(content, config, paths).findings


def check(content: Path, config: PortalConfig, paths: Sequence[Path] = ()) -> Checked:
    """Check a content tree, or these files and folders of it; of the documents at least theirs are given."""
    files = vocabularies.files(content / "vocabularies", config.vocabularies)
    program = _digest(*_code(), sys.version.encode())
    words_digest = _digest(*files, config.content_label.encode(), str(content.resolve()).encode())
    environment = f"{program} {words_digest}"
    with (
        Store(config.cache / "checks.sqlite") as store,
        Register(config.cache / f"checks-{words_digest[:16]}.sqlite", environment) as register,
    ):
        try:
            words, faults = _words(store, environment, content, config), list[Finding]()
        except VocabularyError as error:
            faults = _vocabulary_faults(error, config)
            usable = _without(error, content, config)
            if usable is None:
                return Checked(faults)
            words = usable
        inspect = partial(_inspection, store, program, content)
        trees: list[RememberedTree] = []

        def tree(plain: Reader) -> RememberedTree:
            trees.append(RememberedTree(register, content, plain))
            return trees[0]

        found = sorted([*checks.check(content, paths, words, options(content, config, inspect), tree), *faults])
        return Checked(found, tuple(one.document for one in trees[0].seen if one.document))


def options(content: Path, config: PortalConfig, inspect: Callable[[str], Inspection]) -> Options:
    """What the settings say to the checks. Raises SettingsError for a level of a rule that is not there."""
    unknown = sorted({code for rules in config.severities.values() for code in rules} - BY_CODE.keys())
    if unknown:
        raise SettingsError(f"PORTAL 的 severities 中没有编号为 {'、'.join(unknown)} 的规则，见 docs/checks.md")
    return Options(
        today=config.judged_on or config.day,
        samples_allowed=config.samples,
        exists=ContentFiles(content).exists,
        inspect=inspect,
        severities=config.severities,
        review_terms=config.review_terms,
        label=config.content_label,
        archive=config.archive,
    )


def _words(store: Store, environment: str, content: Path, config: PortalConfig) -> Vocabularies:
    known = store.get(f"words {environment}")
    if isinstance(known, Vocabularies):
        return known
    words = vocabularies.read(content / "vocabularies", config.vocabularies)
    store.put(f"words {environment}", words)
    return words


def _vocabulary_faults(error: VocabularyError, config: PortalConfig) -> list[Finding]:
    label, advice = f"{config.content_label}/vocabularies", "对照编辑手册改正；改正之前，按程序自带的词表检查。"
    return [Finding(f"{label}/{name}", line, 1, "VC001", Severity.ERROR, f"词表有误：{message}", advice)
            for name, line, message in error.faults]  # fmt: skip


def _without(error: VocabularyError, content: Path, config: PortalConfig) -> Vocabularies | None:
    """The words with the program's own files in place of the faulty ones; None when those are the faulty ones."""
    broken = {name for name, _, _ in error.faults}
    try:
        return vocabularies.read(content / "vocabularies", config.vocabularies, without=broken)
    except VocabularyError:
        return None


def _inspection(store: Store, program: str, content: Path, path: str) -> Inspection:
    """What is inside an attachment; looked into once for each state of the file."""
    state = stamp(f"{content}/{path}")
    key = f"inside {program} {state} {path}"
    known = store.get(key) if state else None
    if known is None:
        from plugins.checks import inside

        known = tuple(inside.inspect(content / path))
        if state:
            store.put(key, known)
    return Inspection(*known)


def _code() -> list[Path]:
    """The program that made what is remembered: another program may see something else."""
    folders = (Path(package.__path__[0]) for package in (gazette, checks))
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def _digest(*parts: Path | bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        data = part if isinstance(part, bytes) else part.read_bytes()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()
