"""What a command can't do it says in Chinese, before it does anything, and leaves nothing half done."""

import errno
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.archive import aside, cli, registration
from plugins.archive.errors import ArchiveError, why
from plugins.archive.export import export
from plugins.archive.verify import verify
from plugins.portal.cli import Places
from plugins.portal.config import SettingsError, day_of_build
from tests.building import DAY, ROOT, files

from .samples import CORRECTED, Archive, on_full_disk

Said = pytest.CaptureFixture[str]


@pytest.fixture
def written(archive: Archive) -> Archive:
    archive.release()
    archive.release(CORRECTED, "更正")
    return archive


def places(archive: Archive) -> Places:
    return Places(str(archive.folder / "content"), settings=str(ROOT / "pelicanconf.py"), archive=str(archive.root))


def unready(archive: Archive, name: str, wish: cli.Wish) -> int:
    return cli.unready(name, wish, places(archive), DAY.isoformat())


@pytest.mark.parametrize(("name", "wish", "said"), [
    ("2016-06", cli.Wish("归档"), "期号应写作 2016/06 的样子"),
    ("2016/06", cli.Wish("  "), "归档要写明理由"),
    ("2016/06", cli.Wish("归档", "<>"), "--user 应写作"),
    ("2016/06", cli.Wish("归档", created="昨天"), "--created 应写作"),
    ("2016/06", cli.Wish("归档", signed="/nowhere"), "没有签过名的 PDF 的文件夹 /nowhere"),
])  # fmt: skip
def test_a_release_that_can_not_be_is_refused_before_the_build(
    archive: Archive, capsys: Said, name: str, wish: cli.Wish, said: str
) -> None:
    assert unready(archive, name, wish) == 2
    assert said in capsys.readouterr().err
    assert not archive.root.exists()


def test_a_release_into_a_folder_of_other_things_is_refused_before_the_build(archive: Archive, capsys: Said) -> None:
    archive.root.mkdir()
    (archive.root / "notes.txt").write_text("x")
    assert unready(archive, "2016/06", cli.Wish("归档")) == 2
    assert "不是空文件夹" in capsys.readouterr().err


def test_a_release_that_can_be_is_ready(archive: Archive) -> None:
    assert unready(archive, "2016/06", cli.Wish("归档")) == 0


def test_invoke_does_not_build_for_a_release_without_its_reason(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "invoke", "release", "2016/06", "--output", str(tmp_path / "output")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, "归档要写明理由" in done.stderr, "Traceback" in done.stderr) == (2, True, False)
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("target", ["s3://", "s3://bucket", "s3:///path", "ftp://host/path"])
def test_an_export_needs_a_whole_address(written: Archive, target: str) -> None:
    with pytest.raises(ArchiveError, match="目的地应写作"):
        export(written.root, target)


@pytest.mark.parametrize("target", ["archive", "archive/inside", "archive-log", "archive-log/inside"])
def test_an_export_never_goes_into_what_it_copies(written: Archive, target: str) -> None:
    before = files(written.folder)
    with pytest.raises(ArchiveError, match="请导出到别的地方"):
        export(written.root, str(written.folder / target))
    assert files(written.folder) == before


def test_object_storage_that_does_not_answer_is_named(
    written: Archive, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("AWS_ENDPOINT_URL", "http://127.0.0.1:9"), ("AWS_ACCESS_KEY_ID", "a"),
                        ("AWS_SECRET_ACCESS_KEY", "b"), ("AWS_MAX_ATTEMPTS", "1")):  # fmt: skip
        monkeypatch.setenv(name, value)
    assert cli.export("export", "s3://bucket/archive", str(written.root)) == 2
    assert "s3://bucket/archive 连不上" in capsys.readouterr().err


def test_an_archive_on_a_disc_is_copied_all_the_same(written: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(storage: Path) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(storage))

    monkeypatch.setattr(aside, "workplace", refuse)
    export(written.root, str(written.folder / "copy"))
    assert files(written.folder / "copy") == files(written.root)


def test_a_bag_of_an_issue_that_is_not_archived_names_those_that_are(written: Archive, capsys: Said) -> None:
    assert cli.bag("2016/07", str(written.folder), "", places(written)) == 2
    assert "现有 2016/06" in capsys.readouterr().err
    assert cli.bag("2016/06", str(written.folder), "x", places(written)) == 2
    assert "--version 应写作 2 的样子；当前为“x”" in capsys.readouterr().err


