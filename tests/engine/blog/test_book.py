"""The book gives back what was put into it; a damaged one tells nothing that is not so."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from plugins.engine.blog.book import About, Book, Output
from plugins.engine.manifest import Entry

OUTPUTS = {f"a/{n}.html": Output(bytes([n]) * 32, n, f"key {n}", (f"{n}.md",), "t") for n in range(200)}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Book(tmp_path / "book.sqlite") as book:
        book.forget()
        for name, output in OUTPUTS.items():
            book.outputs.put(name, output)
        book.save(About("s", len(OUTPUTS), ("a",)), ("base", {}, {}, {}))
    return tmp_path / "book.sqlite"


def test_it_tells_of_the_site(path: Path) -> None:
    with Book(path) as book:
        assert book.is_whole()
        assert dict(book.outputs.items()) == OUTPUTS
        assert (book.state, book.snapshot) == ("s", ("base", {}, {}, {}))
        files = book.files()
        assert (len(files), files.top(), files.state) == (200, {"a"}, "s")
        assert files.get("a/7.html") == Entry(bytes([7]) * 32, 7)
        assert "a/7.html" in files
        assert "a/x.html" not in files
        assert set(files) == set(OUTPUTS) == set(files.whole())


def test_what_is_not_saved_is_not_kept(path: Path) -> None:
    with Book(path) as book:
        book.outputs.remove("a/7.html")
    with Book(path) as book:
        assert book.outputs.get("a/7.html") == OUTPUTS["a/7.html"]


def test_an_edit_rewrites_one_share(path: Path) -> None:
    def rows() -> dict[bytes, bytes]:
        with sqlite3.connect(path) as db:
            found = dict(db.execute("SELECT key, value FROM entry").fetchall())
        db.close()
        return found

    before = rows()
    with Book(path) as book:
        book.outputs.put("a/7.html", OUTPUTS["a/8.html"])
        book.save(book.about, book.snapshot)
    after = rows()
    assert len([key for key in after if before.get(key) != after[key]]) == 1


def test_a_lost_share_is_noticed(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("UPDATE entry SET value = zeroblob(99) WHERE length(value) = (SELECT max(length(value)) FROM entry)")
    db.close()
    with Book(path) as book:
        assert not book.is_whole()


def test_a_file_that_is_no_database_tells_nothing(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)
    with Book(path) as book:
        assert (book.state, book.snapshot, list(book.outputs.items())) == ("", None, [])
