"""`invoke sign`: all files or none, into a folder of their own, never over what they were made of; killed, all is whole."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from plugins.archive import aside
from plugins.archive.signing import cli, verify
from plugins.archive.signing.verification import faults
from plugins.portal.cli import FAILED, OK, REFUSED, Places
from tests.archive.signing.authority import PASSPHRASE, time_stamp_server
from tests.archive.signing.office import Office, letter
from tests.building import ROOT, files

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAZETTE_PASSPHRASE", PASSPHRASE)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with an issue and a document."""
    for name, words in (("bulletins/2016/06", "公报。"), ("policies/2016/甲", "文件。")):
        (tmp_path / "site" / name).mkdir(parents=True)
        (tmp_path / "site" / name / "document.pdf").write_bytes(letter(words))
    return tmp_path / "site"


def sign(site: Path, office: Office, *paths: str, **more: object) -> int:
    places = Places(output=str(site), typed_in=str(site))
    return cli.sign(paths, str(site.parent / "signed"), places, str(office.settings(**more)))


def test_an_issue_and_a_file_are_signed_beside_and_the_site_stays(site: Path, office: Office, capsys: Capture) -> None:
    before, more = files(site), office.levels["B-T"] | office.seal
    assert sign(site, office, "2016/06", "policies/2016/甲/document.pdf", **more) == OK
    assert files(site) == before
    signed = site.parent / "signed"
    assert sorted(files(signed)) == sorted(before)
    assert all(data.startswith(before[name]) for name, data in files(signed).items())
    assert [verify(signed / name, office.trust(**more)) for name in before] == [[], []]
    said = capsys.readouterr().out
    assert "bulletins/2016/06/document.pdf：PAdES B-T，印章盖在第 1 页" in said
    assert "完成：新签 2 份，已有 0 份" in said
    assert sorted(path.name for path in site.parent.iterdir() if not path.name.endswith(".lock")) == ["signed", "site", "办公室"]


def test_what_is_signed_already_is_not_signed_again(site: Path, office: Office, capsys: Capture) -> None:
    sign(site, office, "2016/06")
    before = files(site.parent / "signed")
    assert sign(site, office, "2016/06") == OK
    assert files(site.parent / "signed") == before
    assert "完成：新签 0 份，已有 1 份" in capsys.readouterr().out


@pytest.mark.parametrize("change", ["another text", "a signature that does not hold"])
def test_what_is_no_signature_of_this_file_is_signed_anew(change: str, site: Path, office: Office) -> None:
    sign(site, office, "2016/06")
    signed, unsigned = site.parent / "signed/bulletins/2016/06/document.pdf", site / "bulletins/2016/06/document.pdf"
    if change == "another text":
        unsigned.write_bytes(letter("另一期。"))
    else:
        signed.write_bytes(signed.read_bytes() + b"% more\n")
    assert sign(site, office, "2016/06") == OK
    assert signed.read_bytes().startswith(unsigned.read_bytes())
    assert verify(signed, office.trust()) == []


def test_a_damaged_file_stays_for_nobody_knows_who_signed_it(site: Path, office: Office, capsys: Capture) -> None:
    sign(site, office, "2016/06")
    signed = site.parent / "signed/bulletins/2016/06/document.pdf"
    signed.write_bytes(signed.read_bytes()[:-9])
    before = signed.read_bytes()
    assert sign(site, office, "2016/06") == REFUSED
    assert signed.read_bytes() == before
    assert "看不出有没有别的机关的签名：请先把它移走" in capsys.readouterr().err
    signed.unlink()
    assert sign(site, office, "2016/06") == OK


def test_without_a_time_stamp_server_it_says_what_is_lacking(site: Path, office: Office, capsys: Capture) -> None:
    assert sign(site, office, "2016/06", **office.seal) == OK
    said = capsys.readouterr().out
    assert said.startswith("没有设置时间戳服务：按 PAdES B-B 签名")
    assert "PAdES B-B，印章盖在第 1 页" in said


def test_when_one_file_fails_none_is_written(site: Path, office: Office, capsys: Capture) -> None:
    (site / "坏.pdf").write_bytes(b"no pdf")
    assert sign(site, office, "2016/06", "坏.pdf") == REFUSED
    assert not (site.parent / "signed").exists()
    said = capsys.readouterr().err
    assert "没有签名，原有文件未变" in said
    assert "坏.pdf：不是可以签名的 PDF" in said


def test_a_silent_time_stamp_server_leaves_the_old_files(
    site: Path, office: Office, tmp_path: Path, capsys: Capture
) -> None:
    sign(site, office, "2016/06")
    before = files(site.parent / "signed")
    (site / "bulletins/2016/06/document.pdf").write_bytes(letter("改后。"))
    (tmp_path / "tsa").mkdir()
    with time_stamp_server(office.authority.time_stamper(), tmp_path / "tsa") as server:
        pass
    assert sign(site, office, "2016/06", 时间戳服务=server) == REFUSED
    assert files(site.parent / "signed") == before
    assert f"时间戳服务 {server} 没有给出时间戳" in capsys.readouterr().err


