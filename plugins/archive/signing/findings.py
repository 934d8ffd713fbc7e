"""Whom do we trust, and what is wrong with a signature?"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any


class Code(StrEnum):
    """What can be wrong with a signed PDF; the codes stand in docs/签章手册.md."""

    UNSIGNED = "SG001"
    ALTERED = "SG002"
    NOT_COVERED = "SG003"
    UNTRUSTED = "SG004"
    OUT_OF_TERM = "SG005"
    REVOKED = "SG006"
    NO_TIME_STAMP = "SG007"
    BAD_TIME_STAMP = "SG008"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with one file; `message` is for the archivist."""

    code: Code
    path: Path
    message: str

    def __str__(self) -> str:
        return f"{self.path}: 错误[{self.code}] {self.message}"


@dataclass(frozen=True, slots=True)
class Trust:
    """What a signature is judged by: root certificates and when.

    `roots` are X.509 certificates as pyHanko reads them, `crls` further lists (DER) of withdrawn certificates.
    `at` is the moment (with its zone) from which the judge looks: what no later time-stamp vouches for must be in term
    then. Whoever knows otherwise since when a file exists unchanged (a log of releases) may give that moment instead.
    """

    roots: tuple[Any, ...]
    at: datetime
    crls: tuple[bytes, ...] = field(default=(), repr=False)
    wants_time_stamp: bool = True
