"""From records to the files of the search index: a lunr index that is never put together on the server.

The files hold each term's frequencies and each document's lengths, not lunr's weights: half the bytes, and
the edit of one document leaves other documents' figures alone. The browser computes the weights of a query's
terms as lunr does (k1, b, one idf over both fields) and hands lunr an index of just these terms.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import directory, encoding
from .cache import TermCache
from .documents import BLOCK, by_serial, write_facets, write_numbers, write_order, write_rows
from .files import FileSet
from .fold import FOLDER
from .pages import Page, make_page
from .postings import invert
from .records import SearchRecord
from .tokenise import TOKENISER

FORMAT = 1
LUNR = "2.3.9"
K1, B = 1.2, 0.75
BOOSTS = {"title": 10, "body": 1}


def build(records: Sequence[SearchRecord], cache: TermCache | None = None) -> dict[str, bytes]:
    """Every file of the index by its path (`search/…`); a pure function of the records."""
    ordered = tuple(by_serial(records))
    cache = cache or TermCache()
    pages = [make_page(record, cache) for record in ordered]
    files = FileSet(cache)
    manifest = {
        "format": FORMAT,
        "tokeniser": TOKENISER,
        "lunr": LUNR,
        "documents": len(ordered),
        "k1": K1,
        "b": B,
        **_write_terms(files, pages),
        "numbers": write_numbers(files, ordered),
        "block": BLOCK,
        "docs": write_rows(files, ordered, pages),
        "order": write_order(files, ordered),
        "facets": write_facets(files, ordered),
        "fold": files.add_json("fold-", FOLDER.pairs),
    }
    files.add_entry(manifest)
    cache.save()
    return dict(sorted(files.files.items()))


def _write_terms(files: FileSet, pages: Sequence[Page]) -> dict[str, Any]:
    fields = {"title": [page.title for page in pages], "body": [page.body for page in pages]}
    postings = invert(list(fields.values()))
    lengths = {name: [terms.length for terms in field] for name, field in fields.items()}
    flat = [length for column in lengths.values() for length in column]
    return {
        "fields": [
            {"name": name, "boost": BOOSTS[name], "average": sum(lengths[name]) / max(len(pages), 1)}
            for name in fields
        ],
        "lengths": files.add("lengths-", encoding.varints(flat)),
        "shards": directory.write(files, "s/", encoding.term_records(postings), directory.SHARDS),
    }