def test_a_disk_that_is_full_leaves_the_old_files(site: Path, office: Office, capsys: Capture) -> None:
    sign(site, office, "2016/06")
    before = files(site.parent / "signed")
    (site / "bulletins/2016/06/document.pdf").write_bytes(letter("改后。"))
    office.settings()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, limits[1]))  # no file may grow beyond: as when nothing is left
    try:
        status = sign(site, office, "2016/06")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert status == REFUSED
    assert files(site.parent / "signed") == before
    assert "没有签名，原有文件未变" in capsys.readouterr().err


def test_two_at_once_do_not_write_into_one_folder(site: Path, office: Office, capsys: Capture) -> None:
    with aside.workplace(site.parent / "signed"):
        assert sign(site, office, "2016/06") == REFUSED
    assert "另一个" in capsys.readouterr().err
    assert sign(site, office, "2016/06") == OK


@pytest.mark.parametrize(
    ("paths", "more", "said"),
    [
        ((), {}, "没有说明给什么签名"),
        (("2016/07",), {}, "请先 invoke build"),
        (("没有.pdf",), {}, "没有文件"),
        (("2016/06", "2016/06"), {}, "会覆盖另一份"),
        (("2016/06",), {"印章": {"图像": "没有.png", "盖在": "甲"}}, "没有.png 不存在"),
    ],
)
def test_what_cannot_be_used_is_said(
    paths: tuple[str, ...], more: dict[str, object], said: str, site: Path, office: Office, capsys: Capture
) -> None:
    assert sign(site, office, *paths, **more) == FAILED
    assert said in capsys.readouterr().err
    assert not (site.parent / "signed").exists()


def test_the_unsigned_file_is_never_the_target(site: Path, office: Office, capsys: Capture) -> None:
    places = Places(output=str(site), typed_in=str(site))
    before = files(site)
    assert cli.sign(["2016/06"], str(site), places, str(office.settings())) == FAILED
    assert files(site) == before
    assert "--to" in capsys.readouterr().err


def test_a_wrong_passphrase_or_none_is_said(
    site: Path, office: Office, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("GAZETTE_PASSPHRASE", "错")
    assert sign(site, office, "2016/06") == FAILED
    assert "口令不对" in capsys.readouterr().err
    monkeypatch.delenv("GAZETTE_PASSPHRASE")
    monkeypatch.setattr("sys.stdin", (site / "bulletins/2016/06/document.pdf").open("rb"))
    assert sign(site, office, "2016/06") == FAILED
    sys.stdin.close()
    assert "设环境变量 GAZETTE_PASSPHRASE" in capsys.readouterr().err


def test_without_a_configuration_it_says_where_to_put_it(site: Path, capsys: Capture) -> None:
    places = Places(output=str(site), typed_in=str(site), settings=str(ROOT / "pelicanconf.py"))
    assert cli.sign(["2016/06"], str(site.parent / "signed"), places) == FAILED
    assert "PORTAL['signing']" in capsys.readouterr().err


def test_the_configuration_may_be_named_in_the_settings(site: Path, office: Office) -> None:
    (site.parent / "conf.py").write_text(
        f"PORTAL = {{'site_name': '西山区', 'site_domain': 'example.gov.cn', 'signing': {str(office.settings())!r}}}\n", "utf-8"
    )
    command = [sys.executable, "-m", "invoke", "sign", "2016/06", f"--output={site}", f"--to={site.parent / 'signed'}",
               f"--settings={site.parent / 'conf.py'}"]  # fmt: skip
    run = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert (run.returncode, run.stderr) == (0, "")
    assert verify(site.parent / "signed/bulletins/2016/06/document.pdf", office.trust()) == []


def test_killed_at_any_moment_each_file_is_the_old_or_the_new(site: Path, office: Office) -> None:
    names, signed, states, old = ["1.pdf", "2.pdf"], site.parent / "归档" / "signed", site.parent / "states", letter("旧文。")
    signed.mkdir(parents=True)
    for name in names:
        (signed / name).write_bytes(old)
        (site / name).write_bytes(letter(name))
    command: list[str | Path] = [sys.executable, "-m", "tests.archive.signing.killed", signed, states, office.settings()]
    subprocess.run([*command, *(site / name for name in names)], cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    found = [files(states / f"{moment + 1}") for moment in range(len(list(states.iterdir())))]
    assert len(found) > 10
    assert all(list(state) == names for state in found)
    new = {data for state in found for data in state.values()} - {old}
    assert [faults(data, office.trust()) for data in new] == [[], []]
    assert list(dict.fromkeys(sum(data != old for data in state.values()) for state in found)) == [0, 1, 2]
    assert [path.name for path in signed.parent.iterdir() if path.is_dir()] == ["signed"]
