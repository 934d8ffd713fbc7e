"""Digests of what outputs are made of. Equal values give equal digests; another order or another word gives another one."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from .config import PortalConfig


def digest(*values: object) -> str:
    """Of plain values: texts, numbers, days, and tuples and frozen dataclasses of them."""
    return hashlib.blake2b(repr(values).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def said(config: PortalConfig) -> PortalConfig:
    """The settings as far as pages may show them: without the day and the places of this run."""
    return replace(
        config, today=None, judged_on=None, cache=Path(), vocabularies=Path(), archive=Path(), log_key=None, content_label="",
        workers=0,
        executor="local", severities={},
    )  # fmt: skip
