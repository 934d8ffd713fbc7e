"""Where a document stands on the site. A work, a version of it and a file of that version differ in address.

Addresses are made of the content's own names, so they can't change with a transliteration table; they are
root-relative without a leading slash and end in “/” for pages (architecture: `/<column>/<year>/<slug>/`,
`…/<date>/`, `…/<date>/document.pdf`; `/bulletins/<year>/<no>/`).
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from .documents import Document
from .kinds import PAGE
from .works import Work

UNSAFE = re.compile(r"[\s/\\?#%:*\"<>|&+\x00-\x1f\x7f]+")


def segment(name: str) -> str:
    """A name as one part of an address: NFC, without white space and signs that addresses give a meaning."""
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


def article(issue: str, target: Work) -> str:
    """The address of one article within a bulletin issue whose own address is `issue`."""
    return f"{issue}{segment(target.slug)}/"


def absolute(home: str, path: str) -> str:
    """A root-relative address as a URL; `home` without a trailing slash."""
    return f"{home}/{quote(path)}"
