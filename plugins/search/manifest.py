"""What is common to all files of an index: the manifest's own figures, and by what program they were made."""

from __future__ import annotations

import hashlib
import sys
import unicodedata
import zlib
from collections.abc import Sequence
from typing import Any

from . import directory, documents, files
from .fold import FOLDER
from .tokenise import TOKENISER

FORMAT = 2
LUNR = "2.3.9"
K1, B = 1.2, 0.75
BOOSTS = {"title": 10, "body": 1}


def beginning(count: int) -> dict[str, Any]:
    """The manifest's first lines."""
    return {"format": FORMAT, "tokeniser": TOKENISER, "lunr": LUNR, "documents": count, "k1": K1, "b": B}


def fields(totals: Sequence[int], count: int) -> list[dict[str, Any]]:
    """Each field with its boost and the average of its lengths."""
    pairs = zip(BOOSTS.items(), totals, strict=True)
    return [{"name": name, "boost": boost, "average": total / max(count, 1)} for (name, boost), total in pairs]


def maker() -> str:
    """Names all that may give other files for the same records, and the form of the state."""
    cuts = (directory.shards(1), directory.SCALE, directory.NUMBERS, directory.PARTS, directory.LARGEST_PLAIN)
    blocks = (documents.BLOCK, documents.PLAIN, documents.NAMED)
    versions = (sys.version_info[:2], unicodedata.unidata_version, zlib.ZLIB_RUNTIME_VERSION, files.LEVEL)
    values = (beginning(0), BOOSTS, cuts, blocks, versions, documents.Row._fields, FOLDER.pairs)
    return hashlib.sha256(repr(values).encode()).hexdigest()[:24]
