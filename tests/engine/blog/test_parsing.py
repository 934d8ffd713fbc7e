"""A source is read as Pelican reads it; its faults are told, and what can't be kept is not."""

from __future__ import annotations

import logging
import pickle
from pathlib import Path
from typing import Any

import pytest
from pelican.readers import MarkdownReader, Readers
from pelican.settings import read_settings

from plugins.engine.blog import head
from plugins.engine.blog.parsing import Parsed, Parsing, packed_settings, parse_packed
from tests.support.blog_site import put


def parsing(**changes: Any) -> Parsing:
    settings = read_settings(override=changes)
    return Parsing(settings, Readers(settings).reader_classes)


def read(folder: Path, text: str, name: str = "a.md", **changes: Any) -> Parsed:
    put(folder / name, text)
    return parsing(**changes).parse(str(folder / name))


def test_a_source(tmp_path: Path) -> None:
    parsed = read(tmp_path, "Title: 一\nTags: a, b\nDate: 2020-01-02\n\n[x]({filename}b.md)\n")
    kept = head.unpack(parsed.head)
    assert [name for name, _ in kept.metadata] == ["title", "tags", "date"]
    assert kept.links == (("filename", "b.md"),)
    assert kept.day == ""
    assert pickle.loads(parsed.body) == '<p><a href="{filename}b.md">x</a></p>'


def test_the_face_is_that_of_the_head(tmp_path: Path) -> None:
    one, other = (head.unpack(read(tmp_path, f"Title: 一\n\n{text}\n").head) for text in ("甲", "乙"))
    assert (one.face == other.face, one.body == other.body) == (True, False)
    assert head.unpack(read(tmp_path, "Title: 二\n\n甲\n").head).face != one.face


def test_a_date_that_depends_on_the_day(tmp_path: Path) -> None:
    assert head.unpack(read(tmp_path, "Title: 一\nDate: 10:30\n\n甲\n").head).day


def test_a_byte_order_mark_and_other_line_ends(tmp_path: Path) -> None:
    plain = read(tmp_path, "Title: 一\n\n甲\n\n乙\n")
    other = read(tmp_path, "\ufeffTitle: 一\r\n\r\n甲\r\n\r\n乙\r\n")
    assert (plain.head, plain.body) == (other.head, other.body)


def test_a_fault_is_told(tmp_path: Path) -> None:
    assert "not a valid date" in read(tmp_path, "Title: 一\nDate: never\n\n甲\n").failure


def test_warnings_are_told_and_not_lost(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    parsed = read(tmp_path, "Title: 一\n\n![](x.png)\n")
    assert [level for level, _ in parsed.messages] == [logging.WARNING]
    assert "Empty alt" in parsed.messages[0][1]


def test_a_text_that_takes_in_others_is_not_kept(tmp_path: Path) -> None:
    put(tmp_path / "other.txt", "more")
    assert read(tmp_path, "Title\n#####\n\n.. include:: other.txt\n", "a.rst").sha == ""
    assert read(tmp_path, "Title\n#####\n\ntext\n", "a.rst").sha


class Odd(MarkdownReader):
    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        return "text", {"title": lambda: None}


def test_metadata_that_can_not_be_packed(tmp_path: Path) -> None:
    parsed = read(tmp_path, "", "a.odd", READERS={"odd": Odd})
    assert parsed.loose is not None
    assert parsed.loose[1] == "text"


def test_another_process_reads_the_same(tmp_path: Path) -> None:
    here = read(tmp_path, "Title: 一\nTags: a\n\n甲*乙*\n")
    settings = read_settings()
    packed = packed_settings(settings, Readers(settings).reader_classes)
    assert packed is not None
    assert parse_packed(packed, str(tmp_path / "a.md")) == here


def test_settings_that_can_not_be_sent() -> None:
    settings = read_settings(override={"FORMATTED_FIELDS": [lambda: None]})
    assert packed_settings(settings, {}) is None
