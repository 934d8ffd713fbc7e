"""Data deflated in blocks that stand on their own: they can be kept, put one after another, and one of them replaced.

Each block but the last ends at a byte (Z_FULL_FLUSH) and refers to nothing before it, so any order of them is one
stream (RFC 1951). The CRC-32 of the whole is worked out from those of the blocks, as zlib's `crc32_combine` does.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

LEVEL = 6  # level 1 is twice as fast and makes the file two fifths larger
ONE, POLYNOMIAL = 1 << 31, 0xEDB88320  # CRC-32's numbers have the lowest power in the highest bit
ENVIRONMENT = f"zlib {zlib.ZLIB_RUNTIME_VERSION} {LEVEL}"  # another zlib may make other bytes of the same data


class Block(NamedTuple):
    """`packed` and `size` count the bytes deflated and as they were; `crc` is that of the latter."""

    packed: int
    size: int
    crc: int


def pack(data: bytes, is_last: bool = False) -> tuple[bytes, Block]:
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(data) + packer.flush(zlib.Z_FINISH if is_last else zlib.Z_FULL_FLUSH)
    return packed, Block(len(packed), len(data), zlib.crc32(data))


def unpack(packed: bytes | memoryview) -> bytes:
    return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed)


def combined(blocks: Iterable[Block]) -> Block:
    """What all blocks are together."""
    packed = size = crc = 0
    for block in blocks:
        packed, size = packed + block.packed, size + block.size
        crc = _times(_bytes_on(block.size), crc) ^ block.crc
    return Block(packed, size, crc)


def _times(a: int, b: int) -> int:
    """The product of two polynomials over GF(2), modulo that of CRC-32."""
    product = 0
    for place in range(31, -1, -1):
        if a >> place & 1:
            product ^= b
        b = (b >> 1) ^ POLYNOMIAL if b & 1 else b >> 1
    return product


@cache
def _squared(times: int) -> int:
    """x to the power of 2 to the power of `times`."""
    if times == 0:
        return ONE >> 1
    root = _squared(times - 1)
    return _times(root, root)


@cache
def _bytes_on(count: int) -> int:
    """x to the power of the number of bits in so many bytes: what moves a CRC on over them."""
    power, place = ONE, 3
    while count:
        if count & 1:
            power = _times(_squared(place), power)
        count, place = count >> 1, place + 1
    return power
