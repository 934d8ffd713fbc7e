"""What does Meilisearch get? The settings of an index, and its documents, a line each.

Meilisearch cuts Chinese into words, so that a phrase is found only where its words happen to be cut alike. Therefore it
searches texts that are folded and spaced already, one unit a word: then a quoted phrase is a row of characters.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.search.files import json_bytes
from plugins.search.fold import FOLDER

from .clauses import FACETS, ClauseEntry

SEARCHED = ("units_numbers", "units_title", "units_text", "units_across")
SHOWN = ("url", "title", "anchor", "label", "text", "date", "department", "number", "index_number", "current")
MANY = 100_000
PRIMARY_KEY = "id"


def settings() -> dict[str, object]:
    """The body with which the index is set up. A version is found once, by its best clause."""
    return {
        "distinctAttribute": "document",
        "displayedAttributes": ["id", "document", "work", "version", "place", *SHOWN, *FACETS[1:]],
        "faceting": {"maxValuesPerFacet": 1000, "sortFacetValuesBy": {"*": "count"}},
        "filterableAttributes": [*FACETS, "current", "date", "document"],
        "localizedAttributes": [{"attributePatterns": ["*"], "locales": ["cmn"]}],
        "pagination": {"maxTotalHits": MANY},
        "prefixSearch": "disabled",
        "rankingRules": ["sort", "words", "attribute", "proximity", "exactness", "current:desc", "date:desc", "place:asc"],
        "searchableAttributes": list(SEARCHED),
        "sortableAttributes": ["date", "place", "current"],
        "typoTolerance": {"enabled": False},
    }


def lines(entry: ClauseEntry) -> Iterator[bytes]:
    yield json_bytes({PRIMARY_KEY: entry.id, **entry.fields(), **dict(_searched(entry))}) + b"\n"


def _searched(entry: ClauseEntry) -> Iterator[tuple[str, object]]:
    texts = (entry.record.title, entry.clause.text, entry.across)
    values = ([spaced(number) for number in entry.numbers], *map(spaced, texts))
    return ((name, value) for name, value in zip(SEARCHED, values, strict=True) if value)


def spaced(text: str) -> str:
    """The units of a text with a space between every two."""
    return " ".join(FOLDER.text(text))
