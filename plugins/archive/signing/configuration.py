"""With what is signed, and how? The office's signing configuration, as read by `configuration_file`."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from .findings import Trust


@dataclass(frozen=True, slots=True)
class Seal:
    """The visible seal (公章): a picture, and the offices whose place in a PDF it may fill, the first found first."""

    image: Path
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A key in a device (PKCS#11): the maker's library, and the labels of device, certificate and private key."""

    library: Path
    label: str
    certificate: str
    key: str


@dataclass(frozen=True, slots=True)
class Signing:
    """`bundle` (PKCS#12) or `token` holds the key; who only verifies has neither. `crls` are lists of withdrawn
    certificates, as DER; `fetches` has lists and answers (OCSP) fetched where the certificates say. `server` is the address
    of the time-stamp server or empty. Certificates are as pyHanko reads them."""

    bundle: Path | None
    token: Token | None
    roots: tuple[Any, ...]
    chain: tuple[Any, ...] = ()
    server: str = ""
    crls: tuple[bytes, ...] = field(default=(), repr=False)
    fetches: bool = False
    seal: Seal | None = None

    @property
    def level(self) -> str:
        """The PAdES level of the signatures: B-B, B-T or B-LTA."""
        return "B-LTA" if self.crls or self.fetches else "B-T" if self.server else "B-B"

    def trust(self, at: datetime) -> Trust:
        """By what the office's own signatures are judged."""
        return Trust(self.roots, at, self.crls, wants_time_stamp=bool(self.server))
