"""Which characters does a font file have? Its `cmap` table says so (OpenType 1.9, “cmap”, formats 4 and 12)."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

COLLECTION = b"ttcf"
UNICODE_PLATFORMS = frozenset({(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)})


@cache
def characters(path: Path, index: int = 0) -> frozenset[int]:
    """The code points of face `index` of a TTF, OTF or TTC file.

    Raises ValueError for a file that is no such font.
    """
    data = path.read_bytes()
    try:
        table = _table(data, b"cmap", index)
        (count,) = struct.unpack_from(">H", data, table + 2)
        found: set[int] = set()
        for record in range(count):
            platform, encoding, offset = struct.unpack_from(">HHL", data, table + 4 + 8 * record)
            if (platform, encoding) in UNICODE_PLATFORMS:
                found.update(_subtable(data, table + offset))
    except (struct.error, IndexError) as error:
        raise ValueError(f"{path.name} is not an OpenType font") from error
    return frozenset(found)


def _table(data: bytes, tag: bytes, index: int) -> int:
    start = 0
    if data[:4] == COLLECTION:
        (start,) = struct.unpack_from(">L", data, 12 + 4 * index)
    (count,) = struct.unpack_from(">H", data, start + 4)
    for record in range(count):
        name, _, offset, _ = struct.unpack_from(">4sLLL", data, start + 12 + 16 * record)
        if name == tag:
            return int(offset)
    raise IndexError(tag)


def _subtable(data: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", data, at)
    if form == 4:
        return _segments(data, at)
    if form == 12:
        return _groups(data, at)
    return set()


def _segments(data: bytes, at: int) -> set[int]:
    """Format 4: segments of the basic plane; a code that maps to glyph 0 is one the font does not have."""
    (double,) = struct.unpack_from(">H", data, at + 6)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    starts = struct.unpack_from(f">{count}H", data, at + 16 + double)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 2 * double)
    ranges_at = at + 16 + 3 * double
    ranges = struct.unpack_from(f">{count}H", data, ranges_at)
    found: set[int] = set()
    for i, (start, end, delta, offset) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        if start == 0xFFFF:
            continue
        if not offset:
            found.update(code for code in range(start, end + 1) if (code + delta) & 0xFFFF)
            continue
        glyphs = struct.unpack_from(f">{end - start + 1}H", data, ranges_at + 2 * i + offset)
        found.update(start + step for step, glyph in enumerate(glyphs) if glyph)
    return found


def _groups(data: bytes, at: int) -> set[int]:
    (count,) = struct.unpack_from(">L", data, at + 12)
    found: set[int] = set()
    for group in range(count):
        first, last, glyph = struct.unpack_from(">LLL", data, at + 16 + 12 * group)
        found.update(range(first if glyph else first + 1, last + 1))
    return found
