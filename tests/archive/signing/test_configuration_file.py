"""The signing configuration: what it says is read, and every fault of it is named at once, in Chinese."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import load_der_x509_crl

from plugins.archive.signing import load
from plugins.portal.config import SettingsError
from tests.archive.signing.office import Office


def test_the_plainest_configuration_signs_without_time(office: Office) -> None:
    signing = load(office.settings())
    assert signing.level == "B-B"
    assert signing.bundle == office.folder / "公章.p12"
    assert (signing.token, signing.seal, len(signing.roots)) == (None, None, 1)


def test_the_level_follows_from_what_is_given(office: Office) -> None:
    assert {level: load(office.settings(**more)).level for level, more in office.levels.items()} == {
        level: level for level in office.levels
    }
    assert load(office.settings(时间戳服务=office.server, 联网查询吊销="是")).level == "B-LTA"


def test_lists_may_be_pem_or_der(office: Office) -> None:
    der = office.authority.crl()
    (office.folder / "吊销.pem").write_bytes(load_der_x509_crl(der).public_bytes(Encoding.PEM) * 2)
    signing = load(office.settings(时间戳服务=office.server, 吊销列表=["吊销.crl", "吊销.pem"]))
    assert len(signing.crls) == 3
    assert signing.crls[1] == signing.crls[2] == der


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"密码设备": {"驱动": "公章.p12", "设备": "甲", "证书": "乙"}}, "“证书文件”和“密码设备”只能填写一项"),
        ({"证书文件": "没有.p12"}, r"“证书文件”的文件 .*没有.p12 不存在"),
        ({"信任的根证书": ""}, "缺少“信任的根证书”"),
        ({"信任的根证书": ["公章.png"]}, r"公章.png 不是 X.509 证书"),
        ({"时间戳服务": "tsa.example"}, "“时间戳服务”应为 http 或 https 的网址；当前为“tsa.example”"),
        ({"吊销列表": "吊销.crl"}, "还须填写“时间戳服务”"),
        ({"吊销列表": "公章.png", "时间戳服务": "http://127.0.0.1/"}, "公章.png 不是吊销列表"),
        ({"联网查询吊销": "也许"}, "“联网查询吊销”应为 是 或 否；当前为“也许”"),
        ({"时间戳服": "http://127.0.0.1/"}, "没有“时间戳服”这一项，是否为“时间戳服务”"),
        ({"口令": "123456"}, "没有“口令”这一项；可用：证书文件、"),
        ({"印章": {"图像": "没有.png", "机关": "甲"}}, r"“印章的图像”的文件 .*没有.png 不存在"),
        ({"印章": {"机关": "甲"}}, "“印章”缺少“图像”"),
        ({"印章": {"图像": "公章.png"}}, "“印章”缺少“机关”"),
        ({"印章": {"图像": "公章.png", "机关": "甲", "直径": 42}}, "“印章”中没有“直径”这一项"),
        ({"印章": "公章.png"}, "“印章”缺少“图像”"),
        ({"密码设备": {"驱动": "公章.p12"}, "证书文件": ""}, "“密码设备”缺少“设备”"),
    ],
)
def test_a_fault_is_named(more: dict[str, object], said: str, office: Office) -> None:
    with pytest.raises(SettingsError, match=said):
        load(office.settings(**more))


def test_all_faults_are_named_at_once(office: Office) -> None:
    with pytest.raises(SettingsError) as error:
        load(office.settings(证书文件="无.p12", 信任的根证书="无.pem", 印章={"图像": "无.png", "机关": "甲"}))
    assert len(str(error.value).splitlines()) == 3


@pytest.mark.parametrize("text", ["", "- 甲", "甲: [", "\x00", "甲"])
def test_what_is_no_configuration_is_said(text: str, tmp_path: Path) -> None:
    (tmp_path / "签章.yaml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match="签章设置文件"):
        load(tmp_path / "签章.yaml")


def test_a_missing_configuration_is_said(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="读不出"):
        load(tmp_path / "没有.yaml")
