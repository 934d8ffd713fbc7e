"""Verification finds what OCFL's own fixtures show, every flipped bit, and every change by hand; and names file and code."""

import json
import random
import re
import shutil
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fsspec.implementations.local import LocalFileSystem
from ocfl.digest import file_digest
from ocfl.validation_logger import ValidationLogger
from ocfl.validator import Validator

from plugins.archive import inventory, publication, root
from plugins.archive.errors import ArchiveError
from plugins.archive.findings import Code
from plugins.archive.hashes import BLAKE, Hashes, of_file
from plugins.archive.ocfl_check import check_object
from plugins.archive.ocfl_log import OcflLog
from plugins.archive.site_check import pairs
from plugins.archive.verify import verify
from plugins.gazette.findings import Severity
from tests.building import ROOT

from .samples import CORRECTED, Archive

FIXTURES = Path(__file__).parent / "fixtures/ocfl-fixtures-1.1.tar.xz"
CODES = ROOT / "plugins/archive/ocfl-codes.json"


@pytest.fixture(scope="module")
def fixtures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fixtures")
    with tarfile.open(FIXTURES) as packed:
        packed.extractall(folder, filter="data")
    return folder / "1.1"


def objects(folder: Path, kind: str) -> Iterator[Path]:
    return (path for path in sorted((folder / f"{kind}-objects").iterdir()) if path.is_dir())


def codes(folder: Path) -> set[str]:
    with Hashes() as hashes:
        return {finding.code for finding in check_object(folder, hashes)}


def ocfl_py(folder: Path) -> set[str]:
    judge = Validator(log_warnings=True)
    judge.validate_object(str(folder))
    return set(judge.log.codes)


@pytest.mark.parametrize("kind", ["good", "warn", "bad"])
def test_the_fixtures_of_ocfl_give_the_codes_that_ocfl_py_gives(fixtures: Path, kind: str) -> None:
    seen = {folder.name: codes(folder) for folder in objects(fixtures, kind)}
    assert seen == {folder.name: ocfl_py(folder) for folder in objects(fixtures, kind)}
    assert len(seen) == {"good": 12, "warn": 13, "bad": 55}[kind]
    for found in seen.values():
        letters = {code[0] for code in found}
        assert ("E" in letters) if kind == "bad" else letters == ({"W"} if kind == "warn" else set())


def test_the_fixtures_show_the_codes_in_their_names(fixtures: Path) -> None:
    """Where ocfl-py sees the fault at all under its own name; it gives a few of them another code."""
    otherwise = {"E010_missing_versions", "E011_E013_invalid_padded_head_version", "E015_content_not_in_content_dir",
                 "E019_inconsistent_content_dir", "E040_wrong_version_in_version_dir",
                 "E100_E099_fixity_invalid_content_paths"}  # fmt: skip
    for folder in (*objects(fixtures, "warn"), *objects(fixtures, "bad")):
        named = set(re.findall(r"[EW]\d{3}", folder.name))
        if folder.name not in otherwise:
            assert named <= {code[:4] for code in codes(folder)}, folder.name


def test_the_fixtures_are_verified_as_a_root(fixtures: Path, tmp_path: Path) -> None:
    storage = tmp_path / "root"
    shutil.copytree(fixtures / "good-objects", storage)
    (storage / "0=ocfl_1.1").write_text("ocfl_1.1\n")
    verdict = verify(storage)
    assert [(finding.code, finding.severity) for finding in verdict.findings] == [(Code.NO_LOG, Severity.NOTE)]
    shutil.copytree(fixtures / "bad-objects/E092_content_file_digest_mismatch", storage / "bad")
    found = {finding.code: finding for finding in verify(storage).findings}
    assert found["E092a"].path == f"{storage.as_posix()}/bad/v1/content/test.txt"


def test_every_code_of_ocfl_py_has_chinese_words_with_its_facts() -> None:
    known = ValidationLogger().validation_codes
    words = json.loads(CODES.read_text("utf-8"))
    assert set(words) == set(known)
    for code, text in words.items():
        assert set(re.findall(r"\{(\w+)\}", text)) <= {*known[code].get("params", ()), "place"}, code
        log = OcflLog(Path("root"))
        log.log(code, code.startswith("E"), **dict.fromkeys(known[code].get("params", ()), "v1"))
        assert all(finding.message and "{" not in finding.message and finding.path.startswith("root") for finding in log.findings)


@pytest.mark.parametrize("algorithm", ["sha512", "sha256", "sha1", "md5", *BLAKE])
def test_files_are_hashed_as_ocfl_py_hashes_them(tmp_path: Path, algorithm: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(range(256)) * 1000)
    assert of_file(str(path), algorithm) == file_digest(str(path), algorithm, LocalFileSystem())


@pytest.fixture
def written(archive: Archive) -> Archive:
    archive.release()
    archive.release(CORRECTED, "更正第1页")
    return archive


def faults(archive: Archive) -> dict[str, set[str]]:
    """The codes of the errors by the path of the file that each names."""
    found: dict[str, set[str]] = {}
    for finding in verify(archive.root).findings:
        if finding.severity is Severity.ERROR:
            found.setdefault(Path(finding.path).relative_to(archive.folder).as_posix(), set()).add(finding.code)
    return found


