"""How long is a field, as far as lunr's weights ask? To four significant bits: ranks are the same to the eye, and the
lengths of all documents, which every query needs, take half the bytes.
"""

from __future__ import annotations

SIGNIFICANT = 4


def rounded(length: int) -> int:
    dropped = max(0, length.bit_length() - SIGNIFICANT)
    return length >> dropped << dropped
