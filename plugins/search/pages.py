"""What is made of one record alone: its terms and the text that snippets are cut from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .cache import TermCache
from .files import json_bytes
from .records import SearchRecord
from .tokenise import TOKENISER, FieldTerms, field_terms

_HEADER = 4


@dataclass(frozen=True, slots=True)
class Page:
    """The terms of title and body, and `[[anchor, label, text], …]` of the clauses as JSON."""

    title: FieldTerms
    body: FieldTerms
    text: bytes


def make_page(record: SearchRecord, cache: TermCache) -> Page:
    """The page of a record, its terms taken from the cache when an earlier build had the same text."""
    text = json_bytes([[clause.anchor, clause.label, clause.text] for clause in record.clauses])
    source = json_bytes([TOKENISER, record.title, record.numbers]) + b"\n" + text
    blob = cache.get("terms", source, lambda: _terms(record))
    split = int.from_bytes(blob[:_HEADER], "little") + _HEADER
    return Page(_read(blob[_HEADER:split]), _read(blob[split:]), text)


def _terms(record: SearchRecord) -> bytes:
    # The clauses are one piece: a phrase that runs on into the next clause is found too.
    text = "\n".join(clause.text for clause in record.clauses)
    title = _write(field_terms([record.title]))
    return len(title).to_bytes(_HEADER, "little") + title + _write(field_terms([text, *record.numbers]))


def _write(terms: FieldTerms) -> bytes:
    return terms.keys.astype("<u8").tobytes() + terms.frequencies.astype("<u4").tobytes()


def _read(blob: bytes) -> FieldTerms:
    count = len(blob) // 12
    keys = np.frombuffer(blob, "<u8", count)
    return FieldTerms(keys, np.frombuffer(blob, "<u4", count, offset=8 * count))
