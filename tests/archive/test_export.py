"""An exported root is whole and read back, on disk and in object storage; a stopped export leaves none that looks whole."""

from collections.abc import Iterator
from pathlib import Path
from urllib.request import Request, urlopen

import fsspec
import pytest
from moto.server import ThreadedMotoServer

from plugins.archive.errors import ArchiveError
from plugins.archive.export import export
from plugins.archive.root import is_root
from plugins.archive.verify import verify
from tests.building import files

from .samples import CORRECTED, FILES, Archive, killed_at, on_full_disk


@pytest.fixture
def written(archive: Archive) -> Archive:
    archive.release()
    archive.release(CORRECTED, "更正第1页")
    return archive


@pytest.fixture
def storage(monkeypatch: pytest.MonkeyPatch) -> Iterator[fsspec.AbstractFileSystem]:
    """A server of object storage with a bucket `gazette`."""
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    for name, value in (("AWS_ENDPOINT_URL", f"http://{host}:{port}"), ("AWS_ACCESS_KEY_ID", "test"),
                        ("AWS_SECRET_ACCESS_KEY", "test"), ("AWS_DEFAULT_REGION", "us-east-1")):  # fmt: skip
        monkeypatch.setenv(name, value)
    system = fsspec.filesystem("s3", skip_instance_cache=True)
    urlopen(Request(f"http://{host}:{port}/moto-api/reset", method="POST")).close()
    system.mkdir("gazette")
    yield system
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    server.stop()


def test_a_root_is_copied_with_its_log(written: Archive, tmp_path: Path) -> None:
    count = export(written.root, str(tmp_path / "copy"))
    assert files(tmp_path / "copy") == files(written.root)
    assert files(tmp_path / "copy-log") == files(written.log)
    assert count == len(files(written.root)) + len(files(written.log))
    assert verify(tmp_path / "copy").findings == ()


def test_a_later_export_brings_what_is_new(written: Archive, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    export(written.root, str(target))
    before = {path: path.stat().st_mtime_ns for path in target.rglob("*") if "/v1/" in str(path)}
    written.release(FILES | {"bulletin.pdf": b"%PDF-1.7 third"}, "再次更正")
    export(written.root, str(target))
    assert files(target) == files(written.root)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert verify(target).findings == ()


def test_a_damaged_copy_is_mended(written: Archive, tmp_path: Path) -> None:
    export(written.root, str(tmp_path / "copy"))
    path = next((tmp_path / "copy").rglob("bulletin.pdf"))
    path.write_bytes(b"damaged")
    export(written.root, str(tmp_path / "copy"))
    assert verify(tmp_path / "copy").findings == ()


def test_a_folder_with_other_files_is_left_alone(written: Archive, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text("other")
    with pytest.raises(ArchiveError, match="别的文件"):
        export(written.root, str(tmp_path))
    assert files(tmp_path) == {"report.txt": b"other"}


def test_only_a_root_is_exported(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="不是 OCFL"):
        export(tmp_path, str(tmp_path / "copy"))


def test_an_export_killed_at_any_touch_of_the_disk_leaves_no_root_that_is_not_whole(written: Archive, quick_path: Path) -> None:
    target, wholes, step, is_killed = quick_path / "copy", 0, 0, True
    while is_killed:
        step += 7  # each goes on where the last one stopped
        is_killed = killed_at(step, lambda: export(written.root, str(target)))
        if is_root(target):
            wholes += 1
            assert verify(target).findings == ()
    assert wholes >= 1
    assert files(target) == files(written.root)


def test_an_update_killed_midway_leaves_no_root_that_is_not_whole(written: Archive, quick_path: Path) -> None:
    target = quick_path / "copy"
    export(written.root, str(target))
    for step in range(5, 200, 13):
        written.release(FILES | {"bulletin.pdf": b"%PDF-1.7 " + str(step).encode() * 99}, "更正")
        killed_at(step, lambda: export(written.root, str(target)))
        assert not is_root(target) or verify(target).findings == ()
    export(written.root, str(target))
    assert verify(target).findings == ()


def test_an_export_to_a_full_disk_leaves_no_root(written: Archive, quick_path: Path) -> None:
    target = quick_path / "copy"
    assert not on_full_disk(600, lambda: export(written.root, str(target)))
    assert not is_root(target)
    export(written.root, str(target))
    assert verify(target).findings == ()


def test_a_root_is_copied_to_object_storage_and_back(
    written: Archive, storage: fsspec.AbstractFileSystem, tmp_path: Path
) -> None:
    assert export(written.root, "s3://gazette/archive") == len(files(written.root)) + len(files(written.log))
    storage.invalidate_cache()
    for name, folder in (("archive", written.root), ("archive-log", written.log)):
        storage.get(f"gazette/{name}", str(tmp_path / name), recursive=True)
        assert files(tmp_path / name) == files(folder)
    assert verify(tmp_path / "archive").findings == ()


def test_what_a_stopped_export_left_in_object_storage_is_no_root(written: Archive, storage: fsspec.AbstractFileSystem) -> None:
    export(written.root, "s3://gazette/archive")
    storage.invalidate_cache()
    storage.rm_file("gazette/archive/0=ocfl_1.1")
    some = next(path for path in storage.find("gazette/archive") if path.endswith("bulletin.pdf"))
    storage.pipe_file(some, b"half")
    export(written.root, "s3://gazette/archive")
    storage.invalidate_cache()
    assert storage.cat_file("gazette/archive/0=ocfl_1.1") == b"ocfl_1.1\n"
    assert storage.cat_file(some) in (FILES["bulletin.pdf"], CORRECTED["bulletin.pdf"])
