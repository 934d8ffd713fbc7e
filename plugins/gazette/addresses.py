"""Where a document stands on the site. A work, a version of it and a file of that version differ in address.

Addresses are made of the content's own names, so they can't change with a transliteration table; they are
root-relative without a leading slash and end in “/” for pages (architecture: `/<column>/<year>/<slug>/`,
`…/<date>/`, `…/<date>/document.pdf`; `/bulletins/<year>/<no>/`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from .corpus import Corpus
from .documents import Document
from .kinds import PAGE
from .works import DATED, Work

CHANGES = "changes"
UNSAFE = re.compile(r"[\s/\\?#%:*\"<>|&+\x00-\x1f\x7f]+")


def segment(name: str) -> str:
    """A name as one part of an address: NFC, without white space and signs that addresses give a meaning."""
    if name.isalnum() and name.isascii():
        return name
    safe = UNSAFE.sub("-", unicodedata.normalize("NFC", name)).strip("-.")
    return safe or "-"


def work(work: Work) -> str:
    """The lasting address of a work, which always shows the version in force."""
    kind = work.first.kind
    if kind == PAGE:
        return "/".join(segment(part) for part in work.key.split("/")) + "/"
    return f"{segment(work.column)}/{work.year or 'undated'}/{segment(work.slug)}/"


def version(owner: Work, document: Document) -> str:
    """The address of one version, by its date."""
    day = document.version_date
    return f"{work(owner)}{day.isoformat() if day else 'undated'}/"


def changes(owner: Work, document: Document) -> str:
    """The address of what changed in a version against the one before it."""
    return f"{version(owner, document)}{CHANGES}/"


def work_part(address: str) -> str:
    """The address of the work to whose page, version or file an address leads: `policies/2016/a/` for
    `policies/2016/a/2016-12-21/document.pdf`."""
    *parts, last = address.split("/")
    if parts[-1:] == [CHANGES] and len(parts) > 1 and DATED.match(parts[-2]):
        parts.pop()
    if parts and DATED.match(parts[-1]):
        parts.pop()
    return "/".join(parts) + "/" if parts else f"{last}/"


def article(issue: str, target: Work) -> str:
    """The address of one article within a bulletin issue whose own address is `issue`."""
    return f"{issue}{segment(target.slug)}/"


def pages(corpus: Corpus) -> Iterator[tuple[str, Document]]:
    """The address of every page that shows a document, and that document."""
    for owner in corpus.works:
        yield work(owner), owner.versions[-1]
        if owner.first.kind != PAGE:
            yield from ((version(owner, document), document) for document in owner.versions)
            yield from ((changes(owner, document), document) for document in owner.versions[1:])
    for issue in corpus.bulletins:
        home = work(corpus.work_of[issue.path])
        targets = (corpus.resolve(one, issue.published_on) for section in issue.contents for one in section.articles)
        for target in filter(None, targets):
            yield article(home, corpus.work_of[target.path]), target


def absolute(home: str, path: str) -> str:
    """A root-relative address as a URL; `home` without a trailing slash."""
    return f"{home}/{quote(path)}"
