"""The journal tells what it was told, of the state it was told it for, and nothing when it was damaged."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.engine.journal import Journal, Made
from plugins.engine.manifest import Entry

PAGE = Made({"正文": "1"}, frozenset({"body a.md", "output x.pdf"}), {"a/index.html": Entry(b"1" * 32, 5)}, ("b.md",))
INDEX = Made({}, frozenset({"body *"}), {"search/a": Entry(b"2" * 32, 7), "search/b": Entry(b"3" * 32, 8)})


def written(path: Path) -> None:
    with Journal(path) as journal:
        journal.put("page", "a", PAGE)
        journal.put("search", "index", INDEX)
        journal.save("state-1", ["a", "search"], {"conditions": "晴"})
        journal.commit()


def test_what_was_made_comes_back(tmp_path: Path) -> None:
    written(tmp_path / "j.sqlite")
    with Journal(tmp_path / "j.sqlite") as journal:
        assert (journal.state, journal.about("conditions")) == ("state-1", "晴")
        assert journal.made("page", "a") == PAGE
        assert journal.all("search") == {"index": INDEX}
        assert journal.made("page", "b") is None
        assert journal.kinds() == {"page", "search"}
        assert journal.maker("search/b") == ("search", "index")
        assert journal.readers("page", ["body a.md", "body b.md"]) == {"a"}
        assert journal.readers("search", ["body *"]) == {"index"}
        files = journal.files()
        assert (len(files), files.top()) == (3, {"a", "search"})
        assert files.get("search/a") == Entry(b"2" * 32, 7)
        assert sorted(files) == ["a/index.html", "search/a", "search/b"]


def test_a_step_taken_again_replaces_what_it_was(tmp_path: Path) -> None:
    written(tmp_path / "j.sqlite")
    again = Made({"正文": "2"}, frozenset({"body b.md"}), {"a/new.html": Entry(b"4" * 32, 1)})
    with Journal(tmp_path / "j.sqlite") as journal:
        journal.put("page", "a", again)
        journal.remove("search", "index")
        journal.save("state-2", ["a"], {})
        journal.commit()
    with Journal(tmp_path / "j.sqlite") as journal:
        assert journal.made("page", "a") == again
        assert sorted(journal.files()) == ["a/new.html"]
        assert journal.readers("page", ["body a.md", "body b.md"]) == {"a"}
        assert journal.names("search") == set()
        assert journal.about("conditions") == "晴"


def test_what_was_not_committed_is_lost(tmp_path: Path) -> None:
    written(tmp_path / "j.sqlite")
    with Journal(tmp_path / "j.sqlite") as journal:
        journal.put("page", "a", INDEX)
        journal.save("state-2", [], {})
    with Journal(tmp_path / "j.sqlite") as journal:
        assert journal.state == "state-1"
        assert journal.made("page", "a") == PAGE


@pytest.mark.parametrize("at", [0, 30, 100, 4096, 5000, 9000, 13000, 17000, -1])
def test_one_bit_is_enough_to_forget_everything(tmp_path: Path, at: int) -> None:
    path = tmp_path / "j.sqlite"
    written(path)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    with Journal(path) as journal:
        assert journal.state == ""
        assert journal.kinds() == set()
    written(path)
    with Journal(path) as journal:
        assert journal.made("page", "a") == PAGE


@pytest.mark.parametrize("junk", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 9000], ids=["empty", "text", "torn"])
def test_what_is_no_journal_is_begun_anew(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "j.sqlite").write_bytes(junk)
    written(tmp_path / "j.sqlite")
    with Journal(tmp_path / "j.sqlite") as journal:
        assert journal.made("page", "a") == PAGE


def test_without_its_checksum_it_is_not_believed(tmp_path: Path) -> None:
    written(tmp_path / "j.sqlite")
    (tmp_path / "j.sum").unlink()
    with Journal(tmp_path / "j.sqlite") as journal:
        assert journal.state == ""
