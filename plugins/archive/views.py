"""What the pages of the archive show, as plain values: a version, the list of all, how to check."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.portal.views import FileLink, Link, ReleaseRow

from .comparison import ReleaseChanges


@dataclass(frozen=True)
class ReleaseView:
    """A version of an issue: `label` 第2版, `versions` all of them, newest first; `digests` the SHA-512 (as notes) of the files
    for readers, `changes` against the version before, if there is one."""

    title: str
    label: str
    url: str
    date: str
    user: str
    message: str
    is_current: bool
    sample: bool
    breadcrumbs: tuple[Link, ...]
    files: tuple[FileLink, ...]
    digests: tuple[Link, ...]
    versions: tuple[ReleaseRow, ...]
    changes: ReleaseChanges | None = None


@dataclass(frozen=True, slots=True)
class ArchivedIssue:
    title: str
    url: str
    versions: tuple[ReleaseRow, ...]


@dataclass(frozen=True)
class ArchiveView:
    """All that is archived; `head` is the newest head of the log with its tree hash, `key` the public key with its
    fingerprint, as notes."""

    title: str
    breadcrumbs: tuple[Link, ...]
    issues: tuple[ArchivedIssue, ...]
    size: int
    head: Link
    key: Link


@dataclass(frozen=True)
class VerifyView:
    """How to check; `links` lead to the public key, the newest head and its signature, `command` checks them."""

    title: str
    breadcrumbs: tuple[Link, ...]
    links: tuple[Link, ...]
    command: str
