"""The forms in which findings are written out; each is a pure function of findings to text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from plugins.gazette.findings import Finding

from . import github, json, sarif, text

FORMATS: dict[str, Callable[[Sequence[Finding]], str]] = {
    "text": text.report,
    "github": github.report,
    "json": json.report,
    "sarif": sarif.report,
}