def test_a_flipped_bit_in_any_file_is_found_and_named(written: Archive) -> None:
    draw = random.Random(1)
    paths = [path for top in (written.root, written.log) for path in sorted(top.rglob("*")) if path.is_file()]
    assert len(paths) > 25
    for path in paths:
        data = path.read_bytes()
        places = {0, len(data) - 1, draw.randrange(len(data))}
        for place in places:
            flipped = bytearray(data)
            flipped[place] ^= 1 << draw.randrange(8)
            path.write_bytes(bytes(flipped))
            name, found = path.relative_to(written.folder).as_posix(), faults(written)
            assert found, name
            about = {name, name.removesuffix(".sha512"), name.replace(".sig", ".json"), name.rpartition("/")[0]}
            assert about & set(found), (name, place, found)
        path.write_bytes(data)
    assert faults(written) == {}


def test_any_file_that_is_gone_is_named(written: Archive) -> None:
    for path in sorted(path for path in written.root.rglob("*") if path.is_file()):
        data = path.read_bytes()
        path.unlink()
        name, found = path.relative_to(written.folder).as_posix(), faults(written)
        parents = {"/".join(name.split("/")[:count]) for count in range(1, 20)}
        assert {name, *parents} & set(found), (name, found)
        path.write_bytes(data)
    assert faults(written) == {}


def test_a_file_that_is_too_many_is_named(written: Archive) -> None:
    one = root.objects(written.root)[0]
    (written.root / one.place / "v1/content/多出.pdf").write_bytes(b"more")
    assert faults(written) == {f"archive/{one.place}/v1/content/多出.pdf": {"E023a"}}


def test_an_inventory_edited_by_hand_is_found_though_all_its_digests_agree(written: Archive) -> None:
    """Whoever changes a message, and the inventories and sidecars with it, can't change the log."""
    one = root.objects(written.root)[0]
    for folder in (written.root / one.place, written.root / one.place / "v1", written.root / one.place / "v2"):
        data = (folder / "inventory.json").read_bytes().replace("首次归档".encode(), "从未归档".encode())
        (folder / "inventory.json").write_bytes(data)
        (folder / "inventory.json.sha512").write_text(f"{inventory.digest(data)}  inventory.json\n")
    found = faults(written)
    assert found == {f"archive/{one.place}/{name}/inventory.json": {Code.NOT_ARCHIVED} for name in ("v1", "v2")}


def test_a_version_folder_taken_away_is_named(written: Archive) -> None:
    one = root.objects(written.root)[0]
    shutil.rmtree(written.root / one.place / "v2")
    found = faults(written)
    assert "E046a" in found[f"archive/{one.place}/v2"]
    assert Code.NOT_ARCHIVED in found[f"archive/{one.place}/v2/inventory.json"]


def test_an_older_object_put_back_is_found(written: Archive) -> None:
    """All of it agrees with itself; only the log knows of the second version."""
    older = Archive(written.folder / "older")
    older.folder.mkdir()
    older.release()
    one = root.objects(written.root)[0]
    shutil.rmtree(written.root / one.place)
    shutil.copytree(older.root / one.place, written.root / one.place)
    assert faults(written) == {"archive-log/entries/00000002.json": {Code.NOT_ARCHIVED}}


def test_a_version_that_nobody_logged_is_found(written: Archive) -> None:
    other = Archive(written.folder / "other")
    other.folder.mkdir()
    other.release(CORRECTED, "首次归档", "bulletins/2016/07/")
    one = root.objects(other.root)[0]
    shutil.copytree(other.root / one.place, written.root / one.place)
    assert faults(written) == {f"archive/{one.place}/v1": {Code.NOT_LOGGED}}


def publish(archive: Archive, site: Path) -> None:
    """Put the archive's files at their addresses."""
    for address, file in pairs(archive.root, root.objects(archive.root)):
        (site / address).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, site / address)


def test_a_site_that_differs_from_the_archive_is_found(written: Archive) -> None:
    site = written.folder / "site"
    publish(written, site)
    assert verify(written.root, site).findings == ()
    one = root.objects(written.root)[0]
    for version in one.versions:
        assert f"{publication.version_url(one, version)}document.pdf" in {a for a, _ in publication.readers_files(one, version)}
    (site / "bulletins/2016/06/v1/document.pdf").write_bytes(b"another")
    (site / "archive-log/entries/00000001.json").unlink()
    (site / "archive/more.txt").write_text("more")
    found = {(finding.code, Path(finding.path).relative_to(site).as_posix()) for finding in verify(written.root, site).findings}
    assert found == {
        (Code.SITE_OTHER, "bulletins/2016/06/v1/document.pdf"),
        (Code.SITE_MISSING, "archive-log/entries/00000001.json"),
        (Code.SITE_MORE, "archive/more.txt"),
    }


def test_the_published_archive_is_verified_by_itself(written: Archive) -> None:
    site = written.folder / "site"
    publish(written, site)
    assert verify(site / "archive", head=site / "archive-log/heads/00000001.json").findings == ()


def test_what_is_not_there_is_not_verified(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="没有归档文件夹"):
        verify(tmp_path / "archive")
    (tmp_path / "archive").mkdir()
    with pytest.raises(ArchiveError, match="没有站点文件夹"):
        verify(tmp_path / "archive", tmp_path / "site")
    with pytest.raises(ArchiveError, match="没有日志头文件"):
        verify(tmp_path / "archive", head=tmp_path / "head.json")
    assert {finding.code for finding in verify(tmp_path / "archive").findings} == {"E069a", Code.NO_LOG}
