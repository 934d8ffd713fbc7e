"""Is the index after an edit, made without the other documents, byte for byte that of a whole build?"""

import sqlite3
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.search import directory, documents, edits, files
from plugins.search.build import build, build_index
from plugins.search.directory import Cut
from plugins.search.records import Clause, SearchRecord
from plugins.search.state import State
from plugins.search.update import Update, update
from tests.search.laws import ROOT, law_records, split_records, with_text

RECORDS = split_records(40)
Records = tuple[SearchRecord, ...]


class Site:
    """An index on a reader's side, and the state beside it."""

    def __init__(self, folder: Path, records: Records) -> None:
        self.state = State(folder)
        self.records = records
        self.index = build_index(records)
        self.files = dict(self.index.files)
        self.state.put(self.index.head, self.index.rows)

    def update(self, *records: SearchRecord, removed: Collection[str] = ()) -> Update | None:
        return update(self.files.__getitem__, self.state, records, removed)

    def apply(self, found: Update) -> dict[str, bytes]:
        assert found.gone <= self.files.keys()
        assert all(self.files.get(path) != data for path, data in found.put.items())
        self.files = {path: data for path, data in self.files.items() if path not in found.gone} | found.put
        self.state.change(found.change)
        return self.files

    def edit(self, *records: SearchRecord, removed: Collection[str] = ()) -> dict[str, bytes]:
        """The files after an edit that must be possible."""
        found = self.update(*records, removed=removed)
        assert found is not None
        held = {record.key: record for record in (*self.records, *records)}
        self.records = tuple(record for key, record in held.items() if key not in removed)
        return self.apply(found)

    def equals_a_new_one(self) -> bool:
        """Whether files and state are those of a whole build."""
        with TemporaryDirectory() as folder:
            fresh = Site(Path(folder), self.records)
            return (self.files, said(self.state)) == (fresh.files, said(fresh.state))


def said(state: State) -> list[tuple[bytes, bytes]]:
    with closing(sqlite3.connect(state.path)) as connection:
        return connection.execute("SELECT name, value FROM held ORDER BY name").fetchall()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, RECORDS)


ALPHABET = st.sampled_from("政府信息公开条例第一二三0129abcz½㈠，。 𠮷\ue000\ud800")
TEXT = st.text(ALPHABET, max_size=40)
FACETS = st.dictionaries(st.sampled_from(["kind", "year", "department"]), st.sampled_from(["", "甲", "乙", "丙"]))
NUMBERS = st.lists(st.sampled_from(["政〔2016〕1号", "政[2016]1号", "015", "9-9", "，"]), max_size=2)


@st.composite
def record(draw: st.DrawFn, key: str, serials: Sequence[str] = ()) -> SearchRecord:
    numbers = draw(NUMBERS)
    return SearchRecord(
        key=key,
        url=draw(st.sampled_from(["a/", "b/"])),
        title=draw(TEXT),
        date=draw(st.sampled_from(["", "2016-12-21", "2020-01-01"])),
        serial=draw(st.sampled_from(serials)) if serials else key,
        clauses=tuple(Clause("a", "", text) for text in draw(st.lists(TEXT, max_size=3))),
        number=numbers[0] if numbers else None,
        each_number=tuple(numbers),
        facets=draw(FACETS),
        current=draw(st.booleans()),
    )


@st.composite
def corpus_and_edits(draw: st.DrawFn) -> tuple[Records, list[list[SearchRecord]]]:
    keys = [f"{place:02d}" for place in range(draw(st.integers(1, 7)))]
    records = tuple(draw(record(key)) for key in keys)
    edited = st.lists(st.sampled_from(keys), min_size=1, max_size=3, unique=True)
    return records, [[draw(record(key)) for key in keys] for keys in draw(st.lists(edited, min_size=1, max_size=3))]


KEYS = tuple("abcdefgh")
SERIALS = ("", "a", "c", "d", "x")


