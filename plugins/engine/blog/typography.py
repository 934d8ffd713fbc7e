"""Typogrify, where the settings ask for it, with Pelican's own choices."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any


def applied(text: str, settings: Mapping[str, Any]) -> str:
    if not settings["TYPOGRIFY"]:
        return text
    smartypants = import_module("smartypants")  # theirs who ask for it, none of the project's
    typogrify = import_module("typogrify.filters").typogrify

    sets = {"oldschool": smartypants.Attr.set2, "oldschool_inverted": smartypants.Attr.set3}
    smartypants.Attr.default = sets.get(settings["TYPOGRIFY_DASHES"], smartypants.Attr.set1) | smartypants.Attr.w
    omitted = dict.fromkeys(settings["TYPOGRIFY_OMIT_FILTERS"], False)
    return str(typogrify(text, settings["TYPOGRIFY_IGNORE_TAGS"], **omitted))
