"""The text of a record, as the browser gets it and as it is searched."""

from __future__ import annotations

import json
from collections.abc import Iterable

from .files import json_bytes
from .records import SearchRecord


def text_data(record: SearchRecord) -> bytes:
    """`[[anchor, label, text], …]` of the clauses as JSON."""
    return json_bytes([[clause.anchor, clause.label, clause.text] for clause in record.clauses])


def body_pieces(data: bytes, numbers: Iterable[str]) -> list[str]:
    """The pieces of the body field. The clauses are one: a phrase that runs on into the next clause is found too."""
    return ["\n".join(text for _, _, text in json.loads(data)), *numbers]
