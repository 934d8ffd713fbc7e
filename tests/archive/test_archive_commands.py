"""The commands end with the status that they promise, and say in Chinese what is wrong and what to do."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.archive import aside, cli, root
from plugins.archive.errors import ArchiveError
from plugins.portal.cli import Places
from tests.building import DAY, ROOT

from .samples import CORRECTED, Archive

Said = pytest.CaptureFixture[str]


@pytest.fixture
def written(archive: Archive) -> Archive:
    archive.release()
    return archive


def places(archive: Archive) -> Places:
    return Places(str(archive.folder / "content"), settings=str(ROOT / "pelicanconf.py"), archive=str(archive.root))


def verify(archive: Archive, form: str = "text", **given: Path) -> int:
    options = {"site": "", "head": "", "signing": "", **{name: str(path) for name, path in given.items()}}
    return cli.verify(str(archive.root), options["site"], options["head"], options["signing"], form)


def test_a_whole_archive_passes(written: Archive, capsys: Said) -> None:
    assert verify(written) == 0
    assert "核验了 1 期、1 个版本" in (said := capsys.readouterr().out)
    assert "核验通过" in said


def test_a_damaged_archive_does_not_pass(written: Archive, capsys: Said) -> None:
    path = next(written.root.rglob("bulletin.pdf"))
    path.write_bytes(b"another")
    assert verify(written) == 1
    assert f"{path.as_posix()}:1:1: 错误[E092a]" in (said := capsys.readouterr().out)
    assert "没有通过核验" in said


def test_programs_read_the_findings_as_json(written: Archive, capsys: Said) -> None:
    shutil.rmtree(written.log)
    assert verify(written, "json") == 0
    assert [finding["code"] for finding in json.loads(capsys.readouterr().out)] == ["TL009"]


def test_what_can_not_be_verified_has_its_own_status(written: Archive, capsys: Said) -> None:
    assert verify(written, "xml") == 2
    assert verify(written, head=written.folder / "none.json") == 2
    assert verify(written, site=written.folder / "none") == 2
    said = capsys.readouterr().err
    for words in ("--format 没有“xml”", "没有日志头文件", "没有站点文件夹"):
        assert words in said


def test_a_bag_is_written_and_another_version_on_demand(written: Archive, capsys: Said) -> None:
    written.release(CORRECTED, "更正")
    target = written.folder / "bags"
    assert cli.bag("2016/06", str(target), "", places(written)) == 0
    assert cli.bag("2016/06", str(target), "1", places(written)) == 0
    assert {path.name for path in target.iterdir()} == {"bulletins-2016-06-v1.zip", "bulletins-2016-06-v2.zip"}
    assert cli.bag("2016/06", str(target), "3", places(written)) == 2
    assert cli.bag("2016/07", str(target), "", places(written)) == 2
    assert "中没有已归档的 2016/07" in capsys.readouterr().err


def test_an_export_says_where_to_and_how_much(written: Archive, capsys: Said) -> None:
    assert cli.export("export", str(written.folder / "copy"), str(written.root)) == 0
    assert "逐个读回核对无误" in capsys.readouterr().out
    assert root.is_root(written.folder / "copy")
    assert cli.export("import", "x", str(written.root)) == 2
    assert cli.export("export", "", str(written.root)) == 2
    assert cli.export("export", "nowhere://x", str(written.root)) == 2


def test_an_export_waits_for_no_release(written: Archive, capsys: Said) -> None:
    with aside.workplace(written.root):
        assert cli.export("export", str(written.folder / "copy"), str(written.root)) == 2
    assert "另一个归档命令正在写" in capsys.readouterr().err


def test_the_key_of_the_log_is_made_and_shown(archive: Archive, capsys: Said) -> None:
    assert cli.log_key(places(archive)) == 0
    first = capsys.readouterr().out
    assert (archive.folder / ".archive-log-key.pem").is_file()
    assert cli.log_key(places(archive)) == 0
    assert capsys.readouterr().out == first
    (archive.folder / ".archive-log-key.pem").write_text("no key")
    assert cli.log_key(places(archive)) == 2


def test_nothing_is_released_of_a_site_that_was_not_built_whole(archive: Archive, capsys: Said) -> None:
    assert cli.release("2016/06", cli.Wish("归档"), places(archive), DAY.isoformat(), lambda config: {}, 1) == 2
    assert "站点没有完整生成" in capsys.readouterr().err


@pytest.mark.parametrize(("written", "name", "address"), [
    ("张三 <zhangsan@example.gov.cn>", "张三", "mailto:zhangsan@example.gov.cn"),
    ("张三", "张三", "https://www.kmxs.gov.cn"),
    ("", "昆明市西山区人民政府", "https://www.kmxs.gov.cn"),
    ("办公室 <https://example.gov.cn/office>", "办公室", "https://example.gov.cn/office"),
])  # fmt: skip
def test_who_releases_has_a_name_and_an_address(archive: Archive, written: str, name: str, address: str) -> None:
    user = cli.user_of(written, places(archive).portal(DAY.isoformat()))
    assert (user.name, user.address) == (name, address)


def test_a_moment_has_a_zone_and_seconds() -> None:
    assert cli.moment("2016-12-30T09:00:00+08:00", {}) == "2016-12-30T09:00:00+08:00"
    assert cli.moment("", {"SOURCE_DATE_EPOCH": "0"}) == "1970-01-01T00:00:00+00:00"
    with pytest.raises(ArchiveError, match="--created 应写作"):
        cli.moment("昨天", {})


def test_invoke_takes_the_commands_as_they_are_documented(written: Archive) -> None:
    def invoke(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "invoke", *arguments]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)

    done = invoke("archive", "export", "--to", str(written.folder / "copy"), "--archive", str(written.root))
    assert (done.returncode, "已导出到" in done.stdout) == (0, True), done.stderr
    done = invoke("verify", "--archive", str(written.folder / "copy"))
    assert (done.returncode, "核验通过" in done.stdout, done.stderr) == (0, True, "")
