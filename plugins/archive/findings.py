"""What can be wrong with an archive, by codes that stay, in words for the archivist.

The codes of OCFL itself (E…, W…) are those of its specification, as ocfl-py knows them (see `ocfl_log`). Ours begin with
RT (root), TL (log), PS (published site); signatures have theirs (SG, docs/签章手册.md).
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from plugins.gazette.findings import Finding, Severity


class Code(StrEnum):
    """Our own codes; docs/archive.md lists them."""

    ROOT_FILE = "RT001"
    VALIDATOR = "RT002"
    PUBLIC_KEY = "TL001"
    ENTRY_MISSING = "TL002"
    ENTRY_ALTERED = "TL003"
    HEAD_MISSING = "TL004"
    HEAD_SIGNATURE = "TL005"
    HEAD_EARLIER = "TL006"
    NOT_LOGGED = "TL007"
    NOT_ARCHIVED = "TL008"
    NO_LOG = "TL009"
    SITE_MISSING = "PS001"
    SITE_OTHER = "PS002"
    SITE_MORE = "PS003"


def finding(path: Path, code: str, message: str, hint: str = "", severity: Severity = Severity.ERROR) -> Finding:
    """A finding about a whole file: its line and column are the first."""
    return Finding(path.as_posix(), 1, 1, str(code), severity, message, hint)
