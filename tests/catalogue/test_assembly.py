"""A file made of the last one is the file made of all fragments, byte for byte."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.catalogue.assembly import Frame, Kept, assemble, plan, update
from plugins.catalogue.deflate import combined, pack, unpack

NAMES = st.lists(st.sampled_from("abcdefghijkl"), unique=True)


@given(NAMES, NAMES, st.sets(st.sampled_from("abcdefghijkl")), st.binary(max_size=3), st.booleans(), st.data())
def test_any_change(
    old: list[str], new: list[str], changed: set[str], between: bytes, same_head: bool, data: st.DataObject
) -> None:
    texts = dict.fromkeys(old, b"") | {name: data.draw(st.binary(max_size=4)) for name in old}
    last = assemble(Frame(b"head", b"tail", between), [texts[name] for name in old])
    fresh = {name: data.draw(st.binary(max_size=4)) for name in new if name in changed or name not in texts}
    frame = Frame(b"head" if same_head else b"", b"end", between)
    expected = assemble(frame, [fresh.get(name, texts.get(name, b"")) for name in new])
    given_frame = Frame(None, b"end", between) if same_head else frame
    made = update(last.data, last.layout, given_frame, plan(old, new, fresh), fresh)
    assert made.data == expected.data
    assert made.layout == expected.layout


def test_a_run_that_is_kept_is_one_step() -> None:
    assert plan("abcdef", "abxdfe", {"x"}) == [Kept(0, 2), "x", Kept(3, 4), Kept(5, 6), Kept(4, 5)]
    assert plan("abc", "abc", set()) == [Kept(0, 3)]
    assert plan("abc", "", set()) == []


def test_an_unknown_record_is_an_error() -> None:
    with pytest.raises(KeyError):
        plan("ab", "abc", set())


@given(st.lists(st.binary(max_size=300)), st.binary())
def test_blocks_are_one_stream(blocks: list[bytes], end: bytes) -> None:
    packed = [*map(pack, blocks), pack(end, is_last=True)]
    stream, whole = b"".join(data for data, _ in packed), combined(block for _, block in packed)
    raw = b"".join((*blocks, end))
    assert unpack(stream) == raw
    assert (whole.packed, whole.size, whole.crc) == (len(stream), len(raw), zlib.crc32(raw))
    assert [unpack(data) for data, _ in packed[:-1]] == blocks


@pytest.mark.parametrize("size", [1, 255, 256, 65_537, 3_000_000])
def test_the_crc_moves_on_over_any_length(size: int) -> None:
    parts = [b"abc", b"\0" * size, b"x" * size]
    assert combined(pack(part)[1] for part in parts).crc == zlib.crc32(b"".join(parts))
