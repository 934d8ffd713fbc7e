"""What does OpenSearch get? The settings and mappings of an index, and its documents in the format of `_bulk`.

Exact search of Chinese: the folded text is cut into every single character and every pair of neighbours, each at the next
position, so `match_phrase` finds a text exactly when its characters stand there one after another. No plugin is needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.search.files import json_bytes

from .clauses import FACETS, ClauseEntry
from .folding import NO_UNIT, mappings

FOLDED = ["fold", "units"]
_EXACT = {"type": "text", "analyzer": "exact"}
_KEYWORD = {"type": "keyword"}
_SHOWN = {"type": "keyword", "index": False, "doc_values": False}


def index() -> dict[str, object]:
    """The body with which the index is created."""
    return {"settings": {"index": {"max_ngram_diff": 1}, "analysis": _analysis()}, "mappings": _mappings()}


def _analysis() -> dict[str, object]:
    return {
        "char_filter": {
            "fold": {"type": "mapping", "mappings": list(mappings())},
            "units": {"type": "pattern_replace", "pattern": NO_UNIT, "replacement": ""},
        },
        "tokenizer": {"pairs": {"type": "ngram", "min_gram": 1, "max_gram": 2}},
        "analyzer": {"exact": {"type": "custom", "char_filter": FOLDED, "tokenizer": "pairs"}},
        "normalizer": {"number": {"type": "custom", "char_filter": FOLDED}},
    }


def _mappings() -> dict[str, object]:
    shown = dict.fromkeys(("url", "anchor", "label", "number", "index_number"), _SHOWN)
    fields: dict[str, object] = {
        **shown,
        **dict.fromkeys(("document", "work", "version", *FACETS), _KEYWORD),
        **dict.fromkeys(("title", "text", "across"), _EXACT),
        "numbers": {"type": "keyword", "normalizer": "number", "fields": {"parts": _EXACT}},
        "date": {"type": "date", "format": "strict_date"},
        "current": {"type": "boolean"},
        "place": {"type": "integer"},
    }
    return {"dynamic": "strict", "properties": dict(sorted(fields.items()))}


def lines(entry: ClauseEntry) -> Iterator[bytes]:
    """The action and the document, a line each; the index is named by the address that they are sent to."""
    fields = entry.fields() | {name: value for name, value in _searched(entry) if value}
    yield json_bytes({"index": {"_id": entry.id}}) + b"\n"
    yield json_bytes(fields) + b"\n"


def _searched(entry: ClauseEntry) -> Iterator[tuple[str, object]]:
    yield "across", entry.across
    yield "numbers", entry.numbers