@st.composite
def corpus_and_comings_and_goings(draw: st.DrawFn) -> tuple[Records, list[tuple[list[SearchRecord], set[str]]]]:
    keys = st.lists(st.sampled_from(KEYS), max_size=4, unique=True)
    drawn = [[draw(record(key, SERIALS)) for key in draw(keys)] for _ in range(draw(st.integers(2, 5)))]
    return tuple(drawn[0]), [(records, set(draw(keys))) for records in drawn[1:]]


CUTS = st.builds(Cut, st.integers(0, 60), st.integers(1, 150), st.integers(1, 6))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpus_and_edits(), CUTS, CUTS, st.integers(0, 5), st.integers(1, 4))
def test_an_update_is_a_whole_build(
    drawn: tuple[Records, list[list[SearchRecord]]], shards: Cut, others: Cut, plain: int, block: int
) -> None:
    records, rounds = drawn
    tweaked = {"shards": lambda _: shards, "NUMBERS": others, "PARTS": others, "LARGEST_PLAIN": plain}
    with ExitStack() as stack:
        for name, value in tweaked.items():
            stack.enter_context(patch.object(directory, name, value))
        stack.enter_context(patch.object(documents, "BLOCK", block))
        stack.enter_context(patch.object(documents, "PLAIN", 2))
        stack.enter_context(patch.object(documents, "NAMED", 2))
        site = Site(Path(stack.enter_context(TemporaryDirectory())), records)
        for edited in rounds:
            assert site.edit(*edited) == build(site.records)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(corpus_and_comings_and_goings(), CUTS, st.integers(1, 4))
def test_documents_come_and_go(
    drawn: tuple[Records, list[tuple[list[SearchRecord], set[str]]]], shards: Cut, block: int
) -> None:
    records, rounds = drawn
    with ExitStack() as stack:
        stack.enter_context(patch.object(directory, "shards", lambda _: shards))
        stack.enter_context(patch.object(directory, "NUMBERS", shards))
        stack.enter_context(patch.object(documents, "BLOCK", block))
        stack.enter_context(patch.object(documents, "PLAIN", 2))
        stack.enter_context(patch.object(documents, "NAMED", 2))
        site = Site(Path(stack.enter_context(TemporaryDirectory())), records)
        for edited, leaving in rounds:
            present = {record.key for record in site.records} - {record.key for record in edited}
            site.edit(*edited, removed=leaving & present)
            assert site.equals_a_new_one()


def emptied(record: SearchRecord) -> SearchRecord:
    return replace(record, clauses=())


def untitled(record: SearchRecord) -> SearchRecord:
    return replace(record, title="", number="西政发〔2016〕1号")


def at_both_ends(record: SearchRecord) -> SearchRecord:
    return with_text(record, "0 00 \uff21 𪚥𪚥")


def twin(record: SearchRecord) -> SearchRecord:
    return replace(record, clauses=RECORDS[3].clauses)


@pytest.mark.parametrize("edit", [emptied, untitled, at_both_ends, twin])
@pytest.mark.parametrize("place", [0, 17, 39])
def test_an_edit_there_and_back(site: Site, edit: Callable[[SearchRecord], SearchRecord], place: int) -> None:
    whole = dict(site.files)
    changed = edit(RECORDS[place])
    assert site.edit(changed) == build([*RECORDS[:place], changed, *RECORDS[place + 1 :]])
    assert site.edit(RECORDS[place]) == whole
    assert site.equals_a_new_one()


def test_many_documents_at_once(site: Site) -> None:
    edited = [with_text(record, f"第{place}次修改。") for place, record in enumerate(RECORDS) if place % 3]
    assert site.edit(*edited) == build(site.records)


def test_of_a_twin_only_its_own_text_file_goes(tmp_path: Path) -> None:
    records = (RECORDS[0], replace(RECORDS[0], key="twin", serial="twin"), RECORDS[1])
    site = Site(tmp_path, records)
    assert site.edit(emptied(records[1])) == build(site.records)
    assert site.edit(emptied(records[0])) == build(site.records)


