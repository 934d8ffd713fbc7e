"""The log of releases is the Merkle tree of RFC 6962, its heads can be checked by openssl, and no change to it goes unseen."""

import hashlib
import json
import shutil
import subprocess
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.archive import keys, log
from plugins.archive.errors import ArchiveError
from plugins.archive.findings import Code
from plugins.archive.log import Entry, Head
from plugins.archive.verify import verify
from plugins.gazette.findings import Finding

from .samples import CORRECTED, FILES, Archive


def rfc6962(leaves: Sequence[bytes]) -> bytes:
    """Section 2.1, word for word."""
    if not leaves:
        return hashlib.sha256().digest()
    if len(leaves) == 1:
        return hashlib.sha256(b"\0" + leaves[0]).digest()
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return hashlib.sha256(b"\1" + rfc6962(leaves[:half]) + rfc6962(leaves[half:])).digest()


@pytest.fixture
def written(archive: Archive) -> Archive:
    """A root with three releases of two issues."""
    archive.release()
    archive.release(CORRECTED, "更正第1页")
    archive.release(FILES, "首次归档", "bulletins/2016/07/")
    return archive


def found(archive: Archive, head: str = "") -> list[Finding]:
    return list(verify(archive.root, head=archive.folder / head if head else None).findings)


def named(archive: Archive, findings: Sequence[Finding]) -> list[tuple[str, str]]:
    base = f"{archive.folder.as_posix()}/"
    return [(finding.code, finding.path.removeprefix(base)) for finding in findings]


@given(st.lists(st.binary(max_size=20), max_size=40))
def test_the_tree_hash_is_that_of_rfc_6962(leaves: list[bytes]) -> None:
    assert log.tree_hash(leaves) == rfc6962(leaves).hex()


@given(st.builds(Entry, st.integers(), *[st.text()] * 6) | st.builds(Head, st.integers(), *[st.text()] * 3))
def test_records_read_back_as_they_were_written(record: Entry | Head) -> None:
    data = log.to_bytes(record)
    assert (log.parse(Entry, data), log.parse(Head, data)) in ((record, None), (None, record))


@given(st.binary())
def test_what_is_no_record_is_none(data: bytes) -> None:
    assert log.parse(Entry, data) is None


def test_each_release_is_an_entry_with_a_signed_head(written: Archive) -> None:
    entries = [json.loads((written.log / f"entries/0000000{n}.json").read_bytes()) for n in (1, 2, 3)]
    assert [(e["index"], e["version"], e["message"]) for e in entries] == [
        (1, "v1", "首次归档"), (2, "v2", "更正第1页"), (3, "v1", "首次归档")]  # fmt: skip
    head = json.loads((written.log / "heads/00000003.json").read_bytes())
    leaves = [(written.log / f"entries/0000000{n}.json").read_bytes() for n in (1, 2, 3)]
    assert (head["size"], head["root"]) == (3, rfc6962(leaves).hex())
    assert found(written) == []


def test_a_head_is_checked_by_openssl_alone(written: Archive) -> None:
    arguments = "-verify -pubin -inkey public-key.pem -rawin -in heads/00000003.json -sigfile heads/00000003.sig"
    command = ["openssl", "pkeyutl", *arguments.split()]
    said = subprocess.run(command, cwd=written.log, capture_output=True, text=True)
    assert "Signature Verified Successfully" in said.stdout + said.stderr


def test_the_key_is_made_once_and_for_its_owner_alone(written: Archive) -> None:
    assert written.key.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ArchiveError, match="已经存在"):
        keys.create(written.key)


def test_a_log_goes_on_with_its_own_key_only(written: Archive) -> None:
    written.key.unlink()
    with pytest.raises(ArchiveError, match="从备份恢复密钥"):
        written.release(CORRECTED, "更正", "bulletins/2016/07/")
    keys.create(written.key)
    with pytest.raises(ArchiveError, match="与日志公布的公钥不符"):
        written.release(CORRECTED, "更正", "bulletins/2016/07/")
    assert found(written) == []


def test_an_altered_entry_is_named(written: Archive) -> None:
    path = written.log / "entries/00000002.json"
    path.write_bytes(path.read_bytes().replace("更正第1页".encode(), "更正第2页".encode()))
    assert named(written, found(written)) == [(Code.ENTRY_ALTERED, "archive-log/entries/00000002.json")]


def test_an_entry_taken_away_is_named(written: Archive) -> None:
    (written.log / "entries/00000002.json").unlink()
    codes = named(written, found(written))
    assert (Code.ENTRY_MISSING, "archive-log/entries/00000002.json") in codes
    assert Code.NOT_LOGGED in {code for code, _ in codes}


def test_a_head_that_is_gone_and_one_with_another_signature_are_named(written: Archive) -> None:
    (written.log / "heads/00000001.json").unlink()
    shutil.copy(written.log / "heads/00000002.sig", written.log / "heads/00000003.sig")
    codes = named(written, found(written))
    missing, unsigned = "archive-log/heads/00000001.json", "archive-log/heads/00000003.json"
    assert codes == [(Code.HEAD_MISSING, missing), (Code.HEAD_SIGNATURE, unsigned)]


def test_another_public_key_is_named(written: Archive) -> None:
    other = keys.create(written.folder / "other.pem")
    (written.log / "public-key.pem").write_bytes(keys.public_pem(other))
    assert named(written, found(written)) == [(Code.PUBLIC_KEY, "archive-log/public-key.pem")]


def test_a_log_written_anew_does_not_agree_with_a_head_that_was_kept(written: Archive) -> None:
    shutil.copy(written.log / "heads/00000002.json", written.folder / "kept.json")
    assert found(written, "kept.json") == []
    for path in (written.root, written.log, written.key):
        (shutil.rmtree if path.is_dir() else type(path).unlink)(path)
    written.release(CORRECTED, "首次归档")
    assert found(written) == []
    assert named(written, found(written, "kept.json")) == [(Code.HEAD_EARLIER, "kept.json")]


def test_the_end_of_a_log_cut_off_with_its_version_shows_against_a_kept_head(written: Archive) -> None:
    shutil.copy(written.log / "heads/00000003.json", written.folder / "kept.json")
    for path in ("entries/00000003.json", "heads/00000003.json", "heads/00000003.sig"):
        (written.log / path).unlink()
    place = next(path for path in written.root.glob("???") if "2016%2f07" in str(list(path.rglob("*"))))
    shutil.rmtree(place)
    assert found(written) == []
    assert named(written, found(written, "kept.json")) == [(Code.HEAD_EARLIER, "kept.json")]


def test_what_is_no_head_is_said_to_be_none(written: Archive) -> None:
    (written.folder / "kept.json").write_text("{}")
    assert named(written, found(written, "kept.json")) == [(Code.HEAD_EARLIER, "kept.json")]


def test_a_root_without_a_log_is_only_noted(written: Archive) -> None:
    shutil.rmtree(written.log)
    assert [(finding.code, finding.severity) for finding in found(written)] == [(Code.NO_LOG, "note")]
