"""How do whole numbers become bytes? Seven bits a byte, least significant first; a set eighth bit means there are more.

In plain Python, for a few thousand at a time; `encoding` does the same for millions with numpy.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ONE = re.compile(rb"[\x80-\xff]*[\x00-\x7f]")


class _Encoded(dict[int, bytes]):
    """The bytes of each integer that was asked for."""

    def __missing__(self, value: int) -> bytes:
        out, rest = bytearray(), value
        while rest > 127:
            out.append(rest & 127 | 128)
            rest >>= 7
        self[value] = bytes([*out, rest])
        return self[value]


class _Decoded(dict[bytes, int]):
    """The integer of all bytes that were asked for."""

    def __missing__(self, data: bytes) -> int:
        value = 0
        for byte in reversed(data):
            value = value << 7 | byte & 127
        self[data] = value
        return value


_ENCODED, _DECODED = _Encoded(), _Decoded()


def encode_one(value: int) -> bytes:
    return _ENCODED[value]


def encode(values: Iterable[int]) -> bytes:
    """Non-negative integers, one after another."""
    return b"".join(map(_ENCODED.__getitem__, values))


def split(data: bytes) -> list[bytes]:
    """The bytes of each integer."""
    return _ONE.findall(data)


def decode(data: bytes) -> list[int]:
    return list(data) if data.isascii() else list(map(_DECODED.__getitem__, split(data)))


def read(data: bytes, start: int) -> tuple[int, int]:
    """The integer that begins at `start`, and where the next one does."""
    value, shift = 0, 0
    while True:
        byte = data[start]
        value |= (byte & 127) << shift
        start, shift = start + 1, shift + 7
        if byte < 128:
            return value, start
