"""A release is a version of an OCFL object, whole or not at all, and earlier versions stay as they were."""

import random
import shutil
import time
from pathlib import Path

import pytest
from ocfl.storage_root import StorageRoot

from plugins.archive import aside, root
from plugins.archive.errors import ArchiveError
from plugins.archive.verify import verify
from tests.building import files

from .samples import CORRECTED, FILES, HOME, Archive, killed_after, killed_at, on_full_disk

PLACES = frozenset(("archive", "archive-log", "key.pem"))


def faults(archive: Archive) -> list[str]:
    return [str(finding) for finding in verify(archive.root).findings]


def versions(archive: Archive) -> int:
    return sum(len(one.versions) for one in root.objects(archive.root))


def test_the_first_release_makes_a_root_that_ocfl_py_finds_valid(archive: Archive) -> None:
    done = archive.release()
    assert (done.version, done.is_new, done.made_key) == ("v1", True, True)
    storage = StorageRoot(root=str(archive.root))
    assert storage.validate(log_warnings=True)
    assert (storage.num_objects, storage.good_objects, storage.errors) == (1, 1, [])
    assert faults(archive) == []


def test_a_version_holds_what_was_given_with_its_event_and_tools(archive: Archive) -> None:
    archive.release()
    one = root.objects(archive.root)[0]
    assert one.inventory.id == f"{HOME}/bulletins/2016/06/"
    assert one.address == "bulletins/2016/06/"
    head = one.inventory.head
    assert {path: one.read(head, path) for path in head.state if not path.startswith("provenance/")} == FILES
    assert (head.message, head.user.name, head.created) == ("首次归档", "张三", "2016-12-30T01:00:00+08:00")
    event = one.read(head, "provenance/event.xml").decode()
    for words in ("首次归档", "张三", "ingestion", "2016-12-30T01:00:00+08:00", "typst 0.15.2"):
        assert words in event
    assert '"typst": "0.15.2"' in one.read(head, "provenance/tools.json").decode()


def test_a_correction_is_a_new_version_that_keeps_only_what_is_new(archive: Archive) -> None:
    archive.release()
    before = files(archive.root)
    assert archive.release(CORRECTED, "更正第1页").version == "v2"
    after = files(archive.root)
    kept = {path: data for path, data in before.items() if "/v1/" in path}
    assert {path: after[path] for path in kept} == kept
    added = {path.partition("/v2/content/")[2] for path in after if "/v2/content/" in path}
    assert added == {"bulletin.pdf", "provenance/event.xml"}
    assert faults(archive) == []


def test_releasing_the_same_bytes_again_changes_nothing(archive: Archive) -> None:
    archive.release()
    before = files(archive.folder)
    done = archive.release(message="又一次")
    assert (done.version, done.is_new) == ("v1", False)
    assert files(archive.folder) == before


def test_signatures_alone_make_a_version_and_stay_when_nobody_gives_them(archive: Archive) -> None:
    archive.release()
    signed = FILES | {"signed/bulletin.pdf": FILES["bulletin.pdf"] + b"signature"}
    assert archive.release(signed, "加盖电子印章").version == "v2"
    assert not archive.release(signed, "又一次").is_new
    assert not archive.release(FILES, "又一次").is_new


def test_a_site_on_another_domain_goes_on_with_its_objects(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.release()
    monkeypatch.setattr("tests.archive.samples.HOME", "https://new.example.gov.cn")
    assert archive.release(CORRECTED, "更正").version == "v2"
    assert len(root.objects(archive.root)) == 1


def test_each_issue_is_an_object_of_its_own(archive: Archive) -> None:
    archive.release()
    archive.release(FILES, "首次归档", "bulletins/2016/07/")
    assert [one.address for one in root.objects(archive.root)] == ["bulletins/2016/06/", "bulletins/2016/07/"]
    assert faults(archive) == []


def test_a_reason_is_asked_for(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="写明理由"):
        archive.release(message=" ")
    assert not archive.root.exists()


def test_a_folder_that_holds_something_else_is_left_alone(archive: Archive) -> None:
    archive.root.mkdir()
    (archive.root / "报告.txt").write_text("别的文件")
    with pytest.raises(ArchiveError, match="不是空文件夹"):
        archive.release()
    assert files(archive.folder) == {"archive/报告.txt": "别的文件".encode()}


def test_an_empty_folder_becomes_the_root(archive: Archive) -> None:
    archive.root.mkdir()
    assert archive.release().is_new
    assert faults(archive) == []


def test_a_second_release_at_once_is_told_so(archive: Archive) -> None:
    archive.release()
    with aside.workplace(archive.root), pytest.raises(ArchiveError, match="另一个归档命令正在写"):
        archive.release(CORRECTED, "更正")
    assert archive.release(CORRECTED, "更正").version == "v2"


def test_what_a_killed_release_left_is_cleared_away(archive: Archive) -> None:
    archive.folder.joinpath(".archive.work/tree").mkdir(parents=True)
    (archive.folder / ".archive.work/tree/half").write_bytes(b"half")
    archive.release()
    assert {path.name for path in archive.folder.iterdir()} == {*PLACES, ".archive.lock"}


@pytest.mark.parametrize("earlier", [0, 1], ids=["the first version", "the second version"])
def test_a_release_killed_at_any_touch_of_the_disk_is_there_whole_or_not_at_all(quick_path: Path, earlier: int) -> None:
    seen, step, is_killed = set[int](), 0, True
    before = Archive(quick_path / "before")
    before.folder.mkdir()
    for _ in range(earlier):
        before.release()
    while is_killed:
        step += 1
        archive = Archive(Path(shutil.copytree(before.folder, quick_path / f"{step}")), before.made)
        is_killed = killed_at(step, lambda: archive.release(CORRECTED, "更正"))  # noqa: B023 - used at once
        count = versions(archive)
        seen.add(count)
        assert not archive.root.exists() or faults(archive) == []
        if step % 4 == 0 or count > earlier:  # the next release clears up
            archive.made += 1
            archive.release(CORRECTED, "更正")
            assert versions(archive) == earlier + 1
            assert faults(archive) == []
    assert seen == {earlier, earlier + 1}
    assert step > 50


def test_a_release_killed_at_random_times_leaves_a_root_that_verifies(archive: Archive) -> None:
    archive.release()
    started = time.perf_counter()
    archive.release(CORRECTED, "更正")
    length = time.perf_counter() - started
    draw = random.Random(6)
    for turn in range(25):
        changed = FILES | {"bulletin.pdf": b"%PDF-1.7 " + str(turn).encode() * 500}
        before = versions(archive)
        killed_after(draw.uniform(0.001, 1.2 * length), lambda: archive.release(changed, "更正"))  # noqa: B023
        archive.made += 1
        assert versions(archive) in (before, before + 1)
        assert faults(archive) == []


@pytest.mark.parametrize("size", [1, 100, 400, 600, 700, 1500])
def test_a_full_disk_leaves_everything_as_it_was(archive: Archive, size: int) -> None:
    archive.release()
    before = files(archive.root)
    bigger = FILES | {"bulletin.pdf": b"%PDF-1.7 bigger" * 200}
    assert not on_full_disk(size, lambda: archive.release(bigger, "更正"))
    assert files(archive.root) == before
    assert faults(archive) == []
    assert archive.release(bigger, "更正").version == "v2"
    assert faults(archive) == []
