"""Does the cache change nothing but the time, whatever happens to its file?"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from plugins.search import pages
from plugins.search.build import build
from plugins.search.cache import TermCache
from plugins.search.tokenise import field_terms
from tests.search.laws import law_records, with_text

RECORDS = law_records()[:8]


def cached(folder: Path) -> dict[str, bytes]:
    return build(RECORDS, TermCache(folder))


def rows(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM held").fetchone()[0])


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """The file of a cache that one build has filled."""
    assert cached(tmp_path) == build(RECORDS)
    return tmp_path / "search-terms.sqlite"


def test_a_second_build_tokenises_nothing(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "field_terms", None)
    before = filled.read_bytes()
    assert cached(filled.parent) == build_without(monkeypatch)
    assert filled.read_bytes() == before


def build_without(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.setattr(pages, "field_terms", field_terms)
    return build(RECORDS)


def test_an_edit_is_seen(filled: Path) -> None:
    edited = (with_text(RECORDS[0], "新增一款。"), *RECORDS[1:])
    assert build(edited, TermCache(filled.parent)) == build(edited)


def test_what_is_no_longer_used_is_forgotten(filled: Path) -> None:
    before = rows(filled)
    build(RECORDS[:2], TermCache(filled.parent))
    assert rows(filled) < before


@pytest.mark.parametrize(
    "fault", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4000], ids=["empty", "text", "broken"]
)
def test_a_ruined_file_is_replaced(filled: Path, fault: bytes) -> None:
    filled.write_bytes(fault)
    assert cached(filled.parent) == build(RECORDS)
    assert rows(filled) > 0


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_damage_inside_the_file_does_no_harm(filled: Path, share: float) -> None:
    data = bytearray(filled.read_bytes())
    start = int(len(data) * share)
    data[start : start + 3000] = bytes(3000)
    filled.write_bytes(data)
    assert cached(filled.parent) == build(RECORDS)
    assert cached(filled.parent) == build(RECORDS)


def test_a_wrong_value_is_made_anew(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("UPDATE held SET value = zeroblob(40)")
    assert cached(filled.parent) == build(RECORDS)


def test_a_table_of_another_form_does_no_harm(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection, connection:
        connection.execute("DROP TABLE held")
        connection.execute("CREATE TABLE held (digest TEXT)")
    assert cached(filled.parent) == build(RECORDS)
    assert rows(filled) > 0


def test_a_locked_file_is_done_without(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        edited = (with_text(RECORDS[0], "新增一款。"), *RECORDS[1:])
        assert build(edited, TermCache(filled.parent)) == build(edited)