def test_a_bag_into_a_file_says_so(written: Archive, capsys: Said) -> None:
    (written.folder / "file").write_text("x")
    assert cli.bag("2016/06", str(written.folder / "file"), "", places(written)) == 2
    assert "已有同名的文件，不是文件夹" in capsys.readouterr().err


def test_a_full_disk_keeps_no_half_file(tmp_path: Path) -> None:
    assert not on_full_disk(1000, lambda: aside.replace(tmp_path / "bag.zip", b"x" * 5000))
    assert list(tmp_path.iterdir()) == []


def test_what_the_system_refuses_is_told_in_chinese() -> None:
    assert why(OSError(errno.ENOSPC, "No space left on device"), "/mnt/a") == "磁盘已满，请腾出空间再运行（/mnt/a）"
    assert why(PermissionError(errno.EACCES, "Permission denied", "/srv/a")) == "没有权限（/srv/a）"
    assert why(OSError("of another kind")) == "of another kind"


def damage(archive: Archive) -> Path:
    path = next(archive.root.rglob("v1/**/bulletin.pdf"))
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    return path


def test_what_is_damaged_is_handed_on_as_archived_by_none(written: Archive, capsys: Said) -> None:
    path = damage(written)
    assert cli.bag("2016/06", str(written.folder / "bags"), "1", places(written)) == 2
    assert f"归档文件 {path} 的内容与清单不符" in capsys.readouterr().err
    assert not (written.folder / "bags").exists()


def test_no_version_is_put_upon_a_damaged_one(written: Archive) -> None:
    path = damage(written)
    before = files(written.folder)
    with pytest.raises(ArchiveError, match=re.escape(f"归档文件 {path} 的内容与清单不符")):
        written.release(CORRECTED | {"bulletin.pdf": b"one more"}, "再更正")
    assert files(written.folder) == before


def test_a_damaged_archive_is_not_copied_over_a_good_copy(written: Archive, capsys: Said) -> None:
    copy = written.folder / "copy"
    export(written.root, str(copy))
    good = files(copy)
    path = damage(written)
    assert cli.export("export", str(copy), str(written.root)) == 2
    assert f"归档文件 {path} 不在或与清单不符" in capsys.readouterr().err
    assert files(copy) == good


def test_an_inventory_that_can_not_be_read_is_named(written: Archive, capsys: Said) -> None:
    path = next(written.root.rglob("0=ocfl_object_1.1")).with_name("inventory.json")
    path.write_text("{")
    assert cli.bag("2016/06", str(written.folder), "", places(written)) == 2
    assert f"{path}：归档清单读不出来" in capsys.readouterr().err


def test_without_a_log_the_verdict_claims_no_more_than_it_knows(written: Archive, capsys: Said) -> None:
    shutil.rmtree(written.log)
    assert cli.verify(str(written.root), "", "", "", "text") == 0
    said = capsys.readouterr().out
    assert "清单本身有没有改动还不知道" in said
    assert "没有改动\n" not in said


def test_a_link_in_the_place_of_a_file_is_found_even_with_the_same_bytes(written: Archive) -> None:
    path = next(written.root.rglob("v1/**/bulletin.pdf"))
    path.rename(written.folder / "elsewhere.pdf")
    path.symlink_to(written.folder / "elsewhere.pdf")
    assert ("E090", path.as_posix()) in {(one.code, one.path) for one in verify(written.root).findings}


def test_a_root_without_its_declaration_is_named_by_the_file_that_is_missing(written: Archive) -> None:
    (written.root / "0=ocfl_1.1").unlink()
    named = {one.path for one in verify(written.root).findings if one.code == "E069a"}
    assert named == {(written.root / "0=ocfl_1.1").as_posix()}


def test_the_key_is_told_of_again_after_a_first_release_that_failed(archive: Archive) -> None:
    registration.key_for(archive.root, archive.key)
    assert archive.release().made_key
    assert not archive.release(CORRECTED, "更正").made_key


def test_a_time_of_the_environment_that_is_none_is_named() -> None:
    with pytest.raises(SettingsError, match=r"SOURCE_DATE_EPOCH 应为.*当前为“abc”"):
        day_of_build(None, {"SOURCE_DATE_EPOCH": "abc"})
    with pytest.raises(SettingsError, match="SOURCE_DATE_EPOCH"):
        cli.moment("", {"SOURCE_DATE_EPOCH": "-1.5"})
