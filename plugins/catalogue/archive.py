"""A ZIP archive whose parts are deflated already: fixed times, the same bytes for the same parts in any Python."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from typing import NamedTuple

from .deflate import Block, pack

VERSION, UNIX, DEFLATED = 20, 3, 8
TIME, DAY = 0, 1 << 5 | 1  # 1980-01-01 00:00, the first moment that the format knows
MODE = 0o600 << 16
LOCAL, CENTRAL, END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")


class Part(NamedTuple):
    """A file of the archive; `path` is ASCII, `pieces` are its deflated bytes, `whole` what they are together."""

    path: str
    pieces: tuple[bytes | memoryview, ...]
    whole: Block


def part(path: str, data: bytes) -> Part:
    packed, block = pack(data, is_last=True)
    return Part(path, (packed,), block)


def archive(parts: Iterable[Part]) -> tuple[bytes | memoryview, ...]:
    """The bytes of the archive, piece by piece."""
    pieces, listed, offset = list[bytes | memoryview](), list[bytes](), 0
    for one in parts:
        head = local_header(one)
        pieces += (head, *one.pieces)
        listed.append(_central_header(one, offset))
        offset += len(head) + one.whole.packed
    directory = b"".join(listed)
    end = END.pack(b"PK\5\6", 0, 0, len(listed), len(listed), len(directory), offset, 0)
    return (*pieces, directory, end)


def local_header(one: Part) -> bytes:
    """What stands before the bytes of a part."""
    name, whole = one.path.encode("ascii"), one.whole
    sizes = (whole.crc, whole.packed, whole.size, len(name), 0)
    return LOCAL.pack(b"PK\3\4", VERSION, 0, DEFLATED, TIME, DAY, *sizes) + name


def _central_header(one: Part, offset: int) -> bytes:
    name, whole = one.path.encode("ascii"), one.whole
    sizes = (whole.crc, whole.packed, whole.size, len(name), 0, 0, 0, 0, MODE, offset)
    return CENTRAL.pack(b"PK\1\2", UNIX << 8 | VERSION, VERSION, 0, DEFLATED, TIME, DAY, *sizes) + name
