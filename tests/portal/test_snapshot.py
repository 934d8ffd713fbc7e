"""The stored corpus: what is read is what was written, or nothing."""

from pathlib import Path

from plugins.portal.snapshot import Snapshot
from tests.gazette.test_corpus import ALL, NEW, POLICY, READING


def test_what_is_read_is_what_was_written(tmp_path: Path) -> None:
    found = Snapshot(tmp_path).read(Snapshot(tmp_path).write(ALL))
    assert found is not None
    assert [d.fingerprint for d in found.documents] == [d.fingerprint for d in ALL.documents]
    assert all(found.by_path[d.path] is d for d in found.documents)
    assert found.resolve("复议法") == NEW
    assert found.incoming("interprets", found.by_path[POLICY.path]) == (READING,)


def test_one_that_was_read_can_be_written_again(tmp_path: Path) -> None:
    name = Snapshot(tmp_path).write(ALL)
    found = Snapshot(tmp_path).read(name)
    assert found is not None
    again = Snapshot(tmp_path).read(Snapshot(tmp_path).write(found))
    assert again is not None
    assert [d.title for d in again.documents] == [d.title for d in ALL.documents]


def test_another_one_or_a_damaged_one_is_none(tmp_path: Path) -> None:
    snapshot = Snapshot(tmp_path)
    assert snapshot.read("ab" * 32) is None
    name = snapshot.write(ALL)
    assert snapshot.read("ab" * 32) is None
    whole = snapshot.path.read_bytes()
    for damaged in (b"", whole[:30], whole[:64], whole[:-1], whole[:80] + bytes([whole[80] ^ 1]) + whole[81:]):
        snapshot.path.write_bytes(damaged)
        assert snapshot.read(name) is None


def test_it_leaves_one_file(tmp_path: Path) -> None:
    Snapshot(tmp_path).write(ALL)
    assert [path.name for path in tmp_path.iterdir()] == ["corpus.pickle"]
