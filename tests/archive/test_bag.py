"""A bag is BagIt 1.0, valid for the library and for sha512sum alone, and the same bytes each time."""

import io
import subprocess
import zipfile
from pathlib import Path

import bagit
import pytest

from plugins.archive import bag, root
from plugins.archive.errors import ArchiveError

from .samples import FILES, HOME, Archive


@pytest.fixture
def packed(archive: Archive) -> bytes:
    archive.release(message="首次归档\n两行理由")
    one = root.objects(archive.root)[0]
    return bag.zipped(one, one.inventory.head, "示例区人民政府")


def unpacked(data: bytes, folder: Path) -> Path:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        archive.extractall(folder)
    return folder / "bulletins-2016-06-v1"


def test_a_bag_is_valid_for_the_library(packed: bytes, tmp_path: Path) -> None:
    found = bagit.Bag(str(unpacked(packed, tmp_path)))
    assert found.validate()
    assert found.version_info == (1, 0)
    assert found.info["Source-Organization"] == "示例区人民政府"
    assert found.info["External-Identifier"] == f"{HOME}/bulletins/2016/06/"
    assert found.info["External-Description"] == "首次归档 两行理由"
    assert found.info["Bagging-Date"] == "2016-12-30"


def test_a_bag_is_valid_for_sha512sum_alone(packed: bytes, tmp_path: Path) -> None:
    folder = unpacked(packed, tmp_path)
    for manifest in ("manifest-sha512.txt", "tagmanifest-sha512.txt"):
        subprocess.run(["sha512sum", "--strict", "--quiet", "-c", manifest], cwd=folder, check=True)


def test_a_bag_holds_the_whole_version(packed: bytes, tmp_path: Path) -> None:
    folder = unpacked(packed, tmp_path) / "data"
    assert {path: (folder / path).read_bytes() for path in FILES} == FILES
    assert (folder / "provenance/event.xml").is_file()


def test_the_same_version_is_the_same_bag(packed: bytes, archive: Archive) -> None:
    one = root.objects(archive.root)[0]
    assert bag.zipped(one, one.inventory.head, "示例区人民政府") == packed


def test_a_damaged_bag_is_refused(packed: bytes, tmp_path: Path) -> None:
    folder = unpacked(packed, tmp_path)
    (folder / "data/bulletin.pdf").write_bytes(b"another")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(tmp_path))
    with pytest.raises(ArchiveError, match="没有通过核验"):
        bag.check(made.getvalue())
    bag.check(packed)