def test_no_change_is_no_update(site: Site) -> None:
    found = site.update(*RECORDS[3:5])
    assert found is not None
    assert (found.put, found.gone) == ({}, frozenset())


def test_a_small_edit_puts_few_files(site: Site) -> None:
    found = site.update(with_text(RECORDS[3], "龙舟。"))
    assert found is not None
    assert len(found.put) <= 9  # text, block, lengths, manifest, entry and the shards of three terms and the last's


def test_a_later_date_in_the_same_place(site: Site) -> None:
    assert site.edit(replace(RECORDS[3], serial=RECORDS[3].serial + "a", date="2031-01-01")) == build(site.records)


MOVED = {
    "new": replace(RECORDS[3], key="new"),
    "to the end": replace(RECORDS[3], serial="99999"),
    "to the beginning": replace(RECORDS[3], serial=""),
    "two on": replace(RECORDS[3], serial=RECORDS[5].serial),
}


@pytest.mark.parametrize("record", MOVED.values(), ids=MOVED.keys())
def test_when_many_documents_are_moved_a_whole_build_is_due(
    site: Site, record: SearchRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edits, "LONGEST_TAIL", 40)
    assert site.edit(record) == build(site.records)
    monkeypatch.setattr(edits, "LONGEST_TAIL", 36)
    assert site.update(RECORDS[3], removed=[record.key] if record.key == "new" else []) is None
    newest = replace(RECORDS[3], key="newest", serial="999999")
    assert site.edit(newest) == build(site.records)
    assert site.edit(removed=["newest"]) == build(site.records)


def test_all_documents_go(tmp_path: Path) -> None:
    site = Site(tmp_path, RECORDS[:3])
    assert site.edit(removed=[record.key for record in RECORDS[:3]]) == build(())
    assert site.edit(*RECORDS[:3]) == build(RECORDS[:3])


def test_a_document_that_is_not_there_cannot_go(site: Site) -> None:
    assert site.update(removed=["unknown"]) is None
    assert site.update(RECORDS[3], removed=[RECORDS[3].key]) is None


def test_two_records_for_one_document_are_refused(site: Site) -> None:
    assert site.update(RECORDS[3], emptied(RECORDS[3])) is None


def test_documents_with_one_key_are_not_told_apart(tmp_path: Path) -> None:
    site = Site(tmp_path, (RECORDS[0], RECORDS[0]))
    assert site.update(emptied(RECORDS[0])) is None


EDITED = with_text(RECORDS[3], "新增一款。")


def test_without_a_state_there_is_no_update(site: Site) -> None:
    site.state.path.unlink()
    assert site.update(EDITED) is None
    assert not site.state.path.exists()


def test_a_build_killed_before_the_state_was_changed(site: Site) -> None:
    found = site.update(EDITED)
    assert found is not None
    site.files = {path: data for path, data in site.files.items() if path not in found.gone} | found.put
    assert site.update(EDITED) is None


def test_a_build_killed_before_the_files_were_in_place(site: Site) -> None:
    found = site.update(EDITED)
    assert found is not None
    site.state.change(found.change)
    assert site.update(EDITED) is None


def test_a_change_is_not_taken_for_another_index(site: Site) -> None:
    found = site.update(EDITED)
    assert found is not None
    other = build_index(law_records())
    site.state.put(other.head, other.rows)
    before = site.state.path.read_bytes()
    site.state.change(found.change)
    assert site.state.path.read_bytes() == before


