"""Typogrify, where the settings ask for it, with Pelican's own choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def applied(text: str, settings: Mapping[str, Any]) -> str:
    if not settings["TYPOGRIFY"]:
        return text
    import smartypants  # type: ignore[import-not-found, unused-ignore]
    from typogrify.filters import typogrify  # type: ignore[import-not-found, unused-ignore]

    sets = {"oldschool": smartypants.Attr.set2, "oldschool_inverted": smartypants.Attr.set3}
    smartypants.Attr.default = sets.get(settings["TYPOGRIFY_DASHES"], smartypants.Attr.set1) | smartypants.Attr.w
    omitted = dict.fromkeys(settings["TYPOGRIFY_OMIT_FILTERS"], False)
    return str(typogrify(text, settings["TYPOGRIFY_IGNORE_TAGS"], **omitted))
