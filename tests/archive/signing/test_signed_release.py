"""Signed PDFs enter a version of the archive beside the unsigned ones, and `verify` judges them as of the release."""

from pathlib import Path

import pytest

from plugins.archive import cli, package, publication, root
from plugins.archive.errors import ArchiveError
from plugins.archive.inventory import User
from plugins.archive.release import Act, release
from plugins.archive.verify import verify
from tests.archive.signing.authority import NOW
from tests.archive.signing.office import Office, letter

HOME, ADDRESS = "https://www.example.gov.cn", "bulletins/2016/06/"


def frozen(folder: Path, files: dict[str, bytes]) -> Path:
    """A storage root with one version of these files."""
    act = Act("加盖电子印章", User("张三", "mailto:zhangsan@example.gov.cn"), NOW.isoformat(timespec="seconds"), {})
    release(folder / "archive", ADDRESS, HOME, files, act, folder / "key.pem")
    return folder / "archive"


@pytest.fixture
def files(office: Office, tmp_path: Path) -> dict[str, bytes]:
    """An issue and its signed PDF, as a release takes it from a folder."""
    unsigned = {"bulletin.pdf": letter(), "bulletin.json": b'{"\xe5\x90\x8d\xe7\xa7\xb0": ""}'}
    (tmp_path / "signed/bulletins/2016/06").mkdir(parents=True)
    data = office.signed(unsigned["bulletin.pdf"], **office.levels["B-T"]).data
    (tmp_path / "signed/bulletins/2016/06/document.pdf").write_bytes(data)
    return unsigned | package.signed(unsigned, tmp_path / "signed")


def test_a_signed_file_is_known_by_the_bytes_it_begins_with(files: dict[str, bytes]) -> None:
    assert set(files) == {"bulletin.pdf", "bulletin.json", "signed/bulletin.pdf"}
    assert files["signed/bulletin.pdf"].startswith(files["bulletin.pdf"])


def test_a_signature_over_other_bytes_is_refused(files: dict[str, bytes], tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="不是对这一期现在的 PDF 签的名"):
        package.signed({"bulletin.pdf": letter("另一份。")}, tmp_path / "signed")


def test_a_folder_without_the_signed_issue_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="没有本期公报签过名的 PDF"):
        package.signed({"bulletin.pdf": letter()}, tmp_path)


def test_readers_take_the_signed_file(files: dict[str, bytes], tmp_path: Path) -> None:
    one = root.objects(frozen(tmp_path, files))[0]
    given = dict(publication.readers_files(one, one.inventory.head))
    assert given == {f"{ADDRESS}v1/document.pdf": "signed/bulletin.pdf"}


def test_a_good_signature_passes(
    files: dict[str, bytes], office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    storage, settings = frozen(tmp_path, files), office.settings(**office.levels["B-T"])
    assert cli.verify(str(storage), "", "", str(settings), "text") == 0, capsys.readouterr().out


def test_an_altered_signed_file_is_named_by_its_signature(files: dict[str, bytes], office: Office, tmp_path: Path) -> None:
    altered = bytearray(files["signed/bulletin.pdf"])
    altered[len(files["bulletin.pdf"]) // 2] ^= 1
    storage = frozen(tmp_path, {**files, "signed/bulletin.pdf": bytes(altered)})
    judge = cli.judge(str(office.settings(**office.levels["B-T"])))
    assert {finding.code for finding in verify(storage, signatures=judge).findings} == {"SG002"}
    assert verify(storage).findings == ()