def test_another_program_has_its_own_state(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(documents, "BLOCK", 7)
    assert site.update(EDITED) is None


def test_a_missing_or_damaged_file_ends_the_attempt(site: Site) -> None:
    found = site.update(EDITED)
    assert found is not None
    for path in found.gone:
        whole = site.files.pop(path)
        assert site.update(EDITED) is None
        site.files[path] = whole[:-9] + bytes(9)
        assert site.update(EDITED) is None
        site.files[path] = files.pack(b"[]")
        assert site.update(EDITED) is None
        site.files[path] = whole


@pytest.mark.parametrize("entry", [b"", b"[]", b'{"manifest": 5}', b"\xff"], ids=["empty", "list", "number", "bytes"])
def test_a_ruined_entry_ends_the_attempt(site: Site, entry: bytes) -> None:
    site.files["search/entry.json"] = entry
    assert site.update(EDITED) is None


@pytest.mark.parametrize(
    "fault", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4000], ids=["empty", "text", "broken"]
)
def test_a_ruined_state_is_begun_anew(site: Site, fault: bytes) -> None:
    site.state.path.write_bytes(fault)
    assert site.update(EDITED) is None
    site.state.put(site.index.head, site.index.rows)
    assert site.edit(EDITED) == build(site.records)


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_damage_inside_the_state_is_seen(site: Site, share: float) -> None:
    data = bytearray(site.state.path.read_bytes())
    start = int(len(data) * share)
    data[start : start + 5000] = bytes(5000)
    site.state.path.write_bytes(data)
    for place, record in enumerate(RECORDS):
        found = site.update(with_text(record, "新增一款。"))
        changed = (*RECORDS[:place], with_text(record, "新增一款。"), *RECORDS[place + 1 :])
        assert found is None or {p: d for p, d in site.files.items() if p not in found.gone} | found.put == build(changed)


def test_a_wrong_value_is_seen(site: Site) -> None:
    with closing(sqlite3.connect(site.state.path)) as connection, connection:
        connection.execute("UPDATE held SET value = (SELECT value FROM held WHERE name > X'64' LIMIT 1)")
    assert site.update(EDITED) is None


def test_a_table_of_another_form_is_replaced(site: Site) -> None:
    with closing(sqlite3.connect(site.state.path)) as connection, connection:
        connection.execute("DROP TABLE held")
        connection.execute("CREATE TABLE held (digest TEXT)")
    assert site.update(EDITED) is None
    site.state.put(site.index.head, site.index.rows)
    assert site.update(EDITED) is not None


def test_a_locked_state_is_done_without(site: Site) -> None:
    with closing(sqlite3.connect(site.state.path)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert site.update(EDITED) is None
        site.state.put(site.index.head, site.index.rows)
    assert site.update(EDITED) is not None


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    state = State(tmp_path / "file")
    index = build_index(RECORDS[:2])
    state.put(index.head, index.rows)
    assert update(index.files.__getitem__, state, RECORDS[:1]) is None


def test_an_update_loads_no_numpy() -> None:
    command = "import sys, plugins.search.update, plugins.search.publications; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", command], cwd=ROOT, check=False).returncode == 0


def again(site: Site, read: Callable[[str], bytes | None]) -> dict[str, bytes]:
    """The files of a whole build that finds those of the last one."""
    return build_index(site.records, read, site.state).files


def test_what_the_last_build_packed_is_not_packed_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "pack", None)
    monkeypatch.setattr("plugins.search.texts.pack", None)
    assert again(site, site.files.get) == site.files


def test_damaged_files_of_the_last_build_are_not_taken(site: Site) -> None:
    whole = {path: data for path, data in site.files.items() if path == "search/entry.json"}
    assert again(site, lambda path: whole.get(path) or site.files[path][:-9] + bytes(9)) == site.files
    assert again(site, lambda path: whole.get(path) or files.pack(b"[]")) == site.files


def test_what_another_program_packed_is_packed_anew(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LEVEL", 1)
    assert again(site, site.files.get) == build(RECORDS) != site.files


def test_a_pool_changes_nothing() -> None:
    from plugins.engine.pool import Pool

    with Pool(2) as pool:
        found = build_index(RECORDS, mapping=lambda work, items: pool.map(work, items, serial_below=1, chunk=1))
    assert found.files == build(RECORDS)
