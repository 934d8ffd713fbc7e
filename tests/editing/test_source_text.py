"""A file that is changed at one place is otherwise the same, byte for byte."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.editing import source_text
from plugins.editing.source_text import SourceText

TEXTS = st.text(st.one_of(st.characters(codec="utf-8"), st.sampled_from("\r\n\ufeff\u2028甲")))


@given(TEXTS)
def test_what_is_read_is_written_again(text: str) -> None:
    assert SourceText(text.encode()).encoded() == text.encode()


@given(TEXTS)
def test_lines_are_those_of_the_checks(text: str) -> None:
    read = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert [*filter(None, SourceText(text.encode()).lines)] == [*filter(None, read.split("\n"))]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_changes_keep_line_ends_and_mark(end: str) -> None:
    source = SourceText(f"\ufeff甲{end}乙（2016）{end}丙".encode())
    assert source.replace(2, 2, "（2016）", "〔2016〕")
    source.insert(2, "新")
    assert source.encoded().decode() == f"\ufeff甲{end}新{end}乙〔2016〕{end}丙"


@pytest.mark.parametrize("place", [(0, 1), (9, 1), (1, 2), (1, 99)])
def test_what_does_not_stand_there_is_not_changed(place: tuple[int, int]) -> None:
    source = SourceText("甲".encode())
    assert not source.replace(*place, "甲", "乙")
    assert source.encoded() == "甲".encode()


def test_write_keeps_the_mode_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / ("名" * 80 + ".md")
    path.write_bytes(b"old")
    path.chmod(0o600)
    source_text.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [*tmp_path.iterdir()] == [path]
