"""What passes as our own form is OCFL without a word from ocfl-py; whatever is otherwise is left to ocfl-py."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ocfl.layout_0003_hash_and_id_n_tuple import Layout_0003_Hash_And_Id_N_Tuple

from plugins.archive import aside, inventory, ocfl_check, own_form, root, store
from plugins.archive.hashes import Hashes
from plugins.archive.inventory import Inventory, User
from tests.building import ROOT

from .samples import CORRECTED, Archive

SEGMENTS = st.sampled_from(["a", "文件 1", ".", "..", "", "b.pdf", "a\nb"])
PATHS = st.one_of(
    st.sampled_from(["bulletin.pdf", "articles/办法/document.pdf"]),
    st.lists(SEGMENTS, min_size=1, max_size=3).map("/".join),
)
NAMES = st.sampled_from(["张三", "", " "])
ADDRESSES = st.sampled_from(["mailto:a@b.cn", "mailto:a b", "张三", "", "urn:x"])
TIMES = st.sampled_from(["2016-12-30T01:00:00+08:00", "2016-12-30T01:00:00Z", "2016-12-30T01:00:00", "2016-13-30T01:00:00Z",
                         "2016-12-30", "2016-12-30T01:00:00.5Z", "2016-12-30T01:00:00+24:00", ""])  # fmt: skip
IDS = st.sampled_from(["https://www.example.gov.cn/bulletins/2016/06/", "urn:x:" + "a" * 120, "bulletins", "", "不是:地址"])
VERSIONS = st.tuples(st.dictionaries(PATHS, st.binary(max_size=2), max_size=3), TIMES, NAMES, NAMES, ADDRESSES)


def is_whole(storage: Path) -> bool:
    with Hashes() as hashes:
        return own_form.is_whole(storage, hashes)


def judged(storage: Path) -> list[str]:
    with Hashes() as hashes:
        return [str(finding) for finding in ocfl_check.check(storage, hashes)]


def write(storage: Path, held: Inventory, files: dict[str, bytes]) -> Inventory:
    """The newest version of an object, as a release writes it."""
    with aside.workplace(storage) as work:
        place = store.place_of(held.id)
        store.commit(store.stage(work, storage, place, held, files), storage, place)
    return held


@given(st.text(min_size=1, max_size=150))
def test_the_layout_is_that_of_ocfl_py(id: str) -> None:
    assert store.place_of(id) == Layout_0003_Hash_And_Id_N_Tuple().identifier_to_path(id)


def test_what_is_released_is_in_our_own_form(archive: Archive) -> None:
    archive.release()
    assert is_whole(archive.root)
    archive.release(CORRECTED, "更正")
    archive.release(address="bulletins/2016/07/")
    archive.release()
    assert is_whole(archive.root)
    assert judged(archive.root) == []


@given(st.lists(VERSIONS, min_size=1, max_size=3), IDS)
@settings(max_examples=150, deadline=None)
def test_nothing_passes_that_ocfl_py_has_a_word_about(
    versions: list[tuple[dict[str, bytes], str, str, str, str]], id: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        storage, held = Path(folder) / "archive", Inventory(id)
        try:
            for files, created, message, name, address in versions:
                state = {path: inventory.digest(data) for path, data in files.items()}
                held = write(storage, held.plus(state, created, message, User(name, address)), files)
        except (OSError, ValueError):
            return  # such paths can't be written at all
        if is_whole(storage):
            assert judged(storage) == []


CHANGES: dict[str, Callable[[Path], object]] = {
    "an empty folder": lambda place: (place / "v1/content/empty").mkdir(),
    "a link": lambda place: (place / "v1/content/link").symlink_to("inventory.json"),
    "a file more": lambda place: (place / "v1/content/more").write_bytes(b""),
    "a file in the root": lambda place: (place.parents[3] / "more").write_bytes(b""),
    "a file less": lambda place: (place / "v1/content/bulletin.pdf").unlink(),
    "an inventory less": lambda place: (place / "inventory.json").unlink(),
    "no declaration": lambda place: (place / "0=ocfl_object_1.1").unlink(),
    "another place": lambda place: place.rename(place.with_name("elsewhere")),
    "an earlier inventory": lambda place: shutil.copy(place / "v1/inventory.json", place / "inventory.json"),
    "an object in an object": lambda place: shutil.copytree(place, place / "v2/content/again", ignore=lambda *_: ["v2"]),
    "another time": lambda place: _replace(place, b"T01:00:00+08:00", b"T01:00:00+99:00"),
    "no JSON": lambda place: (place / "v2/inventory.json").write_bytes(b"{"),
    "a contents of no version": lambda place: _replace(place, b"bulletin.json", b"bulletin.txt"),
}


def _replace(place: Path, old: bytes, new: bytes) -> None:
    """In all inventories, with their sidecars."""
    for path in place.rglob("inventory.json"):
        data = path.read_bytes().replace(old, new)
        path.write_bytes(data)
        path.with_name("inventory.json.sha512").write_bytes(store.sidecar(inventory.digest(data)))


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_otherwise_is_left_to_ocfl_py(change: str, archive: Archive) -> None:
    archive.release()
    archive.release(CORRECTED, "更正")
    assert is_whole(archive.root)
    CHANGES[change](archive.root / root.objects(archive.root)[0].place)
    assert not is_whole(archive.root)


def test_a_whole_archive_is_verified_without_ocfl_py(archive: Archive) -> None:
    archive.release()
    words = f"""import sys; from pathlib import Path; from plugins.archive.verify import verify
assert verify(Path({str(archive.root)!r})).findings == ()
assert not {{"ocfl", "s3fs"}} & set(sys.modules)"""
    subprocess.run([sys.executable, "-c", words], cwd=ROOT, check=True)
